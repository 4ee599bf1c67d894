import { apiKey, cents, defineProvider, get, header, z } from '../contract/index.ts';

export const you = defineProvider({
  id: 'you',
  name: 'You.com',
  category: 'search',
  links: {
    home: 'https://you.com/',
    keys: 'https://you.com/platform/api-keys',
    billing: 'https://you.com/platform',
  },
  docs: { url: 'https://docs.you.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['YDC_API_KEY', 'YOU_API_KEY'],
    hint: 'Any API key of the platform account.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.you.com/v1/billing/account_balance', header('x-api-key')),
  response: z.object({ data: z.object({ attributes: z.object({ balance: cents }) }) }),
  reading: ({ data }) => ({ remaining: data.attributes.balance }),
});
