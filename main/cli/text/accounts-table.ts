import { formatAge, formatAmount, formatDay, formatInstant, formatQuantity } from '../../../shared/format.ts';
import type {
  AccountState,
  AppState,
  Cap,
  CommandError,
  Grant,
  Pool,
  ProviderInfo,
} from '../../../shared/model/index.ts';
import { outlook } from '../../../shared/outlook/index.ts';
import { needsTopUp } from '../../../shared/standing/index.ts';
import type { Paint } from '../terminal.ts';
import { layout, plain, type Row } from './table.ts';

interface View {
  now: number;
  /** IANA name of the zone in which times are shown. */
  zone: string;
  paint: Paint;
}

const grantWords: Record<Grant['kind'], string> = {
  refill: 'Refill',
  topup: 'Top-up',
  package: 'Package',
  promotion: 'Promotion',
};

/** The state as a table, in the state's order. `notRefreshed`: accounts that could not be polled, and why. */
export function accountsTable(
  state: AppState,
  notRefreshed: ReadonlyMap<string, CommandError>,
  zone: string,
  paint: Paint,
): string {
  const view = { now: state.at, zone, paint };
  const providers = new Map(state.providers.map((provider) => [provider.id, provider]));
  return layout([
    { cells: ['ID', 'ACCOUNT', 'LEFT', 'NEXT', 'READ'], style: (text) => paint('dim', text) },
    ...state.accounts.flatMap((account) =>
      accountRows(account, providers.get(account.provider), notRefreshed.get(account.id) ?? null, view),
    ),
  ]);
}

function accountRows(
  account: AccountState,
  provider: ProviderInfo | undefined,
  notRefreshed: CommandError | null,
  view: View,
): Row[] {
  const { health, label, plan, pools } = account;
  const { name: providerName = account.provider, billingPage = null } = provider ?? {};
  const name = plain(`${providerName} “${label}”${plan === null ? '' : `, ${plan}`}`);
  const read = health.readAt === null ? 'never' : formatAge(view.now - health.readAt);
  const age = health.state === 'off' ? `${read}, paused` : health.state === 'stale' ? `${read}, stale` : read;
  const [first, ...others] = pools;
  const rows: Row[] = [
    {
      cells: [account.id, name, first ? poolLeft(first) : 'unknown', first ? poolNext(first, view) : '', age],
      style: (text) => view.paint('bold', text),
    },
  ];
  if (first) rows.push(...grantRows(first, view));
  for (const pool of others)
    rows.push(
      { cells: ['', plain(`  ${pool.label}`), poolLeft(pool), poolNext(pool, view)] },
      ...grantRows(pool, view),
    );
  for (const cap of account.caps)
    rows.push({ cells: ['', plain(`  ${cap.label}`), capUse(cap), capNext(cap, view)] });

  const foreseen = first && outlook(first, account.caps, view);
  if (foreseen && foreseen.long !== '')
    rows.push(
      note(
        foreseen.tone === 'critical' ? 'red' : foreseen.tone === 'watch' ? 'yellow' : 'dim',
        foreseen.long,
        view,
      ),
    );

  const error = health.error ? `${health.error.message} ${health.error.advice}` : notRefreshed?.message;
  if (error) rows.push(note('red', error, view));
  // Skips alerts that only repeat the error above.
  for (const { kind, severity, text } of account.alerts)
    if (
      !(
        health.error &&
        (kind === 'credential-rejected' || kind === 'unreachable' || kind === health.error.kind)
      )
    )
      rows.push(
        note(severity === 'critical' ? 'red' : severity === 'warning' ? 'yellow' : 'dim', text, view),
      );
  const page = needsTopUp(account, view.now) ? billingPage : null;
  if (page !== null) rows.push(note('dim', `Top up: ${page}`, view));
  for (const { what, reported, entered } of account.disagreements)
    rows.push(note('yellow', `${what}: the provider says ${reported}, you entered ${entered}.`, view));
  for (const text of account.notes) rows.push(note('dim', text, view));
  return rows;
}

function note(style: Parameters<Paint>[0], text: string, { paint }: View): Row {
  return { line: paint(style, `       ${style === 'dim' ? '·' : '!'} ${plain(text)}`) };
}

function poolLeft({ remaining, used, limit, unit }: Pool): string {
  if (remaining === null) return used === null ? 'unknown' : `${formatQuantity(used, unit)} used`;
  // Top-ups and rolled-over credits can exceed the limit, and “120 of 100” looks like a mistake.
  return limit === null || remaining > limit
    ? formatQuantity(remaining, unit)
    : `${formatAmount(remaining, unit)} of ${formatQuantity(limit, unit)}`;
}

/** The next refill; without one, when the only grant expires. */
function poolNext({ cycle, unit, grants }: Pool, view: View): string {
  const [only, ...more] = grants;
  if (!cycle || cycle.renewsAt === null) return only && more.length === 0 ? expiry(only, view) : '';
  const size = cycle.grant ? ` ${formatAmount(cycle.grant, unit)}` : '';
  return `refills${size} on ${formatDay(cycle.renewsAt, view.zone, view.now)}`;
}

function expiry({ expiresAt }: Grant, { now, zone }: View): string {
  return expiresAt === null
    ? ''
    : `${expiresAt > now ? 'expires' : 'expired'} ${formatDay(expiresAt, zone, now)}`;
}

/** The grants, if there are several or the only one is not the whole pool. */
function grantRows({ grants, remaining: whole, unit }: Pool, view: View): Row[] {
  if (grants.length === 1 && grants[0]?.remaining === whole) return [];
  return grants.map((grant) => ({
    cells: [
      '',
      plain(`  ${grant.label ?? grantWords[grant.kind]}`),
      grant.granted === null
        ? formatQuantity(grant.remaining, unit)
        : `${formatAmount(grant.remaining, unit)} of ${formatQuantity(grant.granted, unit)}`,
      expiry(grant, view),
    ],
  }));
}

function capUse({ used, limit }: Cap): string {
  const count = (amount: number) => formatAmount(amount, { kind: 'requests' });
  return used === null ? `at most ${count(limit)}` : `${count(used)} of ${count(limit)} used`;
}

function capNext({ resetsAt }: Cap, { zone }: View): string {
  return resetsAt === null ? '' : `resets ${formatInstant(resetsAt, zone)}`;
}

/** One account in a sentence: “crustdata “production” (a1): 9,406.5 credits left.” */
export function balanceLine({ id, provider, label, pools }: AccountState): string {
  const balances = pools.flatMap(({ remaining, unit }) =>
    remaining === null ? [] : [formatQuantity(remaining, unit)],
  );
  const left = balances.length > 0 ? `${balances.join(' and ')} left` : 'balance unknown';
  return plain(`${provider} “${label}” (${id}): ${left}.`);
}

export const noAccounts = `You have no accounts yet. Add one, with its credential on standard input:
  fuelgauge add scraperapi --label production < key.txt
\`fuelgauge providers\` lists the providers.`;
