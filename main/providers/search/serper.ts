import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const serper = defineProvider({
  id: 'serper',
  name: 'Serper',
  category: 'search',
  links: {
    home: 'https://serper.dev/',
    keys: 'https://serper.dev/api-keys',
    billing: 'https://serper.dev/billing',
  },
  docs: { url: 'https://serper.dev/', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['SERPER_API_KEY'],
    hint: 'Any API key. Each sees the credits of the whole account.',
  }),
  floor: 100,
  summary: 'The credits left.',

  request: get('https://google.serper.dev/account', header('x-api-key')),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
  // A wrong key is answered 403.
  errors: { otherwise: 'bad-credential' },
});
