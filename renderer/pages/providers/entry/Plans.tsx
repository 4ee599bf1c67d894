import type { CatalogueEntry } from '../../../../shared/catalogue/entry.ts';
import { formatQuantity, type Writing } from '../../../../shared/format.ts';
import type { Plan, Unit } from '../../../../shared/model/index.ts';
import { monthWords } from '../../../../shared/time/index.ts';
import { ExternalLink } from '../../../components/controls/ExternalLink.tsx';
import { Fact } from './Fact.tsx';
import styles from './Plans.module.css';

const frequencies: Record<Plan['frequency'], string> = {
  daily: 'a day',
  weekly: 'a week',
  monthly: 'a month',
  yearly: 'a year',
};

/** The plans that the provider publishes. Public prices, so they are never hidden. */
export function Plans({ provider: { plans, unit } }: { provider: CatalogueEntry }) {
  if (plans.length === 0) return null;
  return (
    <Fact name="Published plans">
      <ul className={styles.plans}>
        {plans.map((plan) => (
          <li key={plan.id}>
            <span className={styles.name}>{plan.name}</span>: {grantWords(plan, unit)}
            <span className={styles.quiet}>
              {plan.note !== null && ` ${plan.note}`} (
              <ExternalLink href={plan.source.url}>source</ExternalLink>, {monthWords(plan.source.readOn)})
            </span>
          </li>
        ))}
      </ul>
    </Fact>
  );
}

const exact: Writing = { round: 'exact' };

/** `5,000 credits a month, unused ones roll over; daily cap 1,000 credits.` */
function grantWords({ grant, frequency, rollover, caps }: Plan, unit: Unit): string {
  const size = grant === null ? 'its size is not public' : formatQuantity(grant, unit, exact);
  const unused =
    rollover === 'all'
      ? ', unused ones roll over'
      : rollover === 'none'
        ? ', unused ones lapse'
        : rollover === 'unknown'
          ? ''
          : `, up to ${formatQuantity(rollover.upTo, unit, exact)} roll over`;
  const limits = caps.map(
    ({ label, limit }) => `; ${label.toLowerCase()}: ${formatQuantity(limit, unit, exact)}`,
  );
  return `${size} ${frequencies[frequency]}${unused}${limits.join('')}.`;
}
