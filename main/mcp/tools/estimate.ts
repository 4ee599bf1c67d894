import { z } from 'zod';
import { pricesOf } from '../../../shared/estimate/index.ts';
import { isoInstant } from '../../../shared/iso-instant.ts';
import { badInput, type Generation, ok } from '../../../shared/model/index.ts';
import { moneySchema } from '../../../shared/model/money.ts';
import {
  statusAccountSchema,
  statusGrantSchema,
  statusInstantSchema,
  statusPoolSchema,
} from '../../../shared/model/status-json.ts';
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

const amounts = { least: z.number(), likely: z.number().nullable(), most: z.number().nullable() };
const canRun = z.enum(['yes', 'no', 'unknown']);

const outputSchema = z.object({
  schemaVersion: z.literal(1),
  at: statusInstantSchema,
  /** Without a job: what can be estimated. `options`: their names and choices, each with its default first. */
  operations: z.array(
    z.object({ id: z.string(), name: z.string(), unit: z.string(), options: z.array(z.string()) }),
  ),
  /** Null: no job was given. */
  cost: z
    .object({
      ...amounts,
      unit: statusPoolSchema.shape.unit,
      lines: z.array(z.object({ label: z.string(), ...amounts })),
      cheaper: z.array(z.object({ advice: z.string(), saves: z.number(), upTo: z.boolean() })),
      notes: z.array(z.string()),
    })
    .nullable(),
  /** The account that was named, or the best one; null: there is none, or no job was given. */
  account: statusAccountSchema
    .pick({ id: true, provider: true, label: true })
    .extend({
      canRun,
      why: z.string().nullable(),
      remaining: z.number().nullable(),
      money: moneySchema.nullable(),
      short: z.number().nullable(),
      draws: z.array(
        z.object({
          grant: z
            .object({
              id: statusGrantSchema.shape.id,
              kind: statusGrantSchema.shape.kind,
              expiresAt: statusInstantSchema.nullable(),
            })
            .nullable(),
          amount: z.number(),
        }),
      ),
      doneAt: statusInstantSchema.nullable(),
    })
    .nullable(),
  /** All accounts at the provider, in the order in which to use them. */
  useFirst: z.array(z.object({ id: z.string(), label: z.string(), canRun, reason: z.string() })),
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
