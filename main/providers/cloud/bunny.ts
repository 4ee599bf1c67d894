import { apiKey, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const bunny = defineProvider({
  id: 'bunny',
  name: 'bunny.net',
  category: 'cloud',
  links: {
    home: 'https://bunny.net/',
    keys: 'https://dash.bunny.net/account/api-key',
    billing: 'https://dash.bunny.net/account/billing',
  },
  docs: {
    url: 'https://docs.bunny.net/api-reference/core/billing/get-billing-details',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Account API key',
    env: ['BUNNY_API_KEY', 'BUNNY_ACCOUNT_API_KEY', 'BUNNYNET_API_KEY'],
    hint: 'The account’s API key, from the account settings. The key of a storage zone or a library is refused.',
  }),
  summary: 'The prepaid balance in US dollars, and this month’s charges.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.bunny.net/billing', header('accesskey')),
  // BillingRecords name who paid, so they are not read.
  response: z.object({ Balance: numeric, ThisMonthCharges: maybe(numeric) }),
  reading: ({ Balance: remaining, ThisMonthCharges: charges }) => ({
    remaining,
    pools: [charges === null ? null : { label: 'This month', used: charges }],
  }),
  errors: { message: 'Message' },
});
