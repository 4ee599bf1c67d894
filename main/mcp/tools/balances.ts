import { z } from 'zod';
import { selectables } from '../../../shared/bars/bar-accounts.ts';
import { badInput, ok } from '../../../shared/model/index.ts';
import { statusJsonSchema } from '../../../shared/model/status-json.ts';
import { noFilter, selectAccounts } from '../../../shared/status/select.ts';
import { statusJson } from '../../../shared/status-json.ts';
import { accountsTable } from '../../cli/text/accounts-table.ts';
import {
  accountArgument,
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
      .describe('Only accounts at this provider: its id or name, such as scraperapi.'),
    tag: z.string().max(200).optional().describe('Only accounts with this tag.'),
    problems: z.boolean().optional().describe('Only accounts that need attention.'),
    limit: limitArgument,
  }),
  output: statusJsonSchema.extend({
    /** How many accounts fit, but are beyond the limit. */
    leftOut: z.number(),
  }),
  async answer({ state, zone }, { account, provider, tag, problems = false, limit }) {
    const chosen = selectAccounts(selectables(state), {
      ...noFilter,
      accounts: account === undefined ? [] : [account],
      providers: provider === undefined ? [] : [provider],
      tags: tag === undefined ? [] : [tag],
      problems,
    });
    if (!chosen.ok) return badInput(state.accounts.length === 0 ? noAccounts : chosen.message);
    const known = new Map(state.accounts.map((each) => [each.id, each]));
    const fits = chosen.accounts.flatMap(({ id }) => known.get(id) ?? []);
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
