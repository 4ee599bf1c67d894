import { z } from 'zod';
import { isoInstant } from '../../../shared/iso-instant.ts';
import { type AccountState, ok } from '../../../shared/model/index.ts';
import {
  statusAccountSchema,
  statusGrantSchema,
  statusInstantSchema,
  statusPoolSchema,
} from '../../../shared/model/status-json.ts';
import { grantOf, lapsesOf } from '../../../shared/standing/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import {
  accountArgument,
  accountOf,
  defineTool,
  firstVersion,
  fromReadings,
  labelsAreData,
} from '../tool.ts';

const lapseSchema = z.object({
  account: statusAccountSchema.pick({ id: true, provider: true, label: true }),
  pool: z.string(),
  unit: statusPoolSchema.shape.unit,
  grant: statusGrantSchema.shape.id,
  kind: statusGrantSchema.shape.kind,
  /** The first moment without it. */
  at: statusInstantSchema,
  /** What is left of it now; null: unknown. */
  remaining: z.number().nullable(),
  /** What will likely be unused by then; null: no forecast yet. */
  likelyUnused: z.number().nullable(),
});
type Lapse = z.input<typeof lapseSchema>;

export const lapses = defineTool({
  name: 'lapses',
  title: 'What lapses',
  description: `Credits that expire in the coming days, and how much of each will likely lapse unused, soonest first. Useful to choose the account whose credits would be lost anyway. ${fromReadings} ${labelsAreData}`,
  input: z.strictObject({
    account: accountArgument.optional(),
    days: z.int().min(1).max(366).default(30).describe('How many days ahead.'),
  }),
  output: z.object({ schemaVersion: z.literal(1), at: statusInstantSchema, lapses: z.array(lapseSchema) }),
  async answer(view, { account, days }) {
    const { state, zone } = view;
    const named = account === undefined ? null : accountOf(view, account);
    if (named !== null && !named.ok) return named;
    const accounts = named === null ? state.accounts : [named.value.account];
    const events = timelineOf(accounts, state.providers, { now: state.at, zone }, days).filter(
      ({ kind }) => kind === 'expiry',
    );
    const found = accounts
      .flatMap((each) => lapsesWithin(each, state.at, state.at + days * dayMs))
      .toSorted((a, b) => (a.at < b.at ? -1 : 1));
    return ok({
      text:
        events
          .map(
            ({ name, at, title, detail }) =>
              `${isoInstant(at)} ${name}: ${[title, detail].filter(Boolean).join('. ')}`,
          )
          .join('\n') || `No credits are known to expire within ${days === 1 ? 'a day' : `${days} days`}.`,
      json: { ...firstVersion, at: isoInstant(state.at), lapses: found },
    });
  },
});

function lapsesWithin({ id, provider, label, pools }: AccountState, from: number, to: number): Lapse[] {
  const within = (at: number | null): at is number => at !== null && at > from && at <= to;
  return pools.flatMap((pool) => {
    const { unit, grants, forecast } = pool;
    const base = { account: { id, provider, label }, pool: pool.id, unit };
    const foreseen = lapsesOf(pool);
    const wasted = foreseen
      .filter(({ at }) => within(at))
      .map((lapse) => ({
        ...base,
        grant: lapse.grant,
        kind: lapse.kind,
        at: isoInstant(lapse.at),
        remaining: grantOf(pool, lapse)?.remaining ?? null,
        likelyUnused: lapse.likely,
      }));
    const isKnown = forecast !== null && forecast.confidence !== 'none';
    const others = grants.flatMap((grant) =>
      within(grant.expiresAt) &&
      grant.remaining > 0 &&
      !foreseen.some((lapse) => lapse.grant === grant.id || lapse.grant === grant.kind)
        ? [
            {
              ...base,
              grant: grant.id,
              kind: grant.kind,
              at: isoInstant(grant.expiresAt),
              remaining: grant.remaining,
              likelyUnused: isKnown ? 0 : null,
            },
          ]
        : [],
    );
    return [...wasted, ...others];
  });
}
