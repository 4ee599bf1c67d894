import { canStop, isUnsized, isWindow } from '../caps.ts';
import { formatAmount, formatDay, formatInstant, hideAmounts, type WritingContext } from '../format.ts';
import type { AlertRules, Cap, CapState, Unit } from '../model/index.ts';
import { clockTime, hourMs, windowMs } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import type { Condition, ConditionFacts } from './types.ts';
import { inBoth } from './words.ts';

// Conditions of a cap: it is hit, or probably will be before its reset.

/** When a cap's present window began; null if unknown. */
function windowFromOf(cap: Cap): number | null {
  const length = windowMs(cap);
  return length === undefined || cap.resetsAt === null ? null : cap.resetsAt - length;
}

/** Hysteresis: providers correct their counts after a cap was reached. */
const reachedBand = 0.98;

/** Caps count plain numbers; the label says of what. */
const plain: Unit = { kind: 'credits' };

/** `; resets on 22 Nov, 00:00`, with the provider's time if its clock differs: `22 Nov, 01:00 (midnight UTC)`. */
function resetClause({ resetsAt, zone }: Cap, context: WritingContext): string {
  if (resetsAt === null) return '';
  const day = formatDay(resetsAt, context.zone, context.now, context.locale);
  return `; resets on ${day}, ${clockTime(resetsAt, zone ?? context.zone, context)}`;
}

export function capReached(
  cap: Cap,
  { readAt }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { used, limit, label } = cap;
  if (!rules['cap-reached'].enabled || used === null || !canStop(cap, context.now)) return [];
  if (used < reachedBand * limit) return [];
  const words = inBoth(context, (writing) => {
    const name = hideAmounts(label, writing);
    if (isUnsized(cap)) return `${name} hit${resetClause(cap, context)}.`;
    const share = isWindow(cap)
      ? formatAmount(used, { kind: 'percent' }, writing)
      : `${formatAmount(used, plain, writing)} of ${formatAmount(limit, plain, writing)}`;
    return `${name}: ${share} used${resetClause(cap, context)}.`;
  });
  return [
    conditionOf('cap-reached', cap.id, {
      near: used < limit,
      windowFrom: windowFromOf(cap),
      since: readAt ?? context.now,
      ...words,
    }),
  ];
}

/** Hysteresis: how far below the minimum chance a cap may fall while its alert stays open. */
const chanceBand = 0.15;
/** The share of an even pace that must have been used, so that no day starts with a warning. */
const leastPace = 0.5;
const leastElapsed = 0.1;

/** The cap will probably be reached before its reset, and the use so far confirms it. */
export function capSoon(
  cap: CapState,
  { readAt }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { forecast, label, used, limit, resetsAt } = cap;
  const { now } = context;
  const { enabled, probability } = rules['cap-soon'];
  if (!enabled || forecast === null || used === null || used >= limit || limit <= 0) return [];
  if (resetsAt !== null && resetsAt <= now) return [];
  if (forecast.probability < probability - chanceBand) return [];
  const from = windowFromOf(cap);
  const likely = forecast.reachedAt.likely;
  const elapsed = from === null || resetsAt === null ? null : (now - from) / (resetsAt - from);
  const isPaced =
    elapsed === null ||
    (elapsed >= leastElapsed && used / limit >= leastPace * elapsed) ||
    (likely !== null && likely - now <= 4 * hourMs);
  const when = likely === null ? '' : ` around ${formatInstant(likely, context.zone, context.locale)}`;
  const words = inBoth(context, (writing) => `${hideAmounts(label, writing)} will likely be used up${when}.`);
  return [
    conditionOf('cap-soon', cap.id, {
      near: forecast.probability < probability || !isPaced,
      windowFrom: from,
      since: readAt ?? now,
      ...words,
    }),
  ];
}
