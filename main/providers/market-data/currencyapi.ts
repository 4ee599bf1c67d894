import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

const quota = z.object({ total: maybe(unlimited(numeric)), used: maybe(numeric), remaining: numeric });

export const currencyapi = defineProvider({
  id: 'currencyapi',
  name: 'currencyapi',
  category: 'market data',
  links: {
    home: 'https://currencyapi.com/',
    keys: 'https://app.currencyapi.com/api-keys',
    billing: 'https://app.currencyapi.com/subscription',
  },
  docs: { url: 'https://currencyapi.com/docs/status', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({
    env: ['CURRENCYAPI_API_KEY', 'CURRENCY_API_KEY'],
    prefix: 'cur_live_',
    hint: 'Any API key of the account. It sees the account’s requests.',
  }),
  summary: 'The requests left and used this month, and the grace requests beyond them.',
  unit: { kind: 'requests' },

  request: get('https://api.currencyapi.com/v3/status', header('apikey')),
  response: z.object({ quotas: z.object({ month: quota, grace: maybe(quota) }) }),
  reading: ({ quotas: { month, grace } }) => ({
    ...month,
    limit: month.total,
    cycle: { frequency: 'monthly' },
    // Some plans have none.
    pools: [grace === null || grace.total === 0 ? null : { label: 'Grace', ...grace, limit: grace.total }],
  }),
  // 429 is the limit per minute, or the end of the month's requests.
  errors: { words: [[/^(?!.*rate limit).*\bmonthly\b/i, 'exhausted']] },
});
