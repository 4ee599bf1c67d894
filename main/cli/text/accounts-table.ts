import { isUnsized, isWindow, windowWords } from '../../../shared/caps.ts';
import { formatAge, formatAmount, formatBalance, formatDay, formatQuantity } from '../../../shared/format.ts';
import type {
  AccountState,
  AppState,
  Cap,
  CommandError,
  Grant,
  Pool,
  ProviderInfo,
} from '../../../shared/model/index.ts';
import { titleInQuotes } from '../../../shared/names.ts';
import { outlook } from '../../../shared/outlook/index.ts';
import { hasChecksOff } from '../../../shared/paid-checks.ts';
import { needsTopUp } from '../../../shared/standing/index.ts';
import { fullestWindow } from '../../../shared/summary/index.ts';
import {
  clockTime,
  eventDate,
  eventWords,
  expiry,
  momentWords,
  onEvent,
  renewal,
} from '../../../shared/time/index.ts';
import type { Paint } from '../terminal.ts';
import { accountWords, tagWords } from './names.ts';
import { type Fit, layout, plain, type Row } from './table.ts';

export interface View {
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

/** In the table: the account's name, then what is next, then when it was read, then what is left. */
const giveWay: Fit['giveWay'] = [
  [1, 24],
  [3, 14],
  [4, 8],
  [1, 12],
  [2, 12],
  [3, 4],
];

export const fitTo = (columns: number | null): Fit | null => (columns === null ? null : { columns, giveWay });

/** The state as a table, in the state's order. `notRefreshed`: accounts that could not be polled, and why; `columns`: of the terminal. */
export function accountsTable(
  state: Pick<AppState, 'at' | 'accounts' | 'providers'>,
  notRefreshed: ReadonlyMap<string, CommandError>,
  zone: string,
  paint: Paint,
  columns: number | null = null,
): string {
  const view = { now: state.at, zone, paint };
  const providers = new Map(state.providers.map((provider) => [provider.id, provider]));
  const rows: Row[] = [
    { cells: ['ID', 'ACCOUNT', 'LEFT', 'NEXT', 'READ'], style: (text) => paint('dim', text) },
    ...state.accounts.flatMap((account) =>
      accountRows(account, providers.get(account.provider), notRefreshed.get(account.id) ?? null, view),
    ),
  ];
  return layout(rows, fitTo(columns));
}

function accountRows(
  account: AccountState,
  provider: ProviderInfo | undefined,
  notRefreshed: CommandError | null,
  view: View,
): Row[] {
  const { health, pools } = account;
  const { billingPage = null } = provider ?? {};
  const [first, ...others] = pools;
  const rows: Row[] = [
    {
      cells: [
        account.id,
        nameOf(account, provider),
        first ? poolLeft(first) : 'unknown',
        first ? poolNext(first, view) : '',
        ageOf(account, view),
      ],
      style: (text) => view.paint('bold', text),
    },
  ];
  if (first) rows.push(...grantRows(first, view));
  for (const pool of others)
    rows.push(
      { cells: ['', `  ${plain(pool.label)}`, poolLeft(pool), poolNext(pool, view)] },
      ...grantRows(pool, view),
    );
  for (const cap of account.caps)
    rows.push({ cells: ['', `  ${plain(cap.label)}`, capUse(cap), capNext(cap, view)] });

  const foreseen = first && outlook(first, account.caps, view);
  if (foreseen && foreseen.long !== '')
    rows.push(
      note(
        foreseen.tone === 'critical' ? 'red' : foreseen.tone === 'watch' ? 'yellow' : 'dim',
        foreseen.long,
        view,
      ),
    );

  const next =
    health.nextAt === null || health.nextAt <= view.now
      ? ''
      : ` Next check: ${momentWords(health.nextAt, view)}.`;
  const error = health.error
    ? `${health.error.message} ${health.error.advice}${next}`
    : notRefreshed?.message;
  if (error) rows.push(note('red', error, view));
  const isOverdrawn = first?.remaining != null && first.remaining < 0 && foreseen?.long;
  // Skips alerts that only repeat the error above, or the forecast.
  for (const { kind, severity, text } of account.alerts)
    if (
      !(isOverdrawn && kind === 'exhausted') &&
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
  for (const text of [...account.notes, ...keyNotes(account, view)]) rows.push(note('dim', text, view));
  return rows;
}

export function nameOf(
  { provider: id, label, plan }: AccountState,
  provider: ProviderInfo | undefined,
): string {
  return plain(`${titleInQuotes(provider?.name ?? id, label)}${plan === null ? '' : `, ${plan}`}`);
}

/** `2 min ago`, `3 hr ago, stale`, `5 days ago, paused`. */
export function ageOf(account: AccountState, { now }: Pick<View, 'now'>): string {
  const { health, intervalMs } = account;
  const read = health.readAt === null ? 'never' : formatAge(now - health.readAt);
  // Beside an error, too, an old balance must not pass for a current one.
  const isOld = health.readAt !== null && now - health.readAt > 2 * intervalMs;
  const isStale = health.state === 'stale' || (health.state === 'error' && isOld);
  if (health.state === 'off') return `${read}, ${hasChecksOff(account) ? 'checks off' : 'paused'}`;
  return isStale ? `${read}, stale` : read;
}

/** When the key expires unless an alert says so, your own note, and your tags. */
function keyNotes({ note: own, tags, credential, alerts }: AccountState, view: View): string[] {
  const { expiresAt } = credential;
  const isTold = expiresAt === null || alerts.some(({ kind }) => kind === 'key-expires');
  return [
    ...(isTold ? [] : [`The key expires ${onEvent(expiry(expiresAt), view)}.`]),
    ...(own === '' ? [] : [own]),
    ...(tags.length === 0 ? [] : [tagWords(tags)]),
  ];
}

function note(style: Parameters<Paint>[0], text: string, { paint }: View): Row {
  return {
    line: `       ${style === 'dim' ? '·' : '!'} ${plain(text)}`,
    style: (line) => paint(style, line),
    indent: 9,
  };
}

export function poolLeft({ remaining, used, limit, unit }: Pool): string {
  if (remaining === null) return used === null ? 'unknown' : `${formatQuantity(used, unit)} used`;
  // Top-ups and rolled-over credits can exceed the limit, and “120 of 100” looks like a mistake.
  return limit === null || remaining > limit || remaining < 0
    ? formatQuantity(remaining, unit)
    : `${formatAmount(remaining, unit)} of ${formatQuantity(limit, unit)}`;
}

/** The next refill; without one, when the only grant expires. */
function poolNext(pool: Pool, view: View): string {
  const { cycle, unit, grants, provenance } = pool;
  const [only, ...more] = grants;
  if (!cycle || cycle.renewsAt === null)
    return only && more.length === 0 ? expiryWords(only, pool, view) : '';
  const size = cycle.grant ? ` ${formatAmount(cycle.grant, unit)}` : '';
  const event = renewal(cycle.renewsAt, provenance.cycle);
  return cycle.renewsAt > view.now
    ? `refills${size} on ${eventWords(event, view)}`
    : `refill${size} was due on ${eventDate(event, view)}`;
}

/** When a grant ends; a plan's credits end with its refill, which is told on the same line as the balance. */
function expiryWords(
  { expiresAt, kind, provenance: from }: Grant,
  { cycle, provenance }: Pool,
  view: View,
): string {
  if (expiresAt === null) return '';
  const isOver = expiresAt <= view.now;
  if (kind === 'refill' && expiresAt === cycle?.renewsAt)
    return isOver
      ? `expired on ${eventDate(renewal(expiresAt, provenance.cycle), view)}`
      : 'expires at the refill';
  const event = expiry(expiresAt, from);
  return isOver ? `expired on ${eventDate(event, view)}` : `expires ${onEvent(event, view)}`;
}

/** The grants, if there are several or the only one is not the whole pool. */
function grantRows(pool: Pool, view: View): Row[] {
  const { grants, remaining: whole, unit } = pool;
  const [only] = grants;
  const isWhole = whole !== null && Math.abs((only?.remaining ?? 0) - whole) <= 1e-9 * Math.abs(whole);
  if (grants.length === 1 && (isWhole || (whole !== null && whole < 0))) return [];
  return grants.map((grant) => ({
    cells: [
      '',
      `  ${plain(grant.label ?? grantWords[grant.kind])}`,
      grant.granted === null
        ? formatQuantity(grant.remaining, unit)
        : `${formatAmount(grant.remaining, unit)} of ${formatQuantity(grant.granted, unit)}`,
      expiryWords(grant, pool, view),
    ],
  }));
}

function capUse(cap: Cap): string {
  const { used, limit } = cap;
  if (isUnsized(cap)) return 'hit';
  if (isWindow(cap) && used !== null) return `${formatAmount(used, { kind: 'percent' })} used`;
  const count = (amount: number) => formatAmount(amount, { kind: 'requests' });
  return used === null ? `at most ${count(limit)}` : `${count(used)} of ${count(limit)} used`;
}

function capNext({ resetsAt, zone }: Cap, view: View): string {
  if (resetsAt === null) return '';
  const day = formatDay(resetsAt, view.zone, view.now);
  return `${resetsAt > view.now ? 'resets' : 'was to reset'} ${day}, ${clockTime(resetsAt, zone ?? view.zone, view)}`;
}

/** One account in a sentence: “crustdata “production” (a1): 9,406.5 credits left.” */
export function balanceLine(account: AccountState, provider: Pick<ProviderInfo, 'name'>): string {
  const { id, pools } = account;
  const balances = pools.flatMap(({ remaining, unit }) => (remaining === null ? [] : [{ remaining, unit }]));
  const isOwed = balances.some(({ remaining }) => remaining < 0);
  const words = balances.map(({ remaining, unit }) =>
    isOwed ? formatBalance(remaining, unit) : formatQuantity(remaining, unit),
  );
  const window = fullestWindow(account);
  const unknown = window === null ? 'balance unknown' : windowWords(window, {});
  const left = words.length === 0 ? unknown : `${words.join(' and ')}${isOwed ? '' : ' left'}`;
  return plain(`${accountWords(account, provider)} (${id}): ${left}.`);
}

export const noAccounts = `You have no accounts yet. Add one, with its credential on standard input:
  fuelgauge add scraperapi < key.txt
\`fuelgauge providers\` lists the providers.`;
