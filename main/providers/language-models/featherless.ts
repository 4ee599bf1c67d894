import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const featherless = defineProvider({
  id: 'featherless',
  name: 'Featherless',
  category: 'language models',
  links: {
    home: 'https://featherless.ai/',
    keys: 'https://featherless.ai/account/api-keys',
    billing: 'https://featherless.ai/account',
  },
  docs: { url: 'https://featherless.ai/docs', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['FEATHERLESS_API_KEY'],
    hint: 'An API key of an admin of the organization. Keys of other members cannot read the balance.',
  }),
  summary: 'The credit in US dollars that can be spent, without what is reserved.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.featherless.ai/credits/balance', bearer()),
  // The counts of nano-dollars beside it are too large for a number.
  response: z.object({ available_usd: numeric }),
  reading: ({ available_usd: remaining }) => ({ remaining }),
  errors: { code: 'code', codes: { organization_permission_denied: 'limited-scope' } },
});
