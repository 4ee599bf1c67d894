import { isReached } from '../caps.ts';
import {
  formatAmount,
  formatDay,
  formatDuration,
  formatQuantity,
  hideAmounts,
  type WritingContext,
} from '../format.ts';
import type { AccountState, Cap, Pool } from '../model/index.ts';
import { outlookOf } from '../outlook/index.ts';
import { balanceTone, type PoolStanding, standingOfPool } from '../standing/index.ts';
import { refillAhead, zonedTime } from '../time/index.ts';
import type { Figure } from './figure.ts';

/** The second line of an account's row, without a full stop. */
export interface Subtitle {
  text: string;
  tone: PoolStanding['tone'];
}

/** What comes next for an account: its forecast; without one its refill, its reset, its next expiry; or why it cannot be read. */
export function subtitleOf(account: AccountState, figure: Figure | null, context: WritingContext): Subtitle {
  const { pool } = figure ?? { pool: null };
  const foreseen =
    pool === null ? null : outlookOf(pool, standingOfPool(account, pool, context.now), context);
  const { error } = account.health;
  // Having nothing left is no fault: the refill is the answer.
  if (error !== null && error.kind !== 'exhausted') {
    const mine = error.kind === 'bad-credential' || error.kind === 'limited-scope';
    // What the person must do comes first; otherwise the forecast says more, and a remark beside it tells the fault.
    if (mine || (error.kind !== 'offline' && (foreseen === null || foreseen.short === ''))) {
      const words = mine ? error.advice : hideAmounts(error.message, context);
      return { text: words.replace(/\.$/, ''), tone: 'none' };
    }
  }
  if (figure === null) return { text: 'no reading yet', tone: 'none' };
  const isForeseen = foreseen !== null && ['ok', 'watch', 'critical'].includes(foreseen.tone);
  // One row speaks in one voice: an alert that is worse than the forecast raises its words too.
  const tone = balanceTone(account, pool, context.now);
  const facts: string[] = foreseen === null || foreseen.short === '' ? [] : [foreseen.short];
  // A forecast says all there is to say, unless it is still learning or what is missing comes back at a known time.
  if (!isForeseen || foreseen.short === 'nothing left') facts.push(...factsOf(account, figure, context));
  if (facts.length === 0) facts.push(figure.limit === null ? 'no limit known' : 'no refill known');
  // Other pools are told where there is room for them: beside a forecast there is none.
  if (!isForeseen)
    for (const other of account.pools)
      if (other !== pool && other.remaining !== null)
        facts.push(`also ${formatQuantity(other.remaining, other.unit, context)}`);
  return { text: facts.join(', '), tone };
}

function factsOf(account: AccountState, figure: Figure, context: WritingContext): string[] {
  const facts: string[] = [];
  const { pool } = figure;
  const reached = account.caps.find((cap) => isReached(cap, context.now, { perMinute: true })) ?? figure.cap;
  const reset = reached ? resetWords(reached, context) : null;
  if (reset !== null) facts.push(reset);
  if (pool === null) return facts;
  const refill = refillWords(pool, context);
  const expiry = pool.remaining !== null && pool.remaining > 0 ? nextExpiry(pool, context) : null;
  if (refill !== null) facts.push(refill);
  else if (expiry !== null) facts.push(expiry);
  if (figure.amount === null && pool.used !== null && pool.used > 0)
    facts.unshift(`${formatAmount(pool.used, pool.unit, context)} used, the balance is not told`);
  return facts;
}

function refillWords(pool: Pool, context: WritingContext): string | null {
  const refill = refillAhead(pool.cycle, context.now);
  if (refill === null) return null;
  const { at } = refill;
  if (refill.isDaily) return `refills at ${zonedTime(at, 'UTC', context)}`;
  // A refill as large as the limit goes without saying.
  const size =
    refill.size !== null && refill.size !== pool.limit
      ? ` ${formatAmount(refill.size, pool.unit, context)}`
      : '';
  const rest = pool.cycle?.rollover === 'none' && pool.remaining !== 0 ? ', the rest lapses then' : '';
  return `refills${size} ${size === '' ? '' : 'on '}${formatDay(at, 'UTC', context.now)}${rest}`;
}

function nextExpiry(pool: Pool, context: WritingContext): string | null {
  const { now } = context;
  const next = pool.grants
    .flatMap((grant) =>
      grant.expiresAt !== null && grant.expiresAt > now && grant.remaining > 0 ? [grant] : [],
    )
    .map((grant) => ({ at: grant.expiresAt ?? now, amount: grant.remaining }))
    .sort((a, b) => a.at - b.at)[0];
  if (next === undefined) return null;
  const part =
    pool.grants.length === 1 ? 'ends' : `${formatQuantity(next.amount, pool.unit, context)} of it ends`;
  return `${part} ${formatDay(next.at, 'UTC', now)}`;
}

function resetWords(cap: Cap, context: WritingContext): string | null {
  const { now } = context;
  if (cap.resetsAt === null || cap.resetsAt <= now) return null;
  // The end of the provider's own day is how the provider itself says it.
  if (cap.window === 'day' && cap.zone !== null)
    return `resets at ${zonedTime(cap.resetsAt, cap.zone, context)}`;
  return `resets in ${formatDuration(cap.resetsAt - now)}`;
}
