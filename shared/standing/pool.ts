import type { CapState, InstantRange, PoolForecast, PoolState } from '../model/index.ts';
import { dayMs, hourMs, type Refill, refillAhead } from '../time/index.ts';
import { lapsesOf } from './lapses.ts';

/** Worst first. */
const tones = ['critical', 'watch', 'ok'] as const;
export type Tone = (typeof tones)[number];

/** `ok` if the list is empty. */
export const worstOf = (some: readonly Tone[]): Tone => tones.find((tone) => some.includes(tone)) ?? 'ok';

/** The future of a balance. Instants in epoch milliseconds. */
export type BalanceOutlook =
  /** The balance or its forecast is unknown. */
  | { kind: 'unknown' }
  | { kind: 'empty' }
  /** Too little history. */
  | { kind: 'learning' }
  /** What is left expires before it is used up. */
  | { kind: 'lapses'; at: number }
  /** At the burn of the last readings, it is used up by now. */
  | { kind: 'overdue' }
  | { kind: 'runs-out'; at: number }
  /** It is refilled daily and lasts today; `at`: the first time that a day's credits are not enough. */
  | { kind: 'lasts-today'; at: number }
  | { kind: 'idle' }
  | { kind: 'lasts' };

/** The next cap that stops spending. */
export interface CapAhead {
  cap: CapState;
  /** Null: already reached. */
  at: number | null;
  probability: number;
  resetsAt: number;
}

/** How a pool stands. */
export interface PoolStanding {
  /** `learning`: too little history. `none`: no forecast. */
  tone: Tone | 'learning' | 'none';
  balance: BalanceOutlook;
  /** Null: none is likely to be reached before its reset and before the pool is empty. */
  cap: CapAhead | null;
  /** The cap and the balance end at the same time, for example if the daily refill is the daily cap: show the cap only. */
  isOneStop: boolean;
  /** Whether the balance is worse than the cap. */
  isBalanceFirst: boolean;
}

/** The chance from which a cap is mentioned, and the one from which it needs attention. */
const mentionable = 0.5;
export const watchable = 0.7;

/** A run-out within this time needs attention. */
export const watchMs = 3 * dayMs;

/** How a pool stands at `now`. `caps`: those that limit spending from it. */
export function poolStanding(pool: PoolState, caps: readonly CapState[], now: number): PoolStanding {
  const balance = balanceOutlook(pool, now);
  const own = balanceTone(pool, balance, now);
  const alone = { tone: own, balance, cap: null, isOneStop: false, isBalanceFirst: true };
  if (balance.kind === 'unknown' || balance.kind === 'empty') return alone;
  const cap = capAhead(pool, caps, now);
  if (cap === null) return alone;
  const ofCap: Tone = cap.at === null || cap.probability >= watchable ? 'watch' : 'ok';
  const isOneStop = isSameStop(pool, cap);
  const isBalanceFirst = !isOneStop && (own === 'critical' || (ofCap === 'ok' && own === 'watch'));
  return { tone: isBalanceFirst ? own : ofCap, balance, cap, isOneStop, isBalanceFirst };
}

function balanceOutlook(pool: PoolState, now: number): BalanceOutlook {
  const { forecast, remaining } = pool;
  if (forecast === null || remaining === null) return { kind: 'unknown' };
  if (remaining <= 0) return { kind: 'empty' };
  if (forecast.confidence === 'none') return { kind: 'learning' };
  const end = lapseEnd(pool);
  if (end !== null) return { kind: 'lapses', at: end.at };
  const { likely } = forecast.runsOutAt;
  if (likely === null) return { kind: isIdle(forecast) ? 'idle' : 'lasts' };
  if (likely <= now) return { kind: 'overdue' };
  const refill = refillAhead(pool.cycle, now);
  return { kind: refill?.isDaily && likely >= refill.at ? 'lasts-today' : 'runs-out', at: likely };
}

const isIdle = ({ burnPerDay }: PoolForecast): boolean => burnPerDay === 0 || burnPerDay === null;

function balanceTone(pool: PoolState, balance: BalanceOutlook, now: number): PoolStanding['tone'] {
  switch (balance.kind) {
    case 'unknown':
      return 'none';
    case 'learning':
      return 'learning';
    case 'empty':
    case 'overdue':
      return 'critical';
    case 'runs-out':
      return runOutTone(balance.at, refillAhead(pool.cycle, now), now);
    case 'lapses':
    case 'lasts-today':
    case 'idle':
    case 'lasts':
      return 'ok';
  }
}

/** The tone of a run-out: one that is further away, or after a refill, needs no attention yet. */
export function runOutTone(at: number, refill: Refill | null, now: number): Tone {
  if (at - now <= dayMs) return 'critical';
  return at - now <= watchMs && isBeforeRefill(at, refill) ? 'watch' : 'ok';
}

const isBeforeRefill = (at: number, refill: Refill | null): boolean => refill === null || at < refill.at;

/** When a pool is used up; null if unknown, never, or if the rest expires first. */
export function runOutOf(pool: PoolState): InstantRange | null {
  const { forecast } = pool;
  if (forecast === null || pool.remaining === null || lapseEnd(pool) !== null) return null;
  return forecast.runsOutAt.early === null ? null : forecast.runsOutAt;
}

/** The expiry that ends a pool with something left, for example that of a package. */
function lapseEnd(pool: PoolState): { at: number } | null {
  const likely = pool.forecast?.runsOutAt.likely ?? null;
  if (likely === null) return null;
  return lapsesOf(pool).find(({ at }) => Math.abs(at - likely) <= hourMs) ?? null;
}

/** Whether it runs out before the next refill; false without one. */
export function runsOutBeforeRefill(pool: PoolState, now: number): boolean {
  const likely = runOutOf(pool)?.likely ?? null;
  const refill = refillAhead(pool.cycle, now);
  return likely !== null && refill !== null && isBeforeRefill(likely, refill);
}

/** Reached, or more likely than not before its reset and before the pool is empty. */
function capAhead(pool: PoolState, caps: readonly CapState[], now: number): CapAhead | null {
  const out = runOutOf(pool)?.likely ?? Number.POSITIVE_INFINITY;
  const ahead = caps.flatMap((cap): CapAhead[] => {
    const { forecast, resetsAt, used, limit } = cap;
    if (forecast === null || resetsAt === null || resetsAt <= now) return [];
    const { probability } = forecast;
    if (used !== null && used >= limit) return [{ cap, at: null, probability: 1, resetsAt }];
    const at = forecast.reachedAt.likely;
    if (at === null || probability < mentionable || at >= resetsAt || at > out) return [];
    return [{ cap, at: Math.max(now, at), probability, resetsAt }];
  });
  return ahead.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0] ?? null;
}

function isSameStop(pool: PoolState, { at }: CapAhead): boolean {
  const likely = runOutOf(pool)?.likely ?? null;
  return at !== null && likely !== null && Math.abs(likely - at) <= hourMs;
}

/** What will stop spending soon, whether or not there is an alert yet. */
export type ComingStop = { kind: 'run-out'; at: number } | { kind: 'cap-ahead'; at: number; cap: CapState };

/** The earlier one; null if neither a run-out nor a cap needs attention yet. A cap is ahead only if it comes first. */
export function comingStop(pool: PoolState, caps: readonly CapState[], now: number): ComingStop | null {
  const ahead = capAhead(pool, caps, now);
  const runOut = comingRunOut(pool, now);
  if (ahead === null || ahead.at === null || ahead.probability < watchable) return runOut;
  return { kind: 'cap-ahead', at: ahead.at, cap: ahead.cap };
}

function comingRunOut(pool: PoolState, now: number): ComingStop | null {
  const balance = balanceOutlook(pool, now);
  if (balance.kind !== 'runs-out') return null;
  const tone = runOutTone(balance.at, refillAhead(pool.cycle, now), now);
  return tone === 'ok' ? null : { kind: 'run-out', at: balance.at };
}

/** When a pool stops you, `now` if it already does; infinity if nothing is known to. `isMain`: the account's main pool. */
export function poolStopsAt({ balance, cap }: PoolStanding, isMain: boolean, now: number): number {
  const capAt = cap === null ? Number.POSITIVE_INFINITY : (cap.at ?? now);
  return Math.min(capAt, balanceStopsAt(balance, isMain, now));
}

function balanceStopsAt(balance: BalanceOutlook, isMain: boolean, now: number): number {
  switch (balance.kind) {
    case 'empty':
    case 'overdue':
      return now;
    case 'runs-out':
      return balance.at;
    // When a package expires, the main balance is still there.
    case 'lapses':
      return isMain ? balance.at : Number.POSITIVE_INFINITY;
    // A daily refill that is used up every day is there again at midnight.
    default:
      return Number.POSITIVE_INFINITY;
  }
}
