import { apiKey, bearer, creditOrDebt, defineProvider, get, numeric, z } from '../contract/index.ts';

export const digitalocean = defineProvider({
  id: 'digitalocean',
  name: 'DigitalOcean',
  category: 'cloud',
  links: {
    home: 'https://www.digitalocean.com/',
    keys: 'https://cloud.digitalocean.com/account/api/tokens',
    billing: 'https://cloud.digitalocean.com/account/billing',
  },
  docs: {
    url: 'https://docs.digitalocean.com/platform/billing/reference/api/',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'API token',
    env: ['DIGITALOCEAN_TOKEN', 'DIGITALOCEAN_ACCESS_TOKEN'],
    prefix: 'dop_v1_',
    hint: 'A personal access token with the scope billing:read. It sees what the whole team owes or has.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The credit left after this month’s use, or else what you owe so far.',

  request: get('https://api.digitalocean.com/v2/customers/my/balance', bearer()),
  // The account's balance and this month's use together. What you owe is positive.
  response: z.object({ month_to_date_balance: numeric }),
  reading: ({ month_to_date_balance: owed }) =>
    // At exactly nothing, such an account is not empty: it is billed afterwards.
    owed === 0 ? { used: 0 } : creditOrDebt(-owed, 'USD'),
});
