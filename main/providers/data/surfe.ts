import { apiKey, bearer, defineProvider, get, maybe, numeric, someOf, z } from '../contract/index.ts';

export const surfe = defineProvider({
  id: 'surfe',
  name: 'Surfe',
  category: 'data',
  links: { home: 'https://www.surfe.com/', keys: 'https://app.surfe.com/' },
  docs: { url: 'https://developers.surfe.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['SURFE_API_KEY'],
    hint: 'An API key from the settings for the API. It sees the credits of its user.',
  }),
  summary: 'The email, mobile and search credits left.',
  floor: 50,

  request: get('https://api.surfe.com/v1/credits', bearer()),
  response: someOf(
    z.object({ totalEmail: maybe(numeric), totalMobile: maybe(numeric), totalSearch: maybe(numeric) }),
  ),
  reading: ({ totalEmail: email, totalMobile: mobile, totalSearch: search }) => ({
    pools: [
      { label: 'Email credits', remaining: email },
      { label: 'Mobile credits', remaining: mobile },
      { label: 'Search credits', remaining: search },
    ].filter(({ remaining }) => remaining !== null),
  }),
});
