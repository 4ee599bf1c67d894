import { formatQuantity, isSingular, type WritingContext } from '../format.ts';
import type { AlertRules, Grant, PoolState } from '../model/index.ts';
import { dayMs, expiry, onEvent } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import type { Condition } from './types.ts';
import { inBoth } from './words.ts';

/** The share of a grant whose loss opens an alert, and the smaller one that keeps it open. */
const openShare = 0.02;
const keepShare = 0.01;
/** Hysteresis: an expiry that was moved by a day keeps its alert open. */
const keepMs = 2 * dayMs;

const names: Record<Grant['kind'], string> = {
  refill: 'a refill',
  topup: 'a top-up',
  package: 'a package',
  promotion: 'a promotion',
};

/**
 * A grant that will expire with something left, at each number of days in the rule. If there is a forecast, it says how much
 * you will likely lose; a negligible loss is no condition. Leftovers of a refill do not count.
 */
export function expiresSoon(
  grant: Grant,
  pool: PoolState,
  rules: AlertRules,
  context: WritingContext,
  addedAt: number | undefined,
): Condition[] {
  const { enabled, days } = rules['expires-soon'];
  const { id, kind, remaining, expiresAt, grantedAt } = grant;
  if (!enabled || kind === 'refill' || remaining <= 0 || expiresAt === null || expiresAt <= context.now)
    return [];
  const passed = [...new Set(days)]
    .sort((a, b) => b - a)
    .filter((count) => expiresAt - context.now <= count * dayMs);
  const isMovedOut = passed.length === 0;
  const nearest = isMovedOut ? Math.max(...days) : (passed.at(-1) ?? 0);
  if (isMovedOut && expiresAt - context.now > nearest * dayMs + keepMs) return [];
  const loss = lossOf(grant, pool);
  // Less than one credit is no loss, unless there was no more.
  const one = pool.unit.kind === 'money' ? 0 : Math.min(1, remaining);
  if (loss !== null && loss.most < Math.max(one, keepShare * remaining)) return [];
  const isSmall = loss !== null && loss.likely < Math.max(one, openShare * remaining);
  const words = inBoth(context, (writing) => {
    const when = onEvent(expiry(expiresAt, grant.provenance), context);
    const whole = formatQuantity(remaining, pool.unit, writing);
    const isWhole = loss === null || loss.likely >= 0.98 * remaining;
    if (isWhole)
      return `${whole} of ${names[kind]} ${isSingular(remaining, pool.unit, writing) ? 'expires' : 'expire'} ${when}.`;
    const loses = Math.min(remaining, Number((isSmall ? loss.most : loss.likely).toPrecision(2)));
    const lost = formatQuantity(loses, pool.unit, writing);
    return isSmall
      ? `Up to ${lost} of ${names[kind]} may expire unused ${when}.`
      : `About ${lost} of ${names[kind]} will likely expire unused ${when}.`;
  });
  return [
    conditionOf('expires-soon', `${pool.id}/${id}`, {
      ...(nearest <= 7 && { severity: 'warning' }),
      level: Math.max(0, passed.length - 1),
      near: isSmall || isMovedOut,
      since: Math.max(expiresAt - nearest * dayMs, grantedAt ?? -Infinity, addedAt ?? -Infinity),
      ...words,
    }),
  ];
}

/** The forecast loss of a grant, likely and at most; null if unknown. */
function lossOf(grant: Grant, { forecast }: PoolState): { likely: number; most: number } | null {
  if (forecast === null || forecast.confidence === 'none') return null;
  const waste = forecast.waste.find((each) => each.grant === grant.id);
  if (waste === undefined) return null;
  return { likely: Math.min(grant.remaining, waste.likely), most: Math.min(grant.remaining, waste.late) };
}
