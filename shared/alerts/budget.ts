import { formatInstant, type WritingContext } from '../format.ts';
import type { AlertRules, BudgetState, Severity } from '../model/index.ts';
import { formatMoney } from '../money/format.ts';
import { hourMs } from '../time/index.ts';
import { conditionOf } from './condition.ts';
import type { Condition, ConditionFacts } from './types.ts';
import { inBoth } from './words.ts';

// Conditions of a budget. Its period and limit are part of their keys: another period, or another limit, is told anew.

/** From this share on it is a warning; all of it is critical. */
const warningShare = 0.8;
/** A forecast moves with each reading, so it must say the same for a while. */
const settleMs = hourMs;
/** Hysteresis: an open alert ends when the likely end is below this share of the limit. */
const endsBelow = 0.95;

/** More than a share of the budget is spent. */
export function budgetUsed(
  { budget }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  const { enabled, shares } = rules['budget-used'];
  if (!enabled || budget === undefined) return [];
  const passed = [...new Set(shares)].sort((a, b) => a - b).filter((share) => budget.share >= share);
  const reached = passed.at(-1);
  if (reached === undefined) return [];
  const words = inBoth(context, (writing) => {
    const { limit } = budget;
    const spent = formatMoney({ amount: budget.spent, currency: limit.currency }, writing);
    const of = formatMoney(limit, writing);
    return budget.share > 1
      ? `${spent} spent ${periods[budget.period]}, more than the budget of ${of}.`
      : `${spent} of ${of} spent ${periods[budget.period]}.`;
  });
  return [
    conditionOf('budget-used', aboutOf(budget), {
      severity: severityOf(reached),
      level: passed.length - 1,
      since: context.now,
      windowFrom: budget.from,
      ...words,
    }),
  ];
}

/** It will be passed before its period ends: likely, or at the early end of the range. */
export function budgetAhead(
  { budget }: ConditionFacts,
  rules: AlertRules,
  context: WritingContext,
): Condition[] {
  if (!rules['budget-ahead'].enabled || budget === undefined || budget.share >= 1) return [];
  const { early, likely } = budget.passedAt;
  const at = likely ?? early;
  const near = at === null && isNear(budget);
  if (at === null && !near) return [];
  const words = inBoth(context, (writing) => {
    const limit = formatMoney(budget.limit, writing);
    const when = at === null ? '' : ` on ${formatInstant(at, context.zone, context.locale)},`;
    const will = likely === null ? 'may' : 'will likely';
    return `The budget of ${limit} ${will} be passed${when} before the ${budget.period} ends.`;
  });
  return [
    conditionOf('budget-ahead', aboutOf(budget), {
      ...(likely !== null && { severity: 'warning', level: 1 }),
      near,
      settleMs,
      since: context.now,
      windowFrom: budget.from,
      ...words,
    }),
  ];
}

const isNear = ({ end, limit }: BudgetState): boolean =>
  end !== null && Number(end.high) >= endsBelow * Number(limit.amount);

const severityOf = (share: number): Severity =>
  share >= 1 ? 'critical' : share >= warningShare ? 'warning' : 'info';

const aboutOf = ({ from, limit }: BudgetState): string => `${from}/${limit.amount} ${limit.currency}`;

const periods: Record<BudgetState['period'], string> = {
  day: 'today',
  week: 'this week',
  month: 'this month',
  year: 'this year',
};
