import { apiKey, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const exchangerateApi = defineProvider({
  id: 'exchangerate-api',
  name: 'ExchangeRate-API',
  category: 'market data',
  links: { home: 'https://www.exchangerate-api.com/', keys: 'https://app.exchangerate-api.com/dashboard' },
  docs: {
    url: 'https://www.exchangerate-api.com/docs/request-quota-endpoint',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['EXCHANGERATE_API_KEY'],
    hint: 'The API key on the dashboard. It sees its own plan’s requests.',
  }),
  // Each check is a request of the plan, and the counts are 5 to 60 minutes old (documentation, November 2026).
  refresh: { usualMs: 3_600_000, shortestMs: 3_600_000 },
  checkCost: 1,
  summary: 'The requests left of the plan, and the day on which they renew.',
  unit: { kind: 'requests' },

  request: get('https://v6.exchangerate-api.com/v6/{key}/quota'),
  response: z.object({
    plan_quota: maybe(unlimited(numeric, 0)),
    requests_remaining: numeric,
    refresh_day_of_month: maybe(numeric.pipe(z.number().int().min(1).max(31))),
  }),
  reading: ({ plan_quota, requests_remaining, refresh_day_of_month: day }) => ({
    remaining: requests_remaining,
    limit: plan_quota,
    // January has all 31 days; shorter months renew on their last.
    cycle: { frequency: 'monthly', began: day === null ? null : Date.UTC(2024, 0, day) },
  }),
  errors: {
    code: 'error-type',
    codes: {
      'invalid-key': 'bad-credential',
      'inactive-account': { kind: 'limited-scope', because: 'the account’s e-mail address is not confirmed' },
      'quota-reached': 'exhausted',
    },
    in200: ({ result }) => result === 'error',
  },
});
