import { isMild } from './alerts/index.ts';
import { formatAmount, formatDay, formatDuration, formatQuantity } from './format.ts';
import type { AccountState, Alert, Cap, Pool, PoolState, ProviderInfo, Unit } from './model/index.ts';
import {
  capName,
  isReached,
  longDay,
  type OutlookTone,
  outlook,
  type Place,
  runOutOf,
  type Warning,
  warningOf,
} from './outlook.ts';

// How things stand, in words: the sentence over the overview and the line of each row.

const dayMs = 86_400_000;

/** How much an account asks for attention. `off`: paused by the person. */
export type Attention = 'critical' | 'watch' | 'waiting' | 'ok' | 'off';

/** From the account's alerts, forecasts and health; an alert of severity `info` alone asks for nothing. */
export function attentionOf(account: AccountState, place: Place): Attention {
  if (account.paused || account.health.state === 'off') return 'off';
  if (account.alerts.some((alert) => alert.severity === 'critical')) return 'critical';
  const foreseen = account.pools.map((pool) => foreseenOf(account, pool, place).tone);
  if (foreseen.includes('critical')) return 'critical';
  if (foreseen.includes('watch') || account.alerts.some((alert) => alert.severity === 'warning'))
    return 'watch';
  // `exhausted` is a state of the account, not a fault; it has an alert of its own.
  if (account.health.error !== null)
    return account.health.error.kind === 'bad-credential' ? 'critical' : 'watch';
  if (account.health.state === 'stale' || account.health.state === 'error') return 'watch';
  return account.health.state === 'waiting' ? 'waiting' : 'ok';
}

/** The caps limit spending from the account's first pool. */
const capsOn = (account: AccountState, pool: PoolState) => (pool === account.pools[0] ? account.caps : []);

const foreseenOf = (account: AccountState, pool: PoolState, place: Place) =>
  outlook(pool, capsOn(account, pool), place);

/** What the first of its pools that warns has to say. */
function warningFor(account: AccountState, place: Place): Warning | null {
  for (const pool of account.pools) {
    const warning = warningOf(pool, capsOn(account, pool), place);
    if (warning !== null) return warning;
  }
  return null;
}

export interface Summary {
  /** One sentence. */
  title: string;
  /** What else there is to know, in one or two sentences; null when the title says all. */
  detail: string | null;
  /** The worst of the accounts. */
  tone: 'critical' | 'watch' | 'ok';
}

/** Answers "is anything wrong?" for all accounts; they come most urgent first. */
export function summarize(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  place: Place,
): Summary {
  const of = (wanted: Attention) => accounts.filter((account) => attentionOf(account, place) === wanted);
  const [critical, watch, waiting, ok, off] = [
    of('critical'),
    of('watch'),
    of('waiting'),
    of('ok'),
    of('off'),
  ];
  const urgent = [...critical, ...watch];
  const tone = critical.length > 0 ? 'critical' : watch.length > 0 ? 'watch' : 'ok';
  const rest = restSentence(ok.length, waiting.length, off.length, urgent.length > 0);
  const sentence = (account: AccountState) =>
    troubleSentence(account, nameOf(account, accounts, providers), place);

  const first = urgent[0];
  if (first !== undefined && urgent.length === 1) return { title: sentence(first), detail: rest, tone };
  if (first !== undefined) {
    const more = (told: number) => (urgent.length > told ? `${urgent.length - told} more below.` : null);
    // A run-out says more than a count does.
    if (saysRunOut(first, place)) {
      const others = [...urgent.slice(1, 3).map(sentence), more(3), rest];
      return { title: sentence(first), detail: others.filter((text) => text !== null).join(' '), tone };
    }
    const told = [...urgent.slice(0, 2).map(sentence), more(2)];
    const detail = told.filter((text) => text !== null).join(' ');
    return { title: `${urgent.length} of ${accounts.length} accounts need attention.`, detail, tone };
  }
  if (accounts.length === 0) return { title: 'There are no accounts yet.', detail: null, tone };
  if (off.length === accounts.length)
    return {
      title: accounts.length === 1 ? 'The account is paused.' : `All ${accounts.length} accounts are paused.`,
      detail: 'The balances shown are the last that were read.',
      tone,
    };
  if (ok.length === 0) return { title: 'Waiting for the first reading.', detail: null, tone };
  if (ok.length === accounts.length) {
    const until = fineUntil(ok, place);
    const are = ok.length === 1 ? 'The account is fine' : `All ${ok.length} accounts are fine`;
    return { title: until === null ? `${are}.` : `${are} until at least ${until}.`, detail: null, tone };
  }
  return {
    title: `${ok.length} of ${accounts.length} accounts ${ok.length === 1 ? 'is' : 'are'} fine.`,
    detail: restSentence(0, waiting.length, off.length, false),
    tone,
  };
}

/** The day of the first early run-out; null where one is not known yet, or none is in sight. */
function fineUntil(accounts: readonly AccountState[], place: Place): string | null {
  const pools = accounts.flatMap((account) => account.pools.filter(({ remaining }) => remaining !== null));
  const known = pools.every(({ forecast }) => forecast !== null && forecast.confidence !== 'none');
  const all = accounts.every(({ pools: own }) => own.some(({ remaining }) => remaining !== null));
  if (!known || !all) return null;
  const early = Math.min(...pools.map((pool) => runOutOf(pool)?.early ?? Number.POSITIVE_INFINITY));
  return early > place.now && Number.isFinite(early) ? longDay(early, place, place.zone) : null;
}

function restSentence(ok: number, waiting: number, off: number, others: boolean): string | null {
  const the = others ? 'The other ' : '';
  const parts = [
    ok > 0 ? (ok === 1 && others ? 'The other account is fine.' : `${the}${ok} are fine.`) : null,
    waiting > 0 ? `${waiting} ${waiting === 1 ? 'waits' : 'wait'} for the first reading.` : null,
    off > 0 ? `${off} ${off === 1 ? 'is' : 'are'} paused.` : null,
  ].filter((text) => text !== null);
  return parts.length > 0 ? parts.join(' ') : null;
}

/** The provider's name, with the label where there are several accounts at the provider. */
function nameOf(
  account: AccountState,
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
): string {
  const name = providers.find((provider) => provider.id === account.provider)?.name ?? account.provider;
  const alone = accounts.filter((other) => other.provider === account.provider).length === 1;
  return alone ? name : `${name} (${account.label})`;
}

const worstAlert = ({ alerts }: AccountState): Alert | undefined =>
  alerts.find((alert) => alert.severity === 'critical') ??
  alerts.find((alert) => alert.severity === 'warning');

/** A forecast says it better than that the balance is low, but nothing else that is wrong. */
function saidByForecast(account: AccountState, place: Place): Warning | null {
  const alert = worstAlert(account);
  return alert === undefined || isMild(alert) ? warningFor(account, place) : null;
}

const saysRunOut = (account: AccountState, place: Place): boolean =>
  saidByForecast(account, place)?.kind === 'run-out';

function troubleSentence(account: AccountState, name: string, place: Place): string {
  const foreseen = saidByForecast(account, place);
  if (foreseen !== null) return `${name} ${foreseen.words}.`;
  const alert = worstAlert(account);
  switch (alert?.kind) {
    case 'exhausted':
      return `${name} has nothing left.`;
    case 'cap-reached':
      return `${name} has reached its ${capName(account.caps.find(isReached))}.`;
    case 'credential-rejected':
      return `${name} rejects its credential.`;
    case 'unreachable':
      return `${name} cannot be asked.`;
    case 'burn-spike':
      return `${name} burns far faster than usual.`;
    case 'runs-out-soon':
      return `${name} runs out soon.`;
    case 'cap-soon':
      return `${name} will likely meet a cap.`;
    case 'low':
      return `${name} is running low.`;
    case 'expires-soon':
      return `Credits at ${name} lapse soon.`;
    default:
      if (account.health.error === null && account.health.state !== 'stale')
        return `${name} may be used up by now.`;
      return account.health.error?.kind === 'bad-credential'
        ? `${name} rejects its credential.`
        : account.health.state === 'stale'
          ? `The balance of ${name} is out of date.`
          : `${name} cannot be asked.`;
  }
}

/** The number that stands for an account: its pool's balance, or what a cap leaves where there is no balance. */
export interface Figure {
  /** Null: not known. */
  amount: number | null;
  unit: Unit;
  /** The whole that `amount` is part of; null: no limit is known, and no meter may be drawn. */
  limit: number | null;
  pool: PoolState | null;
  cap: Cap | null;
}

/** Null before anything is known of the account. */
export function figureOf(account: AccountState, provider: ProviderInfo | undefined): Figure | null {
  const pool = account.pools.find((candidate) => candidate.remaining !== null) ?? account.pools[0] ?? null;
  if (pool !== null && pool.remaining !== null)
    return { amount: pool.remaining, unit: pool.unit, limit: positive(pool.limit), pool, cap: null };
  const unit = pool?.unit ?? provider?.unit;
  if (unit === undefined) return null;
  // A cap has no unit of its own: one on spending counts money, those on a day or longer count as the pool does.
  const windows: Cap['window'][] = unit.kind === 'money' ? ['spending'] : ['day', 'week', 'month'];
  const cap = account.caps.find(({ used, window }) => used !== null && windows.includes(window));
  if (cap !== undefined && cap.used !== null)
    return { amount: Math.max(0, cap.limit - cap.used), unit, limit: positive(cap.limit), pool: null, cap };
  return pool === null ? null : { amount: null, unit, limit: null, pool, cap: null };
}

const positive = (amount: number | null): number | null => (amount !== null && amount > 0 ? amount : null);

/** The second line of an account's row, without a full stop. */
export interface Line {
  text: string;
  tone: OutlookTone;
}

/** What comes next for an account: its forecast; without one its refill, its reset, its next expiry; or why it cannot be read. */
export function outlookOf(account: AccountState, figure: Figure | null, place: Place): Line {
  const { error } = account.health;
  // What went wrong comes before what comes next; having nothing left is no fault, and the refill is the answer.
  if (error !== null && error.kind !== 'exhausted') {
    const mine = error.kind === 'bad-credential' || error.kind === 'limited-scope';
    return { text: (mine ? error.advice : error.message).replace(/\.$/, ''), tone: 'none' };
  }
  if (figure === null) return { text: 'no reading yet', tone: 'none' };
  const { pool } = figure;
  const foreseen = pool === null ? null : foreseenOf(account, pool, place);
  const tone = foreseen?.tone ?? 'none';
  const facts: string[] = foreseen === null || foreseen.short === '' ? [] : [foreseen.short];
  // A forecast says all there is to say, unless it is still learning or what is missing comes back at a known time.
  if (tone === 'none' || tone === 'learning' || foreseen?.short === 'nothing left')
    facts.push(...factsOf(account, figure, place.now));
  if (facts.length === 0) facts.push(figure.limit === null ? 'no limit known' : 'no refill known');
  for (const other of account.pools)
    if (other !== pool && other.remaining !== null)
      facts.push(`also ${formatQuantity(other.remaining, other.unit)}`);
  return { text: facts.join(', '), tone };
}

function factsOf(account: AccountState, figure: Figure, now: number): string[] {
  const facts: string[] = [];
  const { pool } = figure;
  const reached = account.caps.find(isReached) ?? figure.cap;
  const reset = reached ? resetWords(reached, now) : null;
  if (reset !== null) facts.push(reset);
  if (pool === null) return facts;
  const refill = refillWords(pool, now);
  const expiry = pool.remaining !== null && pool.remaining > 0 ? nextExpiry(pool, now) : null;
  if (refill !== null) facts.push(refill);
  else if (expiry !== null) facts.push(expiry);
  if (figure.amount === null && pool.used !== null && pool.used > 0)
    facts.unshift(`${formatAmount(pool.used, pool.unit)} used, the balance is not told`);
  return facts;
}

function refillWords(pool: Pool, now: number): string | null {
  const at = pool.cycle?.renewsAt ?? null;
  if (at === null || at <= now) return null;
  const grant = pool.cycle?.grant ?? null;
  // A refill as large as the limit goes without saying.
  const size =
    grant !== null && grant > 0 && grant !== pool.limit ? ` ${formatAmount(grant, pool.unit)}` : '';
  if (pool.cycle?.frequency === 'daily' && at % dayMs === 0) return 'refills at midnight UTC';
  const rest = pool.cycle?.rollover === 'none' && pool.remaining !== 0 ? ', the rest lapses then' : '';
  return `refills${size} ${size === '' ? '' : 'on '}${formatDay(at, 'UTC', now)}${rest}`;
}

function nextExpiry(pool: Pool, now: number): string | null {
  const next = pool.grants
    .flatMap((grant) =>
      grant.expiresAt !== null && grant.expiresAt > now && grant.remaining > 0 ? [grant] : [],
    )
    .map((grant) => ({ at: grant.expiresAt ?? now, amount: grant.remaining }))
    .sort((a, b) => a.at - b.at)[0];
  if (next === undefined) return null;
  const part = pool.grants.length === 1 ? 'ends' : `${formatQuantity(next.amount, pool.unit)} of it ends`;
  return `${part} ${formatDay(next.at, 'UTC', now)}`;
}

function resetWords(cap: Cap, now: number): string | null {
  if (cap.resetsAt === null || cap.resetsAt <= now) return null;
  // Midnight of the provider's own day is how the provider itself says it.
  if (cap.window === 'day' && cap.zone === 'UTC' && cap.resetsAt % dayMs === 0)
    return 'resets at midnight UTC';
  return `resets in ${formatDuration(cap.resetsAt - now)}`;
}
