import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const enrow = defineProvider({
  id: 'enrow',
  name: 'Enrow',
  category: 'data',
  links: { home: 'https://enrow.io/', keys: 'https://app.enrow.io/' },
  docs: { url: 'https://enrow.readme.io/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['ENROW_API_KEY'],
    hint: 'An API key from the app’s page for the API.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.enrow.io/account/info', header('x-api-key')),
  response: z.object({ credits: numeric }),
  reading: ({ credits }) => ({ remaining: credits }),
});
