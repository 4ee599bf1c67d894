import { apiKey, defineProvider, get, numeric, query, refuse, z } from '../contract/index.ts';

export const zerobounce = defineProvider({
  id: 'zerobounce',
  name: 'ZeroBounce',
  category: 'email checks',
  links: {
    home: 'https://www.zerobounce.net/',
    keys: 'https://www.zerobounce.net/members/API',
    billing: 'https://www.zerobounce.net/members/pricing',
  },
  docs: {
    url: 'https://www.zerobounce.net/docs/email-validation-api-quickstart/v2-get-credit-balance/',
    readOn: '2026-11',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['ZEROBOUNCE_API_KEY'],
    hint: 'Any API key of the account, from the page API. All keys share one balance.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.zerobounce.net/v2/getcredits', query('api_key')),
  response: z.object({ Credits: numeric }),
  // A wrong key is answered with HTTP 200 and -1 credits.
  reading: ({ Credits }) =>
    Credits < 0 ? refuse('bad-credential', 'the key is invalid.') : { remaining: Credits },
});
