import { isReached } from '../caps.ts';
import {
  formatAmount,
  formatInstant,
  formatQuantity,
  hideAmounts,
  unitWord,
  type WritingContext,
} from '../format.ts';
import type { AlertRules, CapState, PoolState } from '../model/index.ts';
import { hourMs, onEvent, refillAhead, renewal } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import { levelWords, lowLevels } from './floors.ts';
import type { Condition, ConditionFacts } from './types.ts';
import { areLeft, capital, inBoth, refillClause } from './words.ts';

// Conditions of a balance: nothing left, little left, or soon nothing left.

/** Hysteresis: an empty balance must recover to this share of the limit. */
const notEmptyShare = 0.01;
/** Hysteresis: a low balance must recover to this multiple of the threshold. */
const lowBand = 1.1;
/** Hysteresis: a near run-out must move to this multiple of the lead time. */
const leadBand = 1.25;

/** The provider says so, or the first pool, which the account depends on, is empty. */
export function exhausted(facts: ConditionFacts, rules: AlertRules, context: WritingContext): Condition[] {
  const { pools, error, errorSince, readAt } = facts;
  if (!rules.exhausted.enabled || (rules['cap-reached'].enabled && isDailyStop(facts, context.now)))
    return [];
  if (error?.kind === 'exhausted') {
    const words = inBoth(context, (writing) => hideAmounts(error.message, writing));
    return [conditionOf('exhausted', null, { since: errorSince ?? readAt ?? context.now, ...words })];
  }
  const [pool] = pools;
  if (pool === undefined || pool.remaining === null) return [];
  const { remaining, unit, limit } = pool;
  const near = remaining > 0;
  if (near && (limit === null || remaining > notEmptyShare * limit)) return [];
  const words = inBoth(context, (writing) => {
    const left =
      remaining === 0 && unit.kind !== 'money'
        ? `No ${unitWord(unit, 0)} are left`
        : capital(areLeft(remaining, pool, writing));
    return `${left}${refillClause(pool, writing)}.`;
  });
  return [conditionOf('exhausted', null, { near, since: readAt ?? context.now, ...words })];
}

/** If the balance is also the daily cap, only the cap is reported: an empty day is normal there. */
function isDailyStop({ pools: [pool], caps }: ConditionFacts, now: number): boolean {
  return (
    pool?.cycle?.frequency === 'daily' && caps.some((cap) => cap.window === 'day' && isReached(cap, now))
  );
}

/** Below one of its levels: a share of its limit, or without a limit a floor or a share of the most it held. */
export function low(
  pool: PoolState,
  isMain: boolean,
  { readAt, floor }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { remaining, limit, unit } = pool;
  if (!rules.low.enabled || remaining === null || remaining <= 0) return [];
  const levels = lowLevels(pool, isMain, rules.low, floor);
  const [highest] = levels;
  if (highest === undefined || remaining > lowBand * highest.amount) return [];
  const passed = levels.filter(({ amount }) => remaining <= amount).length;
  const lowest = levels[passed - 1];
  const isLowest = passed > 1 && passed === levels.length;
  const words = inBoth(context, (writing) => {
    const left =
      limit !== null && limit > 0
        ? `${formatAmount(remaining, unit, writing)} of ${formatQuantity(limit, unit, writing)} left`
        : `Only ${formatQuantity(remaining, unit, writing)} left${lowest === undefined ? '' : `, below ${levelWords(lowest, pool, writing)}`}`;
    return `${left}${refillClause(pool, writing)}.`;
  });
  return [
    conditionOf('low', pool.id, {
      ...(isLowest && { severity: 'critical' }),
      level: Math.max(0, passed - 1),
      near: passed === 0,
      since: readAt ?? context.now,
      ...words,
    }),
  ];
}

/**
 * The likely run-out is within the lead time and before the next refill. Credits that expire are not spent, and if a cap
 * stops the account at the same time, the cap is reported instead.
 */
export function runsOutSoon(
  pool: PoolState,
  caps: readonly CapState[],
  { readAt, spike }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { now } = context;
  const { enabled, leadHours, criticalHours } = rules['runs-out-soon'];
  const { forecast, remaining, grants } = pool;
  const likely = forecast?.runsOutAt.likely ?? null;
  if (!enabled || forecast === null || likely === null || remaining === null) return [];
  if (remaining <= 0 || forecast.confidence === 'none') return [];
  if (likely - now > leadBand * leadHours * hourMs) return [];
  if (grants.some(({ expiresAt, remaining: left }) => left >= remaining && (expiresAt ?? Infinity) <= likely))
    return [];
  if (rules['cap-soon'].enabled && caps.some((cap) => isSameStop(cap, pool, likely))) return [];

  const refill = refillAhead(pool.cycle, now)?.at ?? null;
  const isRescued = refill !== null && likely >= refill;
  if (isRescued && (forecast.runsOutAt.early ?? Infinity) >= refill) return [];
  const near = isRescued || likely - now > leadHours * hourMs || !isBelievable(pool, likely, leadHours, now);
  const isCritical = likely - now <= criticalHours * hourMs;
  const words = inBoth(context, (writing) => {
    const before =
      refill === null
        ? ''
        : `, before the refill ${onEvent(renewal(refill, pool.provenance.cycle), context)}`;
    const when = formatInstant(likely, context.zone, context.locale);
    return `${formatQuantity(remaining, pool.unit, writing)} left, likely to run out on ${when}${before}.`;
  });
  return [
    conditionOf('runs-out-soon', pool.id, {
      ...(isCritical && { severity: 'critical', level: 1 }),
      near,
      settleMs: settleMs(spike !== null, likely, now),
      since: readAt ?? now,
      ...words,
    }),
  ];
}

/** Whether a cap stops the account when the pool would run out, for example if the daily refill is the daily cap. */
function isSameStop(
  { hard, window, forecast, limit }: CapState,
  { cycle }: PoolState,
  likely: number,
): boolean {
  if (!hard) return false;
  if (cycle?.frequency === 'daily' && window === 'day' && limit <= (cycle.grant ?? 0)) return true;
  const reached = forecast?.reachedAt.likely ?? null;
  return reached !== null && Math.abs(reached - likely) <= hourMs;
}

/**
 * Whether the range is narrow enough to believe the likely run-out. If the late one is far away, wait for the later part
 * of the lead time; with a short history, the late one must be within a few times the likely span.
 */
function isBelievable({ forecast }: PoolState, likely: number, leadHours: number, now: number): boolean {
  const late = (forecast?.runsOutAt.late ?? Infinity) - now;
  const isNear = likely - now <= 0.7 * leadHours * hourMs;
  if (!isNear && late > 1.5 * leadHours * hourMs) return false;
  return forecast?.confidence !== 'low' || late <= 4 * (likely - now + hourMs);
}

/**
 * The more time is left, the longer to wait for confirmation; longest in a burst, which has its own alert and may soon be
 * over.
 */
function settleMs(isBurst: boolean, likely: number, now: number): number {
  const [share, most] = isBurst ? [0.25, 8 * hourMs] : [0.05, hourMs];
  return Math.max(0, Math.min(most, share * (likely - now)));
}
