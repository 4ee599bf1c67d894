import { apiKey, defineProvider, get, maybe, numeric, query, someOf, z } from '../contract/index.ts';

export const reoon = defineProvider({
  id: 'reoon',
  name: 'Reoon Email Verifier',
  category: 'email checks',
  links: { home: 'https://www.reoon.com/email-verifier/', keys: 'https://emailverifier.reoon.com/' },
  docs: {
    url: 'https://www.reoon.com/articles/api-documentation-of-reoon-email-verifier/',
    readOn: '2026-07',
    confidence: 'third-party clients',
  },
  credential: apiKey({
    env: ['REOON_API_KEY'],
    hint: 'An API key from the app’s settings. It sees the account’s credits.',
  }),
  summary: 'The instant credits left, and the daily credits left today.',
  floor: 100,

  request: get('https://emailverifier.reoon.com/api/v1/check-account-balance/', query('key')),
  response: someOf(
    z.object({ remaining_instant_credits: maybe(numeric), remaining_daily_credits: maybe(numeric) }),
  ),
  reading: ({ remaining_instant_credits: instant, remaining_daily_credits: daily }) => ({
    pools: [
      instant === null ? null : { label: 'Instant credits', remaining: instant },
      daily === null ? null : { label: 'Daily credits', remaining: daily, cycle: { frequency: 'daily' } },
    ],
  }),
  errors: { message: 'reason', in200: ({ status }) => status === 'error' },
});
