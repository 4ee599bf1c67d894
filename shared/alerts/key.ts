import type { WritingContext } from '../format.ts';
import type { AlertRules } from '../model/index.ts';
import { ageOf, dayMs, expiry, longDay, onEventInFull } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import type { Condition, ConditionFacts } from './types.ts';
import { inBoth } from './words.ts';

// Conditions of the key itself. They stop nobody yet, so none of them is critical.

/** Hysteresis: an expiry that was moved by a day keeps its alert open. */
const keepMs = dayMs;
/** From so many days ahead on, it is a warning. */
const warningDays = 7;

/** The key stops working, at each number of days in the rule. A rejected key has an alert of its own. */
export function keyExpires(
  { credential, error, addedAt }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { enabled, days } = rules['key-expires'];
  const at = credential?.expiresAt ?? null;
  if (!enabled || at === null || error?.kind === 'bad-credential') return [];
  const ahead = at - context.now;
  const passed = [...new Set(days)].sort((a, b) => b - a).filter((count) => ahead <= count * dayMs);
  const nearest = passed.at(-1) ?? Math.max(...days);
  if (ahead > nearest * dayMs + keepMs) return [];
  const words = inBoth(context, () =>
    ahead <= 0
      ? `The key expired ${onEventInFull(expiry(at), context)}. Replace it.`
      : `The key expires ${onEventInFull(expiry(at), context)}. Replace it before then.`,
  );
  return [
    conditionOf('key-expires', null, {
      ...(nearest <= warningDays && { severity: 'warning' }),
      level: Math.max(0, passed.length - 1),
      near: passed.length === 0,
      since: Math.max(at - nearest * dayMs, credential?.since ?? -Infinity, addedAt ?? -Infinity),
      ...words,
    }),
  ];
}

/** The same key has been in use for longer than the rule allows. */
export function keyOld(
  { credential }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { enabled, days } = rules['key-old'];
  const since = credential?.since ?? null;
  if (!enabled || since === null || (ageOf(since, context.now) ?? 0) < days * dayMs) return [];
  const words = inBoth(
    context,
    () =>
      `The key has been in use since ${longDay(since, context, context.zone)}, for more than ${days} days.`,
  );
  return [conditionOf('key-old', null, { since: since + days * dayMs, ...words })];
}
