import { Link } from 'wouter';
import { formatAmount, formatQuantity } from '../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { attentionOf, type Figure, figureOf, outlookOf, remarksOf } from '../../shared/summary.ts';
import { Age, Amount, Chip, Mark, Meter, type MeterSegment } from '../components/index.ts';
import { useNow } from '../state/index.ts';
import styles from './AccountRow.module.css';

/** One account of the overview; the whole row leads to its page. The first one stands out while it needs attention. */
export function AccountRow({
  account,
  provider,
  first,
}: {
  account: AccountState;
  provider: ProviderInfo | undefined;
  first: boolean;
}) {
  const now = useNow();
  const figure = figureOf(account, provider);
  const attention = attentionOf(account);
  const urgent = attention === 'critical' || attention === 'watch';
  const name = provider?.name ?? account.provider;
  const chips = remarksOf(account);
  return (
    <li className={styles.item}>
      <Link
        href={`/account/${encodeURIComponent(account.id)}`}
        className={[styles.row, first && urgent && styles.emphasised].filter(Boolean).join(' ')}
      >
        <span className={styles.mark}>{provider && <Mark provider={provider} />}</span>
        <span className={styles.words}>
          <span className={styles.name}>
            <strong>{name}</strong> <span className={styles.label}>{account.label}</span>
          </span>
          <span className={styles.outlook}>{outlookOf(account, figure, now)}</span>
          {chips.length > 0 && (
            <span className={styles.chips}>
              {chips.map((chip) => (
                <Chip key={chip.text} tone={chip.tone}>
                  {chip.text}
                </Chip>
              ))}
            </span>
          )}
        </span>
        <span className={styles.meter}>
          {figure?.limit != null && figure.amount !== null && (
            <Meter
              label={`Left at ${name}, ${account.label}`}
              valueText={leftOf(figure, figure.limit)}
              max={Math.max(figure.limit, figure.amount)}
              segments={segmentsOf(figure)}
              tone={meterTone(account)}
            />
          )}
        </span>
        <span className={styles.figure}>
          {figure !== null ? (
            <Amount amount={figure.amount} unit={figure.unit} size="row" note={wholeOf(figure)} />
          ) : (
            <span className={styles.none}>not known</span>
          )}
        </span>
        <span className={styles.age}>
          <AgeWords account={account} provider={provider} />
        </span>
      </Link>
    </li>
  );
}

function AgeWords({ account, provider }: { account: AccountState; provider: ProviderInfo | undefined }) {
  if (account.refreshing) return 'asking now';
  if (provider?.balance === 'ledger') return 'from your log';
  return account.health.readAt !== null && <Age at={account.health.readAt} prefix="read" />;
}

function leftOf(figure: Figure, limit: number): string {
  return `${formatAmount(figure.amount ?? 0, figure.unit)} of ${formatQuantity(limit, figure.unit)} left`;
}

/** `of 5,000 credits`, `of 1,000 today`; undefined where no limit is known. */
function wholeOf({ limit, unit, cap }: Figure): string | undefined {
  if (limit === null) return undefined;
  if (cap === null) return `of ${formatQuantity(limit, unit)}`;
  const spans = { day: 'today', week: 'this week', month: 'this month' } as const;
  const span =
    cap.window === 'day' || cap.window === 'week' || cap.window === 'month' ? spans[cap.window] : '';
  return `of ${formatAmount(limit, unit)} ${span}`.trimEnd();
}

/** What is wrong with the amount; that it could not be read lately is said elsewhere. */
function meterTone({ alerts }: AccountState): 'ok' | 'watch' | 'critical' {
  const scarce = alerts.filter(
    ({ kind }) => kind === 'low' || kind === 'exhausted' || kind === 'cap-reached',
  );
  if (scarce.some(({ severity }) => severity === 'critical')) return 'critical';
  return scarce.length > 0 ? 'watch' : 'ok';
}

/** The grants by kind where they make up the balance, else the balance as one. */
function segmentsOf({ amount, pool }: Figure): MeterSegment[] {
  const whole: MeterSegment[] = [{ amount: Math.max(0, amount ?? 0), kind: 'plan' }];
  if (pool === null || pool.grants.length === 0) return whole;
  const sum = pool.grants.reduce((all, grant) => all + grant.remaining, 0);
  if (Math.abs(sum - (amount ?? 0)) > 1e-6 * Math.max(1, sum)) return whole;
  return pool.grants.map((grant) => ({
    amount: grant.remaining,
    kind: grant.kind === 'refill' ? 'plan' : 'topup',
  }));
}
