import { apiKey, defineProvider, get, maybe, numeric, query, someOf, z } from '../contract/index.ts';

export const neverbounce = defineProvider({
  id: 'neverbounce',
  name: 'NeverBounce',
  category: 'email checks',
  links: {
    home: 'https://www.neverbounce.com/',
    keys: 'https://app.neverbounce.com/apps/custom-integration/new',
    billing: 'https://app.neverbounce.com/',
  },
  docs: {
    url: 'https://developers.neverbounce.com/reference/account-info',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['NEVERBOUNCE_API_KEY'],
    hint: 'The key of a custom integration; it begins with private_ or secret_. It sees the account’s credits.',
  }),
  summary: 'The paid credits and the free credits left; for enterprise accounts, the use of this month.',
  floor: 100,

  request: get('https://api.neverbounce.com/v4/account/info', query('key')),
  response: z.object({
    credits_info: someOf(
      z.object({
        // What was used is counted over all time, so it is not read.
        paid_credits_remaining: maybe(numeric),
        free_credits_remaining: maybe(numeric),
        monthly_api_usage: maybe(numeric),
      }),
    ),
  }),
  reading: ({ credits_info: info }) => ({
    pools: [
      { label: 'Paid credits', remaining: info.paid_credits_remaining },
      { label: 'Free credits', remaining: info.free_credits_remaining },
      { label: 'Monthly use', used: info.monthly_api_usage, cycle: { frequency: 'monthly' as const } },
    ].filter(({ remaining, used }) => (remaining ?? used ?? null) !== null),
  }),
  errors: {
    message: 'message',
    code: 'status',
    codes: {
      auth_failure: 'bad-credential',
      throttle_triggered: 'rate-limited',
      temp_unavail: 'unavailable',
    },
    in200: ({ status }) => typeof status === 'string' && status !== 'success',
  },
});
