import { apiKey, defineProvider, get, numeric, query, z } from '../contract/index.ts';

export const bouncify = defineProvider({
  id: 'bouncify',
  name: 'Bouncify',
  category: 'email checks',
  links: { home: 'https://bouncify.io/', keys: 'https://app.bouncify.io/' },
  docs: { url: 'https://docs.bouncify.io/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['BOUNCIFY_API_KEY'],
    hint: 'An API key from the app’s page for the API.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.bouncify.io/v1/info', query('apikey')),
  response: z.object({ credits_info: z.object({ credits_remaining: numeric }) }),
  reading: ({ credits_info: credits }) => ({ remaining: credits.credits_remaining }),
});
