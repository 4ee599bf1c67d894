import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const brightdata = defineProvider({
  id: 'brightdata',
  name: 'Bright Data',
  category: 'web scraping',
  links: {
    home: 'https://brightdata.com/',
    keys: 'https://brightdata.com/cp/setting/users',
    billing: 'https://brightdata.com/cp/billing/settings',
  },
  docs: {
    url: 'https://docs.brightdata.com/api-reference/account-management-api/Get_total_balance_through_API',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['BRIGHTDATA_API_KEY', 'BRIGHTDATA_API_TOKEN'],
    hint: 'An API key with permission for billing, such as one of an admin. It sees the whole account.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance of the account, before what the next invoice takes.',

  request: get('https://api.brightdata.com/customer/balance', bearer()),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
});
