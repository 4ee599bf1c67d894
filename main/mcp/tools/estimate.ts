import { z } from 'zod';
import { pricesOf } from '../../../shared/estimate/index.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import { estimateJsonSchema } from '../../../shared/json/estimate.ts';
import { badInput, type Generation, ok } from '../../../shared/model/index.ts';
import { type EstimateTarget, findTarget, makeEstimate } from '../../cli/actions/estimate.ts';
import { estimateJson, estimateText, operationsText, optionWords } from '../../cli/text/estimate.ts';
import {
  accountArgument,
  accountOf,
  defineTool,
  firstVersion,
  fromReadings,
  labelsAreData,
} from '../tool.ts';

const { shape } = estimateJsonSchema;

const outputSchema = z.object({
  schemaVersion: shape.schemaVersion,
  at: shape.at,
  /** Without a job: what can be estimated. `options`: their names and choices, each with its default first. */
  operations: z.array(
    z.object({ id: z.string(), name: z.string(), unit: z.string(), options: z.array(z.string()) }),
  ),
  /** As `fuelgauge estimate --json` has it, less where the prices were read; null: no job was given. */
  job: shape.job.omit({ source: true }).nullable(),
  cost: shape.cost.nullable(),
  account: shape.account,
  useFirst: shape.useFirst,
});

const inputSchema = z.strictObject({
  account: accountArgument.optional(),
  provider: z
    .string()
    .max(200)
    .optional()
    .describe('Or a provider’s id or name, to use the best of its accounts.'),
  operation: z.string().max(200).optional().describe('What the job does, such as fetch.'),
  count: z.number().min(0).max(1e15).optional().describe('How many times.'),
  credits: z.number().min(0).max(1e15).optional().describe('The price of one call, instead of an operation.'),
  options: z
    .record(z.string().max(100), z.string().max(200))
    .optional()
    .describe('Options of the operation, by name, such as {"renderJs": "no"}.'),
});

export const estimate = defineTool({
  name: 'estimate',
  title: 'Estimate',
  description: `What a planned job costs, and whether a balance covers it: give an account or a provider, an operation (or \`credits\`, the price of one call) and a count. Without operation and credits, it lists the operations whose prices are known. ALWAYS estimate before you run a batch, show the user the cost, and ask before you start it. ${fromReadings} ${labelsAreData}`,
  input: inputSchema,
  output: outputSchema,
  async answer(view, input) {
    const { session, state, zone } = view;
    const wrong = whatIsWrong(input);
    if (wrong !== null) return badInput(wrong);
    const account = input.account === undefined ? undefined : accountOf(view, input.account);
    if (account !== undefined && !account.ok) return account;
    const target = await findTarget(session, account ? { account: account.value.account.id } : input);
    if (!target.ok) return target;
    const now = Date.now();
    const { operation = null, credits = 0, count = 0, options = {} } = input;
    if (operation === null && input.credits === undefined)
      return ok({
        text: operationsOf(target.value),
        json: {
          ...firstVersion,
          at: isoInstant(now),
          operations: listed(target.value),
          job: null,
          cost: null,
          account: null,
          useFirst: [],
        },
      });
    // As it was read last.
    const job = { operation, credits, count, options };
    const made = await makeEstimate(session, target.value, job, async ({ id }) =>
      state.accounts.find((each) => each.id === id),
    );
    if (!made.ok) return made;
    const json = estimateJson(
      made.value,
      { provider: target.value.provider?.id ?? null, operation, options },
      now,
    );
    const verdict = made.value.chosen === null ? 'There is no account that could run this.' : '';
    return ok({
      text: [
        estimateText(made.value, now, zone).replace(/: https:\S+$/m, '.'),
        verdict,
        'Ask the user before you start it.',
      ]
        .filter(Boolean)
        .join('\n'),
      json: {
        ...firstVersion,
        at: json.at,
        operations: [],
        job: json.job,
        cost: json.cost,
        account: json.account,
        useFirst: json.useFirst,
      },
    });
  },
});

/** The operations whose prices are known; empty: none are. */
function listed({ account, card }: EstimateTarget): z.input<typeof outputSchema>['operations'] {
  return generationsOf({ account, card }).flatMap(({ operations }) =>
    operations.map(({ id, name, unit, options }) => ({ id, name, unit, options: options.map(optionWords) })),
  );
}

function operationsOf({ account, provider, card }: EstimateTarget): string {
  const name = provider?.name ?? 'this provider';
  return (
    generationsOf({ account, card })
      .map((one) => (card === null ? '' : `${name}, prices ${one.label}\n${operationsText(card, one)}`))
      .join('\n\n') ||
    `Fuelgauge does not know the prices of ${name}. Give the price of one call as \`credits\`, and a count.`
  );
}

function generationsOf({ account, card }: Pick<EstimateTarget, 'account' | 'card'>): Generation[] {
  if (card === null) return [];
  const prices = account === null ? null : pricesOf(card, account);
  return prices === null ? card.generations : [prices];
}

function whatIsWrong({
  account,
  provider,
  operation,
  credits,
  count,
  options,
}: z.output<typeof inputSchema>): string | null {
  const namesJob = operation !== undefined || credits !== undefined;
  if (account !== undefined && provider !== undefined) return 'Give an account or a provider, not both.';
  if (account === undefined && provider === undefined && credits === undefined)
    return 'Give an account or a provider.';
  if (operation !== undefined && credits !== undefined)
    return 'Give an operation or the price of one call, not both.';
  if (options !== undefined && operation === undefined) return 'Options need an operation.';
  if (namesJob && count === undefined) return 'Give a count: how many times.';
  if (!namesJob && count !== undefined) return 'Give an operation, or the price of one call as “credits”.';
  return operation !== undefined && account === undefined && provider === undefined
    ? 'Give an account or a provider.'
    : null;
}
