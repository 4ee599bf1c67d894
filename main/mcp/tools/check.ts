import { z } from 'zod';
import { isoInstant } from '../../../shared/iso-instant.ts';
import { ok } from '../../../shared/model/index.ts';
import {
  statusAccountSchema,
  statusInstantSchema,
  statusPoolSchema,
} from '../../../shared/model/status-json.ts';
import { answerCheck } from '../../cli/check.ts';
import { exitCodes } from '../../cli/exit-codes.ts';
import {
  accountArgument,
  accountOf,
  defineTool,
  firstVersion,
  fromReadings,
  labelsAreData,
} from '../tool.ts';

const answers = {
  [exitCodes.done]: 'enough',
  [exitCodes.no]: 'not-enough',
  [exitCodes.unknown]: 'unknown',
} as const;

/** What the agent does next, for each answer. */
const next = {
  enough: 'Tell the user what the job will spend, and ask before you start it.',
  'not-enough': 'Do not start the job. Tell the user what is missing.',
  unknown: 'Do not start the job on a guess. Ask the user, who can run `fuelgauge status --refresh`.',
} as const;

export const check = defineTool({
  name: 'check',
  title: 'Is there enough for N?',
  description: `Whether an account has enough left for a job that spends \`need\` of its unit (credits, requests, money …), caps included. ALWAYS call it before you start anything that spends credits, and ask the user before you start: an answer of “enough” is no permission. A reading that is too old makes the answer “unknown”. ${fromReadings} ${labelsAreData}`,
  input: z.strictObject({
    account: accountArgument,
    need: z
      .number()
      .min(0)
      .max(1e15)
      .describe('How much the job needs, in the unit of the account’s first pool.'),
  }),
  output: z.object({
    schemaVersion: z.literal(1),
    at: statusInstantSchema,
    account: statusAccountSchema.pick({ id: true, provider: true, label: true }),
    answer: z.enum(['enough', 'not-enough', 'unknown']),
    /** The answer with its reason, in a sentence. */
    why: z.string(),
    need: z.number(),
    remaining: z.number().nullable(),
    unit: statusPoolSchema.shape.unit.nullable(),
    readAt: statusInstantSchema.nullable(),
    /** What to do now. */
    next: z.string(),
  }),
  async answer(view, { account: name, need }) {
    const found = accountOf(view, name);
    if (!found.ok) return found;
    const { account, provider } = found.value;
    const now = Date.now();
    const { code, sentence } = answerCheck(account, provider, need, now);
    const answer = answers[code];
    const [pool] = account.pools;
    const { readAt } = account.health;
    return ok({
      text: `${sentence} ${next[answer]}`,
      json: {
        ...firstVersion,
        at: isoInstant(now),
        account: { id: account.id, provider: account.provider, label: account.label },
        answer,
        why: sentence,
        need,
        remaining: pool?.remaining ?? null,
        unit: pool?.unit ?? null,
        readAt: readAt === null ? null : isoInstant(readAt),
        next: next[answer],
      },
    });
  },
});
