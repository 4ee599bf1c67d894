import { useEffect, useState } from 'react';
import type { PlanFit } from '../../../../shared/api/money.ts';
import { formatQuantity, unitWord, type WritingContext } from '../../../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../../../shared/model/index.ts';
import { formatMoney, formatMoneyRange, formatMoneys, formatPrice } from '../../../../shared/money/format.ts';
import { LinkButton } from '../../../components/controls/LinkButton.tsx';
import { api, outcome } from '../../../state/index.ts';
import type { AccountActions } from '../actions.tsx';
import { Quiet } from '../Quiet.tsx';
import { Section } from '../Section.tsx';
import styles from './CostSection.module.css';

export interface CostSectionProps {
  account: AccountState;
  provider: ProviderInfo;
  actions: AccountActions;
  context: WritingContext;
}

/** What the account costs, and which plan would fit its use. */
export function CostSection({ account, provider, actions, context }: CostSectionProps) {
  const { cost } = account;
  const fit = usePlanFit(account);
  const enter = <LinkButton onClick={() => actions.open('price')}>Price of the plan</LinkButton>;
  return (
    <Section title="Cost">
      {cost === undefined ? (
        <Quiet>No price is known yet. {enter}</Quiet>
      ) : (
        <>
          <dl className={styles.facts}>
            <Fact name="Spent this month">
              {cost.spentThisMonth.length === 0
                ? cost.unpriced
                  ? 'unknown'
                  : 'nothing'
                : formatMoneys(cost.spentThisMonth, context)}
            </Fact>
            <Fact name="Value left">
              {cost.left.length === 0 ? 'unknown' : formatMoneys(cost.left, context)}
            </Fact>
            {cost.perUnit !== null && (account.pools[0]?.unit.kind ?? 'money') !== 'money' && (
              <Fact name={`Each ${unitWord(account.pools[0]?.unit ?? provider.unit, 1)}`}>
                {formatPrice(cost.perUnit, context)}
              </Fact>
            )}
          </dl>
          <Quiet>
            {cost.unpriced && 'Some of this month’s use has no price yet. '}
            {enter}
          </Quiet>
        </>
      )}
      {fit !== null && <Fit fit={fit} provider={provider} context={context} />}
    </Section>
  );
}

function Fact({ name, children }: { name: string; children: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Which plan fits, asked again when what is entered or read changes; null: nobody knows. */
function usePlanFit({ id, entered, health }: AccountState): PlanFit | null {
  const [fit, setFit] = useState<PlanFit | null>(null);
  const revision = JSON.stringify([entered, health.readAt]);
  useEffect(() => {
    let left = false;
    void outcome(api.planFit.query({ account: id })).then((answer) => {
      // Asked for this revision; a later one asks anew.
      if (!left && revision !== '') setFit(answer.ok ? answer.value : null);
    });
    return () => {
      left = true;
    };
  }, [id, revision]);
  return fit;
}

function Fit({ fit, provider, context }: { fit: PlanFit; provider: ProviderInfo; context: WritingContext }) {
  const { plans, used, assumptions } = fit;
  const cheaper = plans.find(({ plan }) => plan === fit.cheaper);
  const use = used.last === null ? '' : ` (${formatQuantity(used.last, used.unit, context)})`;
  return (
    <details className={styles.fit}>
      <summary>
        {cheaper === undefined
          ? `What your use would cost on ${provider.name}’s plans`
          : `${cheaper.name} would have been cheaper`}
      </summary>
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Plan</th>
            <th scope="col">Last month{use}</th>
            <th scope="col">Next month</th>
          </tr>
        </thead>
        <tbody>
          {plans.map((plan) => (
            <tr key={plan.plan}>
              <th scope="row">
                {plan.name}
                {plan.current && ' (yours)'}
              </th>
              <td>{plan.last === null ? 'not enough' : formatMoney(plan.last, context)}</td>
              <td>{plan.coming === null ? 'unknown' : formatMoneyRange(plan.coming, context)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <ul className={styles.assumptions}>
        {assumptions.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </details>
  );
}
