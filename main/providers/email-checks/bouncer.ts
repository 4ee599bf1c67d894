import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const bouncer = defineProvider({
  id: 'bouncer',
  name: 'Bouncer',
  category: 'email checks',
  links: { home: 'https://www.usebouncer.com/', keys: 'https://app.usebouncer.com/' },
  docs: { url: 'https://docs.usebouncer.com/', readOn: '2026-07', confidence: 'third-party clients' },
  credential: apiKey({
    env: ['BOUNCER_API_KEY'],
    hint: 'An API key from the app’s page API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.usebouncer.com/v1.1/credits', header('x-api-key')),
  response: z.object({ credits: numeric }),
  reading: ({ credits: remaining }) => ({ remaining }),
});
