import { apiKey, bearer, defineProvider, entriesOf, get, maybe, numeric, z } from '../contract/index.ts';

export const runway = defineProvider({
  id: 'runway',
  name: 'Runway',
  category: 'images and video',
  links: {
    home: 'https://runwayml.com/',
    keys: 'https://dev.runwayml.com/',
    billing: 'https://dev.runwayml.com/',
  },
  docs: {
    url: 'https://docs.dev.runwayml.com/api/#tag/Organization',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['RUNWAYML_API_SECRET'],
    prefix: 'key_',
    hint: 'An API key of the organization, from the developer portal. The credits of the web app are separate.',
  }),
  summary: 'The credits left, the monthly limit on buying, and the generations per day of the models in use.',
  floor: 500,

  request: get('https://api.dev.runwayml.com/v1/organization', bearer(), {
    headers: { 'x-runway-version': '2024-11-06' },
  }),
  response: z.object({
    creditBalance: numeric,
    tier: maybe(
      z.object({
        maxMonthlyCreditSpend: maybe(numeric),
        models: maybe(entriesOf(z.object({ maxDailyGenerations: maybe(numeric) }))),
      }),
    ),
    usage: maybe(z.object({ models: maybe(entriesOf(z.object({ dailyGenerations: maybe(numeric) }))) })),
  }),
  reading({ creditBalance, tier, usage }) {
    const used = new Map(usage?.models ?? []);
    const models = (tier?.models ?? []).filter(([name]) => (used.get(name)?.dailyGenerations ?? 0) > 0);
    return {
      remaining: creditBalance,
      caps: [
        { window: 'spending', unit: { kind: 'credits' }, limit: tier?.maxMonthlyCreditSpend },
        // A rolling day. Models without a generation in it are left out: there are dozens.
        ...models.map(([name, { maxDailyGenerations }]) => ({
          window: 'day' as const,
          unit: { kind: 'count' as const, one: 'generation', many: 'generations' },
          label: `${name} per day`,
          limit: maxDailyGenerations,
          used: used.get(name)?.dailyGenerations,
        })),
      ],
    };
  },
});
