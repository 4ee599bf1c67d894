import { apiKey, bearer, cents, defineProvider, get, z } from '../contract/index.ts';

export const luma = defineProvider({
  id: 'luma',
  name: 'Luma',
  category: 'images and video',
  links: {
    home: 'https://lumalabs.ai/',
    keys: 'https://lumalabs.ai/dream-machine/api/keys',
    billing: 'https://lumalabs.ai/dream-machine/api/billing/overview',
  },
  docs: {
    url: 'https://docs.lumalabs.ai/changelog/callbacks-and-credits-balance',
    readOn: '2025-10',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['LUMAAI_API_KEY'],
    prefix: 'luma-',
    hint: 'An API key of the Dream Machine API. Its balance is separate from the app’s subscription.',
  }),
  summary: 'The API’s prepaid balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.lumalabs.ai/dream-machine/v1/credits', bearer()),
  response: z.object({ credit_balance: cents }),
  reading: ({ credit_balance: remaining }) => ({ remaining }),
});
