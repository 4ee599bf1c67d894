import { apiKey, defineProvider, get, numeric, query, z } from '../contract/index.ts';

export const debounce = defineProvider({
  id: 'debounce',
  name: 'DeBounce',
  category: 'email checks',
  links: {
    home: 'https://debounce.io/',
    keys: 'https://app.debounce.io/api',
    billing: 'https://app.debounce.io/',
  },
  docs: { url: 'https://developers.debounce.io/', readOn: '2026-07', confidence: 'third-party clients' },
  credential: apiKey({
    env: ['DEBOUNCE_API_KEY'],
    hint: 'An API key from the app’s page API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.debounce.io/v1/balance/', query('api')),
  response: z.object({ balance: numeric }),
  reading: ({ balance: remaining }) => ({ remaining }),
  errors: {
    message: 'debounce.error',
    in200: ({ success }) => String(success) === '0',
    words: [[/wrong api/i, 'bad-credential']],
  },
});
