import { formatQuantity, type WritingContext } from './format.ts';
import type { Pool } from './model/index.ts';

/**
 * Whether an amount to log is more than there can have been: more than is left, or ten times the plan. A sentence that says
 * so, to ask “is that right?” with; null: it is not, or what is left is unknown.
 */
export function beyondPlan(
  pool: Pick<Pool, 'remaining' | 'limit' | 'unit'> | undefined,
  amount: number,
  context?: WritingContext,
): string | null {
  if (pool === undefined || amount <= 0) return null;
  const { remaining, limit, unit } = pool;
  if (remaining !== null && amount > remaining)
    return `${formatQuantity(amount, unit, context)}: that is more than the ${formatQuantity(remaining, unit, context)} left.`;
  if (limit !== null && limit > 0 && amount > 10 * limit)
    return `${formatQuantity(amount, unit, context)}: that is more than ten times the plan, ${formatQuantity(limit, unit, context)}.`;
  return null;
}
