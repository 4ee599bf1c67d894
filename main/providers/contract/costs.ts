import { z } from 'zod';
import type { DayUse } from '../../../shared/model/index.ts';
import { ask, pages, timed } from './ask.ts';
import { booleanish, listOf, maybe } from './parts.ts';
import type { Endpoint } from './request.ts';
import { daysBefore, tidy } from './time.ts';

// Reports of daily costs in pages, as OpenAI and Anthropic have them.

const costPage = (day: z.ZodType<DayUse>) =>
  z.object({
    data: listOf(day, { required: true }),
    has_more: maybe(booleanish),
    next_page: maybe(z.string()),
  });

/**
 * The whole report of the last 31 days. Both addresses have `{from}`, which `from` writes as the provider wants it, and
 * `further` has `{page}`.
 */
export const costReport = <A extends string, B extends string>(
  day: z.ZodType<DayUse>,
  from: (midnight: number) => string,
  { first, further }: { first: Endpoint<A>; further: Endpoint<B> },
) =>
  timed(
    (now) => ({ from: from(daysBefore(now, 30)) }),
    pages(
      ask(first, costPage(day)),
      ({ has_more, next_page }) => (has_more && next_page ? { page: next_page } : null),
      ask(further, costPage(day)),
    ),
  );

/** What a day cost. A correction can make that negative, which is no use. */
export const costOf = (day: string, amounts: readonly number[]): DayUse => ({
  day,
  amount: Math.max(0, tidy(amounts.reduce((sum, amount) => sum + amount, 0))),
});
