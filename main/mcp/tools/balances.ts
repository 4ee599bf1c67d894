import { z } from 'zod';
import { ok } from '../../../shared/model/index.ts';
import { statusJsonSchema } from '../../../shared/model/status-json.ts';
import { comparable } from '../../../shared/names.ts';
import { standingOf } from '../../../shared/standing/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { accountsTable } from '../../cli/text/accounts-table.ts';
import {
  accountArgument,
  accountOf,
  defineTool,
  fromReadings,
  labelsAreData,
  leftOutWords,
  limitArgument,
  noAccounts,
} from '../tool.ts';

export const balances = defineTool({
  name: 'balances',
  title: 'Balances',
  description: `What is left at each of the user's API providers: pools of credits, caps, forecast, alerts, and how old each reading is; most urgent first. Call it before work that spends credits, and tell the user if something is low. ${fromReadings} ${labelsAreData}`,
  input: z.strictObject({
    account: accountArgument.optional(),
    provider: z
      .string()
      .max(200)
      .optional()
      .describe('Only accounts at this provider: its id, such as scraperapi.'),
    tag: z.string().max(200).optional().describe('Only accounts with this tag.'),
    problems: z.boolean().optional().describe('Only accounts that need attention.'),
    limit: limitArgument,
  }),
  output: statusJsonSchema.extend({
    /** How many accounts fit, but are beyond the limit. */
    leftOut: z.number(),
  }),
  async answer(view, { account, provider, tag, problems, limit }) {
    const { state, zone } = view;
    const named = account === undefined ? null : accountOf(view, account);
    if (named !== null && !named.ok) return named;
    const fits = state.accounts.filter(
      (each) =>
        (named === null || each.id === named.value.account.id) &&
        (provider === undefined || each.provider === provider.trim().toLowerCase()) &&
        (tag === undefined || each.tags.some((one) => comparable(one) === comparable(tag))) &&
        (problems !== true || ['critical', 'watch'].includes(standingOf(each, state.at).level)),
    );
    const accounts = fits.slice(0, limit);
    const leftOut = fits.length - accounts.length;
    const told = { ...state, accounts };
    const text =
      accounts.length > 0
        ? accountsTable(told, new Map(), zone, (_, words) => words)
        : state.accounts.length === 0
          ? noAccounts
          : 'No account fits.';
    return ok({ text: text + leftOutWords(leftOut), json: { ...statusJson(told), leftOut } });
  },
});
