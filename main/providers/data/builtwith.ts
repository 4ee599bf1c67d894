import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const builtwith = defineProvider({
  id: 'builtwith',
  name: 'BuiltWith',
  category: 'data',
  links: {
    home: 'https://builtwith.com/',
    keys: 'https://payments.builtwith.com/agent-payment-api-config',
    billing: 'https://payments.builtwith.com/',
  },
  docs: { url: 'https://api.builtwith.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['BUILTWITH_API_KEY'],
    hint: 'A key that may read the billing, from BuiltWith’s page for payments. It sees the account’s API credits.',
  }),
  summary: 'The API credits left and used.',

  request: get('https://payments.builtwith.com/v1/billing/api-discovery', bearer()),
  response: z.object({
    credits_available: numeric,
    credits_used: maybe(numeric),
    credits_total: maybe(unlimited(numeric, 0)),
  }),
  reading: (credits) => ({
    remaining: credits.credits_available,
    used: credits.credits_used,
    limit: credits.credits_total,
  }),
});
