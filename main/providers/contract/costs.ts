import { z } from 'zod';
import type { DayUse } from '../../../shared/model/index.ts';
import { booleanish, listOf, maybe } from './parts.ts';
import { tidy } from './time.ts';

// Reports of daily costs in pages, as OpenAI and Anthropic have them.

/** A page of the report, with its days. */
export const costPage = (day: z.ZodType<DayUse>) =>
  z.object({
    data: listOf(day, { required: true }),
    has_more: maybe(booleanish),
    next_page: maybe(z.string()),
  });

/** What `pages` needs to find the next page. */
export const nextCostPage = ({ has_more, next_page }: z.infer<ReturnType<typeof costPage>>) =>
  has_more && next_page ? { page: next_page } : null;

/** What a day cost. A correction can make that negative, which is no use. */
export const costOf = (day: string, amounts: readonly number[]): DayUse => ({
  day,
  amount: Math.max(0, tidy(amounts.reduce((sum, amount) => sum + amount, 0))),
});
