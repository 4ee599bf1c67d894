import { formatAmount, formatDuration } from '../format.ts';
import { type AlertRules, bySeverity } from '../model/index.ts';
import type { Place } from '../outlook.ts';
import { minuteMs } from '../time.ts';
import { exhausted, low, runsOutSoon } from './balance.ts';
import { capReached, capSoon } from './caps.ts';
import { expiresSoon } from './expiry.ts';
import type { Condition, ConditionFacts } from './types.ts';

/**
 * What holds of one account now, worst first, by its effective rules; times in the texts are in the place's zone. `since`
 * is the best known instant: when a lapse came near, when the error began, or else when the reading was made.
 */
export function conditionsOf(facts: ConditionFacts, rules: AlertRules, place: Place): Condition[] {
  const { pools, caps } = facts;
  return [
    ...exhausted(facts, rules, place),
    ...failing(facts, rules, place),
    ...caps.flatMap((cap) => capReached(cap, facts, rules, place)),
    ...burnSpike(facts, rules),
    ...pools.flatMap((pool, index) => runsOutSoon(pool, index === 0 ? caps : [], facts, rules, place)),
    ...caps.flatMap((cap) => capSoon(cap, facts, rules, place)),
    ...pools.flatMap((pool, index) => low(pool, index === 0, facts, rules, place)),
    ...pools.flatMap((pool) => pool.grants.flatMap((grant) => expiresSoon(grant, pool, rules, place))),
  ].sort(bySeverity);
}

const plainly = { level: 0, near: false, settleMs: 0, windowFrom: null };

function failing(facts: ConditionFacts, rules: AlertRules, { now, locale }: Place): Condition[] {
  const { error, errorSince, readAt } = facts;
  if (error === null || error.kind === 'exhausted') return [];
  const since = errorSince ?? readAt ?? now;
  const told = { ...plainly, since, text: error.message, masked: error.message };
  switch (error.kind) {
    case 'bad-credential': {
      const kind = 'credential-rejected';
      return rules[kind].enabled ? [{ ...told, key: kind, kind, severity: 'critical' }] : [];
    }
    case 'limited-scope': {
      const kind = 'limited-scope';
      return rules[kind].enabled ? [{ ...told, key: kind, kind, severity: 'warning' }] : [];
    }
    default: {
      const kind = 'unreachable';
      if (!rules[kind].enabled || now - since <= rules[kind].afterMinutes * minuteMs) return [];
      const text = `No new reading for ${formatDuration(now - since, locale)}: ${error.message}`;
      return [{ ...told, key: kind, kind, severity: 'warning', text, masked: text }];
    }
  }
}

function burnSpike({ spike }: ConditionFacts, rules: AlertRules): Condition[] {
  if (spike === null || !rules['burn-spike'].enabled) return [];
  const factor = formatAmount(Math.round(spike.factor), { kind: 'credits' });
  const text = `Burn is ${factor} times the usual: a job run wild, or a leaked key?`;
  const kind = 'burn-spike';
  return [{ ...plainly, key: kind, kind, severity: 'warning', since: spike.since, text, masked: text }];
}
