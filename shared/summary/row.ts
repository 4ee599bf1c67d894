import {
  formatAmount,
  formatDay,
  formatDuration,
  formatQuantity,
  hideAmounts,
  type Place,
} from '../format.ts';
import type { AccountState, Cap, Pool, PoolState, ProviderInfo, Unit } from '../model/index.ts';
import { isReached, type OutlookTone } from '../outlook.ts';
import { zonedTime } from '../time.ts';
import { foreseenOf, scarcityOf } from './attention.ts';

// What a row says of an account: its number, and a line of words.

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

/** `240.5 of 5,000 credits left`, for readers who don't see the bar. Null where no limit is known, and no bar is drawn. */
export function leftWords({ amount, limit, unit }: Figure, place: Place): string | null {
  if (amount === null || limit === null) return null;
  return `${formatAmount(amount, unit, place)} of ${formatQuantity(limit, unit, place)} left`;
}

/** What an amount is part of: `of 5,000 credits`, `of 1,000 today`; null where no limit is known. */
export function wholeWords({ limit, unit, cap }: Figure, place: Place): string | null {
  if (limit === null) return null;
  if (cap === null) return `of ${formatQuantity(limit, unit, place)}`;
  const span = spans[cap.window] ?? '';
  return `of ${formatAmount(limit, unit, place)} ${span}`.trimEnd();
}

const spans: Partial<Record<Cap['window'], string>> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
};

/** How an account's bar is coloured: by what is wrong with the amount, not by whether it could be read lately. */
export function barTone(account: AccountState, { tone }: Line): 'ok' | 'watch' | 'critical' {
  const scarcity = scarcityOf(account);
  if (tone === 'critical' || scarcity === 'critical') return 'critical';
  return tone === 'watch' || scarcity === 'watch' ? 'watch' : 'ok';
}

/** The second line of an account's row, without a full stop. */
export interface Line {
  text: string;
  tone: OutlookTone;
}

/** What comes next for an account: its forecast; without one its refill, its reset, its next expiry; or why it cannot be read. */
export function outlookOf(account: AccountState, figure: Figure | null, place: Place): Line {
  const { pool } = figure ?? { pool: null };
  const foreseen = pool === null ? null : foreseenOf(account, pool, place);
  const { error } = account.health;
  // Having nothing left is no fault: the refill is the answer.
  if (error !== null && error.kind !== 'exhausted') {
    const mine = error.kind === 'bad-credential' || error.kind === 'limited-scope';
    // What the person must do comes first; otherwise the forecast says more, and a remark beside it tells the fault.
    if (mine || (error.kind !== 'offline' && (foreseen === null || foreseen.short === ''))) {
      const words = mine ? error.advice : hideAmounts(error.message, place);
      return { text: words.replace(/\.$/, ''), tone: 'none' };
    }
  }
  if (figure === null) return { text: 'no reading yet', tone: 'none' };
  const isForeseen = foreseen !== null && ['ok', 'watch', 'critical'].includes(foreseen.tone);
  // One row speaks in one voice: an alert that is worse than the forecast raises its words too.
  const tone = (isForeseen ? scarcityOf(account) : null) ?? foreseen?.tone ?? 'none';
  const facts: string[] = foreseen === null || foreseen.short === '' ? [] : [foreseen.short];
  // A forecast says all there is to say, unless it is still learning or what is missing comes back at a known time.
  if (!isForeseen || foreseen.short === 'nothing left') facts.push(...factsOf(account, figure, place));
  if (facts.length === 0) facts.push(figure.limit === null ? 'no limit known' : 'no refill known');
  // Other pools are told where there is room for them: beside a forecast there is none.
  if (!isForeseen)
    for (const other of account.pools)
      if (other !== pool && other.remaining !== null)
        facts.push(`also ${formatQuantity(other.remaining, other.unit, place)}`);
  return { text: facts.join(', '), tone };
}

function factsOf(account: AccountState, figure: Figure, place: Place): string[] {
  const facts: string[] = [];
  const { pool } = figure;
  const reached = account.caps.find(isReached) ?? figure.cap;
  const reset = reached ? resetWords(reached, place) : null;
  if (reset !== null) facts.push(reset);
  if (pool === null) return facts;
  const refill = refillWords(pool, place);
  const expiry = pool.remaining !== null && pool.remaining > 0 ? nextExpiry(pool, place) : null;
  if (refill !== null) facts.push(refill);
  else if (expiry !== null) facts.push(expiry);
  if (figure.amount === null && pool.used !== null && pool.used > 0)
    facts.unshift(`${formatAmount(pool.used, pool.unit, place)} used, the balance is not told`);
  return facts;
}

function refillWords(pool: Pool, place: Place): string | null {
  const { now } = place;
  const at = pool.cycle?.renewsAt ?? null;
  if (at === null || at <= now) return null;
  const grant = pool.cycle?.grant ?? null;
  // A refill as large as the limit goes without saying.
  const size =
    grant !== null && grant > 0 && grant !== pool.limit ? ` ${formatAmount(grant, pool.unit, place)}` : '';
  if (pool.cycle?.frequency === 'daily') return `refills at ${zonedTime(at, 'UTC', place)}`;
  const rest = pool.cycle?.rollover === 'none' && pool.remaining !== 0 ? ', the rest lapses then' : '';
  return `refills${size} ${size === '' ? '' : 'on '}${formatDay(at, 'UTC', now)}${rest}`;
}

function nextExpiry(pool: Pool, place: Place): string | null {
  const { now } = place;
  const next = pool.grants
    .flatMap((grant) =>
      grant.expiresAt !== null && grant.expiresAt > now && grant.remaining > 0 ? [grant] : [],
    )
    .map((grant) => ({ at: grant.expiresAt ?? now, amount: grant.remaining }))
    .sort((a, b) => a.at - b.at)[0];
  if (next === undefined) return null;
  const part =
    pool.grants.length === 1 ? 'ends' : `${formatQuantity(next.amount, pool.unit, place)} of it ends`;
  return `${part} ${formatDay(next.at, 'UTC', now)}`;
}

function resetWords(cap: Cap, place: Place): string | null {
  const { now } = place;
  if (cap.resetsAt === null || cap.resetsAt <= now) return null;
  // The end of the provider's own day is how the provider itself says it.
  if (cap.window === 'day' && cap.zone !== null)
    return `resets at ${zonedTime(cap.resetsAt, cap.zone, place)}`;
  return `resets in ${formatDuration(cap.resetsAt - now)}`;
}
