import { z } from 'zod';
import { type Answer, answers } from '../check.ts';
import { isoInstant } from '../iso-instant.ts';
import { type AccountState, amountSchema, unitSchema } from '../model/index.ts';
import { statusAccountSchema } from '../model/status-json.ts';
import { firstVersion, instant, instantOrNull } from './common.ts';

/** Whether an account has enough left for a batch: GET /v1/check. */
export const checkJsonSchema = z.object({
  ...firstVersion,
  at: instant,
  account: statusAccountSchema.pick({ id: true, provider: true, label: true }),
  answer: z.enum(answers),
  /** The answer with its reason, in a sentence. */
  why: z.string(),
  /** As it was asked for, in the unit of the first pool. */
  need: amountSchema,
  remaining: amountSchema.nullable(),
  unit: unitSchema.nullable(),
  readAt: instantOrNull,
});
export type CheckJson = z.infer<typeof checkJsonSchema>;

/** An answer as scripts read it. `now` in epoch milliseconds. */
export function checkJson(
  { id, provider, label, pools: [pool], health: { readAt } }: AccountState,
  need: number,
  { answer, sentence }: Answer,
  now: number,
): CheckJson {
  return {
    schemaVersion: 1,
    at: isoInstant(now),
    account: { id, provider, label },
    answer,
    why: sentence,
    need,
    remaining: pool?.remaining ?? null,
    unit: pool?.unit ?? null,
    readAt: readAt === null ? null : isoInstant(readAt),
  };
}
