import { apiKey, bearer, currency, defineProvider, get, maybe, numeric, z } from '../contract/index.ts';

export const aimlapi = defineProvider({
  id: 'aimlapi',
  name: 'AI/ML API',
  mark: 'AM',
  category: 'language models',
  links: {
    home: 'https://aimlapi.com/',
    keys: 'https://aimlapi.com/app/keys',
    billing: 'https://aimlapi.com/app/billing',
  },
  docs: { url: 'https://docs.aimlapi.com/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['AIMLAPI_API_KEY', 'AIML_API_KEY'],
    hint: 'An ordinary API key from the page for keys. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  // The older /v1/billing/balance counts credits, not dollars.
  request: get('https://api.aimlapi.com/v2/billing', bearer()),
  response: z.object({ current_balance: numeric, currency: maybe(currency) }),
  reading: ({ current_balance: remaining, currency: code }) => ({
    remaining,
    ...(code !== null && { unit: { kind: 'money', code } }),
  }),
});
