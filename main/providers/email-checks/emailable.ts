import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const emailable = defineProvider({
  id: 'emailable',
  name: 'Emailable',
  category: 'email checks',
  links: {
    home: 'https://emailable.com/',
    keys: 'https://app.emailable.com/api',
    billing: 'https://app.emailable.com/',
  },
  docs: { url: 'https://emailable.com/docs/api/', readOn: '2026-11', confidence: 'official client' },
  credential: apiKey({
    env: ['EMAILABLE_API_KEY'],
    hint: 'A private API key from the app’s page API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.emailable.com/v1/account', bearer()),
  response: z.object({ available_credits: numeric }),
  reading: ({ available_credits: remaining }) => ({ remaining }),
});
