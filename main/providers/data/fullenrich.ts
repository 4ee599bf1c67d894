import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const fullenrich = defineProvider({
  id: 'fullenrich',
  name: 'FullEnrich',
  category: 'data',
  links: {
    home: 'https://fullenrich.com/',
    keys: 'https://app.fullenrich.com/app/api',
    billing: 'https://app.fullenrich.com/',
  },
  docs: { url: 'https://docs.fullenrich.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['FULLENRICH_API_KEY'],
    hint: 'An API key of the workspace, from the app’s page for the API.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://app.fullenrich.com/api/v1/account/credits', bearer()),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
});
