import { formatAmount, formatDuration, hideAmounts, type WritingContext } from '../format.ts';
import { type AlertRules, bySeverity, type ReadErrorKind } from '../model/index.ts';
import { ageOf, minuteMs } from '../time/index.ts';
import { exhausted, low, runsOutSoon } from './balance.ts';
import { budgetAhead, budgetUsed } from './budget.ts';
import { capReached, capSoon } from './caps.ts';
import { conditionOf } from './condition.ts';
import { expiresSoon } from './expiry.ts';
import { keyExpires, keyOld } from './key.ts';
import type { Condition, ConditionFacts } from './types.ts';
import { inBoth } from './words.ts';

/**
 * The conditions of one account now, worst first, by its effective rules; times are in your time zone. `since` is the best
 * known instant: when an expiry came near, when the error began, or else when the reading was made.
 */
export function conditionsOf(facts: ConditionFacts, rules: AlertRules, context: WritingContext): Condition[] {
  const { pools, caps } = facts;
  const main = pools.find(({ remaining }) => remaining !== null);
  return [
    ...exhausted(facts, rules, context),
    ...failing(facts, rules, context),
    ...caps.flatMap((cap) => capReached(cap, facts, rules, context)),
    ...burnSpike(facts, rules, context),
    ...pools.flatMap((pool, index) => runsOutSoon(pool, index === 0 ? caps : [], facts, rules, context)),
    ...caps.flatMap((cap) => capSoon(cap, facts, rules, context)),
    ...pools.flatMap((pool) => low(pool, pool === main, facts, rules, context)),
    ...pools.flatMap((pool) =>
      pool.grants.flatMap((grant) => expiresSoon(grant, pool, rules, context, facts.addedAt)),
    ),
    ...budgetUsed(facts, rules, context),
    ...budgetAhead(facts, rules, context),
    ...keyExpires(facts, rules, context),
    ...keyOld(facts, rules, context),
  ].sort(bySeverity);
}

/**
 * A failed request: credential errors count at once, an unreachable provider only after polling has failed for a while. No
 * outage follows from the time in which nobody asked.
 */
function failing(
  { error, errorSince, errorAt, readAt }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  if (error === null || error.kind === 'exhausted') return [];
  const { now, locale } = context;
  const since = errorSince ?? readAt ?? now;
  const kind = failureKinds[error.kind] ?? 'unreachable';
  if (!rules[kind].enabled) return [];
  const failedMs = (errorAt ?? now) - since;
  if (kind === 'unreachable' && failedMs <= rules.unreachable.afterMinutes * minuteMs) return [];
  const age = Math.max(now - since, (readAt === null ? null : ageOf(readAt, now)) ?? 0);
  const start = kind === 'unreachable' ? `No new reading for ${formatDuration(age, locale)}: ` : '';
  const words = inBoth(context, (writing) => start + hideAmounts(error.message, writing));
  return [conditionOf(kind, null, { since, ...words })];
}

const failureKinds: Partial<Record<ReadErrorKind, 'credential-rejected' | 'limited-scope'>> = {
  'bad-credential': 'credential-rejected',
  'limited-scope': 'limited-scope',
};

function burnSpike({ spike }: ConditionFacts, rules: AlertRules, context: WritingContext): Condition[] {
  if (spike === null || !rules['burn-spike'].enabled) return [];
  const words = inBoth(context, (writing) => {
    const factor = formatAmount(Math.round(spike.factor), { kind: 'credits' }, writing);
    return `Burn is ${factor} times the usual rate. A runaway job, or a leaked key?`;
  });
  return [conditionOf('burn-spike', null, { since: spike.since, ...words })];
}
