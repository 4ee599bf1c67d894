import { apiKey, bearer, defineProvider, get, maybe, numeric, z } from '../contract/index.ts';

export const findymail = defineProvider({
  id: 'findymail',
  name: 'Findymail',
  category: 'data',
  links: { home: 'https://www.findymail.com/', keys: 'https://app.findymail.com/' },
  docs: { url: 'https://app.findymail.com/docs/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['FINDYMAIL_API_KEY'],
    hint: 'An API key from the app’s page API. It sees the credits for finding and for verifying.',
  }),
  summary: 'The finder credits and the verifier credits left.',
  floor: 100,

  request: get('https://app.findymail.com/api/credits', bearer(), {
    headers: { accept: 'application/json' },
  }),
  response: z.object({ credits: numeric, verifier_credits: maybe(numeric) }),
  reading: ({ credits, verifier_credits: verifier }) => ({
    pools: [
      { label: 'Finder credits', remaining: credits },
      verifier === null ? null : { label: 'Verifier credits', remaining: verifier },
    ],
  }),
});
