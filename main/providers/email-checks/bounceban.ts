import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const bounceban = defineProvider({
  id: 'bounceban',
  name: 'BounceBan',
  category: 'email checks',
  links: {
    home: 'https://bounceban.com/',
    keys: 'https://bounceban.com/app/api/settings',
    billing: 'https://bounceban.com/app/',
  },
  docs: { url: 'https://bounceban.com/public/doc/api.html', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['BOUNCEBAN_API_KEY'],
    hint: 'An API key from the app’s page API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  // The key alone, without a scheme.
  request: get('https://api.bounceban.com/v1/account', header('authorization')),
  response: z.object({ available_credits: numeric }),
  reading: ({ available_credits: remaining }) => ({ remaining }),
});
