import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const anymailfinder = defineProvider({
  id: 'anymailfinder',
  name: 'Anymail Finder',
  category: 'data',
  links: { home: 'https://anymailfinder.com/', keys: 'https://newapp.anymailfinder.com/' },
  docs: {
    url: 'https://anymailfinder.com/email-finder-api/docs',
    readOn: '2026-07',
    confidence: 'third-party clients',
  },
  credential: apiKey({
    env: ['ANYMAILFINDER_API_KEY', 'ANYMAIL_FINDER_API_KEY'],
    hint: 'The API key from the settings. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  // The key alone, without a scheme.
  request: get('https://api.anymailfinder.com/v5.1/account', header('authorization')),
  response: z.object({ credits_left: numeric }),
  reading: ({ credits_left: remaining }) => ({ remaining }),
});
