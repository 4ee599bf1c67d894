import {
  apiKey,
  booleanish,
  defineProvider,
  get,
  header,
  maybe,
  numeric,
  refuse,
  unlimited,
  z,
} from '../contract/index.ts';

export const apiFootball = defineProvider({
  id: 'api-football',
  name: 'API-Football',
  category: 'sports data',
  links: {
    home: 'https://www.api-football.com/',
    keys: 'https://dashboard.api-football.com/profile?access',
    billing: 'https://dashboard.api-football.com/',
  },
  docs: {
    url: 'https://www.api-football.com/documentation-v3#tag/Status',
    readOn: '2026-11',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['API_FOOTBALL_KEY', 'APISPORTS_KEY'],
    hint: 'The key of your API-Sports account. Keys of RapidAPI do not work here. It sees the football plan’s requests.',
  }),
  summary: 'The requests made today of the plan’s daily limit.',
  unit: { kind: 'requests' },

  // Free; does not count.
  request: get('https://v3.football.api-sports.io/status', header('x-apisports-key')),
  response: z.object({
    response: z.object({
      subscription: maybe(z.object({ plan: maybe(z.string()), active: maybe(booleanish) })),
      requests: z.object({ current: numeric, limit_day: unlimited(numeric) }),
    }),
  }),
  reading: ({ response: { subscription, requests } }) =>
    subscription?.active === false
      ? refuse('exhausted', 'the subscription is not active.')
      : {
          plan: subscription?.plan ?? null,
          caps: [{ window: 'day', limit: requests.limit_day, used: requests.current, zone: 'UTC' }],
        },
  // At HTTP 200, `errors` is an empty list, or an object whose member tells what is wrong.
  errors: {
    code: ({ errors }) => (typeof errors === 'object' ? Object.keys(errors ?? {})[0] : null) ?? '',
    codes: {
      token: 'bad-credential',
      requests: { kind: 'exhausted', because: 'today’s requests are used up' },
      rateLimit: 'rate-limited',
      '*': 'refused',
    },
  },
});
