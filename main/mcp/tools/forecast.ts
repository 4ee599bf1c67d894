import { z } from 'zod';
import { isoInstant } from '../../../shared/iso-instant.ts';
import { ok } from '../../../shared/model/index.ts';
import {
  statusAccountSchema,
  statusInstantSchema,
  statusPoolSchema,
} from '../../../shared/model/status-json.ts';
import { titleInQuotes } from '../../../shared/names.ts';
import { outlook } from '../../../shared/outlook/index.ts';
import { statusJson } from '../../../shared/status-json.ts';
import {
  accountArgument,
  accountOf,
  defineTool,
  firstVersion,
  fromReadings,
  labelsAreData,
  leftOutWords,
  limitArgument,
  noAccounts,
} from '../tool.ts';

export const forecast = defineTool({
  name: 'forecast',
  title: 'Forecast',
  description: `When the credits of an account, or of every account, run out at the present pace: an early, a likely and a late instant, the burn per day, and when a cap will stop use. ${fromReadings} ${labelsAreData}`,
  input: z.strictObject({ account: accountArgument.optional(), limit: limitArgument }),
  output: z.object({
    schemaVersion: z.literal(1),
    at: statusInstantSchema,
    accounts: z.array(
      statusAccountSchema.pick({ id: true, provider: true, label: true, caps: true }).extend({
        pools: z.array(
          statusPoolSchema
            .pick({ id: true, label: true, unit: true, remaining: true, forecast: true })
            .extend({
              outlook: z.string().describe('The forecast in a sentence; empty: there is none yet.'),
            }),
        ),
      }),
    ),
    /** How many accounts are beyond the limit. */
    leftOut: z.number(),
  }),
  async answer(view, { account, limit }) {
    const { state, zone } = view;
    const named = account === undefined ? null : accountOf(view, account);
    if (named !== null && !named.ok) return named;
    const all = named === null ? state.accounts : [named.value.account];
    const context = { now: state.at, zone };
    const told = all.slice(0, limit);
    const shown = statusJson({ ...state, accounts: told }).accounts;
    const outlookOf = (at: number, id: string): string => {
      const pool = told[at]?.pools.find((each) => each.id === id);
      return pool === undefined ? '' : outlook(pool, told[at]?.caps ?? [], context).long;
    };
    const accounts = shown.map(({ id, provider, label, caps, pools }, at) => ({
      id,
      provider,
      label,
      caps,
      pools: pools.map((pool) => ({
        id: pool.id,
        label: pool.label,
        unit: pool.unit,
        remaining: pool.remaining,
        forecast: pool.forecast,
        outlook: outlookOf(at, pool.id),
      })),
    }));
    const leftOut = all.length - told.length;
    const lines = accounts.flatMap(({ id, provider, label, pools }) => {
      const words = pools.map((pool) => `${pool.label}: ${pool.outlook || 'no forecast yet.'}`);
      const name = titleInQuotes(
        state.providers.find((each) => each.id === provider)?.name ?? provider,
        label,
      );
      return `${name} (${id}): ${words.join(' ') || 'no balance has been read yet.'}`;
    });
    return ok({
      text: lines.length === 0 ? noAccounts : lines.join('\n') + leftOutWords(leftOut),
      json: { ...firstVersion, at: isoInstant(state.at), accounts, leftOut },
    });
  },
});
