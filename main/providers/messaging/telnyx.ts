import { apiKey, bearer, currency, defineProvider, get, maybe, numeric, z } from '../contract/index.ts';

export const telnyx = defineProvider({
  id: 'telnyx',
  name: 'Telnyx',
  category: 'messaging',
  links: {
    home: 'https://telnyx.com/',
    keys: 'https://portal.telnyx.com/#/app/api-keys',
    billing: 'https://portal.telnyx.com/#/app/billing',
  },
  docs: {
    url: 'https://developers.telnyx.com/api-reference/billing/get-user-balance-details',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['TELNYX_API_KEY'],
    prefix: 'KEY',
    hint: 'An API v2 key from the portal. It sees the balance of the account.',
  }),
  summary: 'The balance. It may go below zero, down to the account’s credit line.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.telnyx.com/v2/balance', bearer()),
  response: z.object({
    data: z.object({
      balance: numeric,
      // `available_credit` is the sum of both.
      credit_limit: maybe(numeric),
      currency,
    }),
  }),
  reading: ({ data }) => ({
    unit: { kind: 'money', code: data.currency },
    remaining: data.balance,
    notes: [(data.credit_limit ?? 0) > 0 && 'Beyond the balance, the account has a credit line.'],
  }),
});
