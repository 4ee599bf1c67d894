import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const bettercontact = defineProvider({
  id: 'bettercontact',
  name: 'BetterContact',
  category: 'data',
  links: { home: 'https://bettercontact.rocks/', keys: 'https://app.bettercontact.rocks/' },
  docs: {
    url: 'https://doc.bettercontact.rocks/api-reference/endpoint/account',
    readOn: '2026-07',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['BETTERCONTACT_API_KEY'],
    hint: 'The API key from the app’s page for the API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  // The documentation signs with the email address and the key in the query; the header needs the key alone.
  request: get('https://app.bettercontact.rocks/api/v2/account', header('x-api-key')),
  response: z.object({ credits_left: numeric }),
  reading: ({ credits_left: remaining }) => ({ remaining }),
  errors: { in200: ({ success }) => success === false },
});
