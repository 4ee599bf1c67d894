import { isReached, isWindow, windowWords } from '../caps.ts';
import {
  formatAmount,
  formatDuration,
  formatQuantity,
  hideAmounts,
  isSingular,
  overdrawnBy,
  type WritingContext,
} from '../format.ts';
import type { AccountState, Cap, Pool } from '../model/index.ts';
import { outlookOf } from '../outlook/index.ts';
import { balanceTone, type PoolStanding, standingOfPool } from '../standing/index.ts';
import { eventDate, expiryIn, refillAhead, renewal, zonedTime } from '../time/index.ts';
import { type Figure, fullestWindow } from './figure.ts';

/** The second line of an account's row, without a full stop. */
export interface Subtitle {
  text: string;
  tone: PoolStanding['tone'];
}

/** What comes next for an account: its forecast; without one its refill, reset or next expiry; or its error. */
export function subtitleOf(account: AccountState, figure: Figure | null, context: WritingContext): Subtitle {
  const { pool } = figure ?? { pool: null };
  const foreseen =
    pool === null ? null : outlookOf(pool, standingOfPool(account, pool, context.now), context);
  const { error } = account.health;
  // An empty balance is no fault: say when it is refilled.
  if (error !== null && error.kind !== 'exhausted') {
    const mine = error.kind === 'bad-credential' || error.kind === 'limited-scope';
    // What you must do comes first; otherwise the forecast says more, and a remark beside it names the error.
    if (mine || (error.kind !== 'offline' && (foreseen === null || foreseen.short === ''))) {
      const words = mine ? error.advice : hideAmounts(error.message, context);
      return { text: words.replace(/\.$/, ''), tone: 'none' };
    }
  }
  if (figure === null) return { text: 'no reading yet', tone: 'none' };
  const isForeseen = foreseen !== null && ['ok', 'watch', 'critical'].includes(foreseen.tone);
  // One tone for the whole row: an alert that is worse than the forecast raises the tone of its words too.
  const tone = balanceTone(account, pool, context.now);
  const isEmpty = figure.amount !== null && figure.amount <= 0;
  const facts: string[] = foreseen === null || foreseen.short === '' ? [] : [foreseen.short];
  // A forecast says it all, unless it is still learning, or nothing is left and the next refill is known.
  if (!isForeseen || isEmpty) facts.push(...factsOf(account, figure, context));
  if (figure.amount !== null && figure.amount < 0 && !foreseen?.short)
    facts.unshift(overdrawnBy(figure.amount, figure.unit, context));
  if (facts.length === 0) facts.push(figure.limit === null ? 'no known limit' : 'no known refill');
  // Beside a forecast there is no room for other pools.
  if (!isForeseen) facts.push(...othersOf(account, pool, context));
  return { text: facts.join(', '), tone };
}

/** More other pools than this are only counted, from the second on. */
const mostOthers = 3;

/** What the other pools of an account hold. */
function othersOf(account: AccountState, pool: Pool | null, context: WritingContext): string[] {
  const others = account.pools.flatMap((other) =>
    other === pool || other.remaining === null
      ? []
      : [`also ${formatQuantity(other.remaining, other.unit, context)}`],
  );
  if (others.length <= mostOthers) return others;
  return [...others.slice(0, 1), `${others.length - 1} more balances`];
}

function factsOf(account: AccountState, figure: Figure, context: WritingContext): string[] {
  const facts: string[] = [];
  const { pool } = figure;
  const reached = account.caps.find((cap) => isReached(cap, context.now, { perMinute: true })) ?? figure.cap;
  const reset = reached ? resetWords(reached, context) : null;
  const window = figure.cap !== null && isWindow(figure.cap) ? fullestWindow(account) : null;
  if (window !== null) facts.push(windowWords(window, context));
  const refillAt = refillAhead(pool?.cycle ?? null, context.now)?.at ?? null;
  const resetsAt = reached?.resetsAt ?? null;
  const isEmpty = pool !== null && pool.remaining !== null && pool.remaining <= 0;
  // If the refill resets the cap, one of them is enough; before it, a reset brings nothing back to an empty balance.
  const isLater = resetsAt !== null && refillAt !== null && resetsAt > refillAt;
  if (reset !== null && resetsAt !== refillAt && (!isEmpty || isLater)) facts.push(reset);
  if (pool === null) return facts;
  const refill = refillWords(pool, context);
  const expiry = pool.remaining !== null && pool.remaining > 0 ? nextExpiry(pool, context) : null;
  if (refill !== null) facts.push(refill);
  else if (expiry !== null) facts.push(expiry);
  if (figure.amount === null && pool.used !== null && pool.used > 0)
    facts.unshift(`${formatAmount(pool.used, pool.unit, context)} used, balance not reported`);
  return facts;
}

function refillWords(pool: Pool, context: WritingContext): string | null {
  const refill = refillAhead(pool.cycle, context.now);
  if (refill === null) return null;
  const { at } = refill;
  if (refill.isDaily) return `refills at ${zonedTime(at, 'UTC', context)}`;
  // No need to mention a refill as large as the limit.
  const size =
    refill.size !== null && refill.size !== pool.limit
      ? ` ${formatAmount(refill.size, pool.unit, context)}`
      : '';
  const rest = pool.cycle?.rollover === 'none' && pool.remaining !== 0 ? ', the rest expires then' : '';
  return `refills${size} on ${eventDate(renewal(at, pool.provenance.cycle), context)}${rest}`;
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
  const verb = isSingular(next.amount, pool.unit, context) || pool.grants.length === 1 ? 'expires' : 'expire';
  const part = pool.grants.length === 1 ? '' : `${formatQuantity(next.amount, pool.unit, context)} of it `;
  return `${part}${verb} on ${eventDate(expiryIn(pool, next.at), context)}`;
}

function resetWords(cap: Cap, context: WritingContext): string | null {
  const { now } = context;
  if (cap.resetsAt === null || cap.resetsAt <= now) return null;
  // The provider itself gives the end of its own day.
  if (cap.window === 'day' && cap.zone !== null)
    return `resets at ${zonedTime(cap.resetsAt, cap.zone, context)}`;
  return `resets in ${formatDuration(cap.resetsAt - now)}`;
}
