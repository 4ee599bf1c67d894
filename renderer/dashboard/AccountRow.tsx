import { OctagonAlert, TriangleAlert } from 'lucide-react';
import { Link } from 'wouter';
import { formatAmount, formatQuantity } from '../../shared/format.ts';
import type { AccountState, ProviderInfo } from '../../shared/model/index.ts';
import { remarksOf } from '../../shared/remarks.ts';
import { attentionOf, type Figure, figureOf, type Line, outlookOf } from '../../shared/summary.ts';
import { Age, Amount, Chip, Mark, Meter, type MeterSegment, segmentsOf } from '../components/index.ts';
import { usePlace } from '../state/index.ts';
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
  const place = usePlace();
  const figure = figureOf(account, provider);
  const attention = attentionOf(account, place);
  const urgent = attention === 'critical' || attention === 'watch';
  const name = provider?.name ?? account.provider;
  const chips = remarksOf(account, place);
  const line = outlookOf(account, figure, place);
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
          <OutlookLine line={line} />
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
              segments={segments(figure)}
              tone={meterTone(account, line)}
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

/** In the colour of its tone, with a sign for those who don't see colours. */
function OutlookLine({ line }: { line: Line }) {
  const Sign = line.tone === 'critical' ? OctagonAlert : line.tone === 'watch' ? TriangleAlert : null;
  return (
    <span className={[styles.outlook, styles[line.tone]].filter(Boolean).join(' ')}>
      {Sign !== null && <Sign aria-hidden="true" className={styles.sign} />}
      {line.text}
    </span>
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
function meterTone({ alerts }: AccountState, { tone }: Line): 'ok' | 'watch' | 'critical' {
  const scarce = alerts.filter(
    ({ kind }) => kind === 'low' || kind === 'exhausted' || kind === 'cap-reached',
  );
  if (tone === 'critical' || scarce.some(({ severity }) => severity === 'critical')) return 'critical';
  return tone === 'watch' || scarce.length > 0 ? 'watch' : 'ok';
}

function segments({ amount, pool }: Figure): MeterSegment[] {
  return pool === null
    ? [{ amount: Math.max(0, amount ?? 0), kind: 'plan' }]
    : segmentsOf(pool, Math.max(0, amount ?? 0));
}
