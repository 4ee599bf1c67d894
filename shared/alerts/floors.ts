import { formatQuantity, type WritingContext } from '../format.ts';
import type { AlertRules, PoolState, Unit } from '../model/index.ts';

// When a balance is low: below a share of its limit; without a limit below your floor, or else below a usual floor or a
// share of the most it held since the last top-up.

/** Below it, a balance is low. Amounts in the pool's unit. */
export interface LowLevel {
  amount: number;
  from:
    | { kind: 'limit' | 'peak'; share: number; whole: number }
    /** `yours`: you set it for this account. `usual`: the default rules or the provider's. */
    | { kind: 'floor'; whose: 'yours' | 'usual' };
}

type LowRule = AlertRules['low'];

/** Without a provider's own floor. */
const usualFloors = { money: 5, other: 100 };

/** The floor of an account without one of its own, in its unit; null: none. `own`: the provider's, in its usual unit. */
export function usualFloor(unit: Unit, rule: LowRule, own: number | undefined): number | null {
  const isMoney = unit.kind === 'money';
  const wanted = isMoney ? rule.moneyFloor : rule.countFloor;
  const floor = wanted ?? own ?? (isMoney ? usualFloors.money : usualFloors.other);
  return floor > 0 ? floor : null;
}

/**
 * The levels of a pool, highest first. `isMain`: floors apply to the account's main pool, as others may have other units.
 * `own`: the provider's floor.
 */
export function lowLevels(
  pool: PoolState,
  isMain: boolean,
  rule: LowRule,
  own: number | undefined,
): LowLevel[] {
  const yours = isMain
    ? rule.amounts.map((amount): LowLevel => ({ amount, from: { kind: 'floor', whose: 'yours' } }))
    : [];
  // If it is refilled every day, its cap or run-out says more.
  const isDaily = pool.cycle?.frequency === 'daily';
  const isLimited = pool.limit !== null && pool.limit > 0;
  const rest = isDaily
    ? []
    : isLimited
      ? sharesOf('limit', pool.limit, rule)
      : isMain && yours.length === 0
        ? unlimited(pool, rule, own)
        : [];
  const levels = new Map([...rest, ...yours].map((level) => [level.amount, level]));
  return [...levels.values()].sort((a, b) => b.amount - a.amount);
}

function unlimited({ unit, peak }: PoolState, rule: LowRule, own: number | undefined): LowLevel[] {
  const floor = usualFloor(unit, rule, own);
  return [
    ...sharesOf('peak', peak ?? null, rule),
    ...(floor === null ? [] : [{ amount: floor, from: { kind: 'floor', whose: 'usual' } } as const]),
  ];
}

const sharesOf = (kind: 'limit' | 'peak', whole: number | null, { shares }: LowRule): LowLevel[] =>
  whole === null || whole <= 0
    ? []
    : shares.map((share) => ({ amount: share * whole, from: { kind, share, whole } }));

/** `Low below your floor of $5.00.` Null: it has a limit, its balance is unknown, or the rule is off. `pool`: the account's main pool. */
export function lowBelowWords(
  pool: PoolState,
  rule: LowRule,
  own: number | undefined,
  context: WritingContext,
): string | null {
  const [level] = lowLevels(pool, true, rule, own);
  if (!rule.enabled || pool.remaining === null) return null;
  if (level === undefined || level.from.kind === 'limit') return null;
  return `Low below ${levelWords(level, pool, context)}.`;
}

/** What a level is: `your floor of $5.00`, `20 % of 50 credits, the most since the last top-up`. */
export function levelWords({ amount, from }: LowLevel, { unit }: PoolState, context: WritingContext): string {
  if (from.kind === 'floor')
    return `${from.whose === 'yours' ? 'your' : 'the default'} floor of ${formatQuantity(amount, unit, context)}`;
  const percent = `${Number((100 * from.share).toFixed(2))} %`;
  const whole = formatQuantity(from.whole, unit, context);
  return from.kind === 'limit'
    ? `${percent} of ${whole}`
    : `${percent} of ${whole}, the most since the last top-up`;
}

/** An account's rule with a floor of its own; `none`: no floor at all; null: as in the default rule, `common`. */
export function withFloor(rule: LowRule, floor: number | 'none' | null, common: LowRule): LowRule {
  const { moneyFloor: _, countFloor: __, ...rest } = rule;
  if (floor === 'none') return { ...rest, amounts: [], moneyFloor: 0, countFloor: 0 };
  const { enabled: ___, shares: ____, amounts, ...floors } = common;
  return { ...rest, ...floors, amounts: floor === null ? amounts : [floor] };
}
