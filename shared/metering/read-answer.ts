import { z } from 'zod';
import { amountSchema } from '../model/index.ts';
import { hourMs } from '../time/index.ts';

// What a provider's own answer tells of its cost: `usage.credits` of a success, `error.code` of an error. Scrapio's form
// (docs.scrapio.dev, August 2026); the status of a job has `job_id` and tells its credits once it is over.

/** Use that an answer tells. */
export interface AnswerUse {
  amount: number;
  /** Answers with the same id are the same use, such as the status of a job that is asked for again. */
  id?: string;
  /** Epoch milliseconds; missing: now. */
  at?: number;
  error?: string;
}

/** `nothing`: it costs nothing, or not yet. `unknown-form`: it tells something that we do not understand. */
export type AnswerRead =
  | { tells: 'use'; use: AnswerUse }
  | { tells: 'nothing' }
  | { tells: 'unknown-form' }
  /** A job that is over for so long that it may be counted already. */
  | { tells: 'old-job' }
  /** A job that is over without a word on its credits. */
  | { tells: 'untold' };

/** As long as ids are remembered (main/engine/store/uses.ts). */
const rememberedMs = 48 * hourMs;
const unfinished = new Set(['queued', 'pending', 'running']);
const fetched = new Set(['completed', 'partial']);

const idSchema = z.union([z.string().min(1).max(200), z.number().transform(String)]);
const instant = z.iso
  .datetime({ offset: true })
  .transform((text) => Date.parse(text))
  .optional()
  .catch(undefined);
const answerSchema = z.object({
  request_id: idSchema.optional(),
  job_id: idSchema.nullish(),
  status: z.string().optional().catch(undefined),
  created_at: instant,
  completed_at: instant,
  usage: z.object({ credits: amountSchema.nonnegative() }).nullish(),
  error: z
    .object({ code: z.string().max(100) })
    .nullish()
    .catch(null),
});
/** Whether anything is told at all, in whatever form. */
const tellsUse = z.object({ usage: z.unknown().refine((usage) => usage !== undefined && usage !== null) });

/** What an answer tells, parsed from its JSON. `isKnown`: whether an error code means something to the account's balance. */
export function readAnswer(answer: unknown, isKnown: (code: string) => boolean, now: number): AnswerRead {
  const read = answerSchema.safeParse(answer);
  if (!read.success) return { tells: tellsUse.safeParse(answer).success ? 'unknown-form' : 'nothing' };
  const { request_id, job_id, status, created_at, completed_at, usage, error } = read.data;
  const code = error && isKnown(error.code) ? error.code : undefined;
  const isJob = job_id !== undefined && job_id !== null;
  if (!usage && code === undefined)
    return { tells: isJob && fetched.has(status ?? '') ? 'untold' : 'nothing' };
  if (isJob && code === undefined && unfinished.has(status ?? '')) return { tells: 'nothing' };
  const over = completed_at ?? created_at;
  if (isJob && over !== undefined && now - over > rememberedMs) return { tells: 'old-job' };
  const id = isJob ? job_id : request_id;
  return {
    tells: 'use',
    use: {
      amount: usage?.credits ?? 0,
      ...(id !== undefined && { id }),
      ...(isJob && completed_at !== undefined && { at: Math.min(completed_at, now) }),
      ...(code !== undefined && { error: code }),
    },
  };
}
