import { z } from 'zod';
import { answerCheck } from '../../../shared/check.ts';
import { checkJson, checkJsonSchema } from '../../../shared/json/check.ts';
import { ok } from '../../../shared/model/index.ts';
import { accountArgument, accountOf, defineTool, fromReadings, labelsAreData } from '../tool.ts';

/** What the agent does next, for each answer. */
const next = {
  enough: 'Tell the user what the job will spend, and ask before you start it.',
  'not-enough': 'Do not start the job. Tell the user what is missing.',
  unknown: 'Do not start the job on a guess. Ask the user.',
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
  output: checkJsonSchema.extend({
    /** What to do now. */
    next: z.string(),
  }),
  async answer(view, { account: name, need }) {
    const found = accountOf(view, name);
    if (!found.ok) return found;
    const { account, provider } = found.value;
    const now = Date.now();
    const answer = answerCheck(account, provider, need, now);
    // Where nothing is reported, there is nothing to ask for.
    const then =
      answer.answer === 'unknown' && provider.balance !== 'ledger'
        ? `${next.unknown} A fresh reading: \`fuelgauge status --refresh\`.`
        : next[answer.answer];
    return ok({
      // It may end with a command.
      text: `${answer.sentence}${answer.sentence.endsWith('.') ? '' : '.'} ${then}`,
      json: { ...checkJson(account, need, answer, now), next: then },
    });
  },
});
