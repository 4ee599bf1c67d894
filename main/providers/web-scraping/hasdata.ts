import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const hasdata = defineProvider({
  id: 'hasdata',
  name: 'HasData',
  category: 'web scraping',
  links: { home: 'https://hasdata.com/', keys: 'https://app.hasdata.com/' },
  docs: { url: 'https://docs.hasdata.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['HASDATA_API_KEY'],
    hint: 'The API key on the dashboard. It sees the account’s credits.',
  }),
  summary: 'The credits left of the plan, and how many requests can run at once.',
  floor: 100,

  request: get('https://api.hasdata.com/user/me/usage', header('x-api-key')),
  response: z.object({
    data: z.object({
      availableCredits: numeric,
      totalCredits: maybe(unlimited(numeric, 0)),
      concurrentRequests: maybe(numeric),
      availableConcurrency: maybe(numeric),
    }),
  }),
  reading: ({ data: { concurrentRequests: running, availableConcurrency: free, ...data } }) => ({
    remaining: data.availableCredits,
    limit: data.totalCredits,
    cycle: { rollover: 'none' },
    caps:
      running === null || free === null
        ? []
        : [{ window: 'concurrent', limit: running + free, used: running }],
  }),
  errors: { status: { 403: 'exhausted' }, in200: ({ status }) => status === 'error' },
});
