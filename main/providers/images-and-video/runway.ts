import { apiKey, bearer, defineProvider, entriesOf, get, maybe, numeric, z } from '../contract/index.ts';

const limit = maybe(numeric);

export const runway = defineProvider({
  id: 'runway',
  name: 'Runway',
  category: 'images and video',
  links: { home: 'https://runwayml.com/', keys: 'https://dev.runwayml.com/' },
  docs: { url: 'https://docs.dev.runwayml.com/api/', readOn: '2026-07', confidence: 'official client' },
  credential: apiKey({
    env: ['RUNWAYML_API_SECRET'],
    prefix: 'key_',
    hint: 'An API key of the organization, from the developer portal. The credits of the web app are separate.',
  }),
  summary: 'The credits left, the monthly limit on buying, and each model’s generations per day and at once.',
  floor: 500,

  request: get('https://api.dev.runwayml.com/v1/organization', bearer(), {
    headers: { 'x-runway-version': '2024-11-06' },
  }),
  response: z.object({
    creditBalance: numeric,
    tier: maybe(
      z.object({
        maxMonthlyCreditSpend: maybe(numeric),
        models: maybe(entriesOf(z.object({ maxDailyGenerations: limit, maxConcurrentGenerations: limit }))),
      }),
    ),
    usage: maybe(z.object({ models: maybe(entriesOf(z.object({ dailyGenerations: maybe(numeric) }))) })),
  }),
  reading({ creditBalance, tier, usage }) {
    const models = tier?.models ?? [];
    const used = new Map(usage?.models ?? []);
    return {
      remaining: creditBalance,
      caps: [
        // On what may be bought in a month: no grant.
        { window: 'spending', unit: { kind: 'credits' }, limit: tier?.maxMonthlyCreditSpend },
        // A rolling day.
        ...models.map(([name, model]) => ({
          window: 'day' as const,
          unit: { kind: 'count' as const, one: 'generation', many: 'generations' },
          label: `${name} per day`,
          limit: model.maxDailyGenerations,
          used: used.get(name)?.dailyGenerations,
        })),
        ...models.map(([name, model]) => ({
          window: 'concurrent' as const,
          label: `${name} at once`,
          limit: model.maxConcurrentGenerations,
        })),
      ],
    };
  },
});
