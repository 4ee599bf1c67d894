import { apiKey, defineProvider, get, numeric, query, z } from '../contract/index.ts';

export const millionverifier = defineProvider({
  id: 'millionverifier',
  name: 'MillionVerifier',
  category: 'email checks',
  links: {
    home: 'https://www.millionverifier.com/',
    keys: 'https://app.millionverifier.com/api',
    billing: 'https://app.millionverifier.com/',
  },
  docs: { url: 'https://developer.millionverifier.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['MILLIONVERIFIER_API_KEY'],
    hint: 'The API key on the page API. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.millionverifier.com/api/v3/credits', query('api')),
  // `bulk_credits` names the same credits again.
  response: z.object({ credits: numeric }),
  reading: ({ credits }) => ({ remaining: credits }),
  errors: {
    code: 'error',
    codes: { apikey_not_found: 'bad-credential' },
    in200: ({ error }) => typeof error === 'string' && error !== '',
  },
});
