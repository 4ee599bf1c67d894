import { apiKey, bearer, cents, defineProvider, get, z } from '../contract/index.ts';

export const hyperbolic = defineProvider({
  id: 'hyperbolic',
  name: 'Hyperbolic',
  category: 'language models',
  links: {
    home: 'https://www.hyperbolic.ai/',
    keys: 'https://app.hyperbolic.ai/settings',
    billing: 'https://app.hyperbolic.ai/',
  },
  docs: { url: 'https://docs.hyperbolic.xyz/', readOn: '2026-07', confidence: 'third-party clients' },
  credential: apiKey({
    env: ['HYPERBOLIC_API_KEY'],
    hint: 'The API key from the settings. It sees the balance for models and GPUs.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.hyperbolic.xyz/billing/get_current_balance', bearer()),
  response: z.object({ credits: cents }),
  reading: ({ credits: remaining }) => ({ remaining }),
});
