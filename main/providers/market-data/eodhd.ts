import {
  apiKey,
  day,
  dayOf,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const eodhd = defineProvider({
  id: 'eodhd',
  name: 'EODHD',
  category: 'market data',
  links: { home: 'https://eodhd.com/', keys: 'https://eodhd.com/cp/settings' },
  docs: { url: 'https://eodhd.com/financial-apis/user-api', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['EODHD_API_KEY', 'EODHD_API_TOKEN'],
    hint: 'The API token in the account’s settings. It sees the account’s calls.',
  }),
  summary: 'The calls made today of the daily limit, and the extra calls left.',
  unit: { kind: 'calls' },

  request: get('https://eodhd.com/api/user?fmt=json', query('api_token')),
  response: z.object({
    apiRequests: numeric,
    apiRequestsDate: maybe(day),
    dailyRateLimit: unlimited(numeric),
    extraLimit: maybe(numeric),
  }),
  reading: ({ apiRequests, apiRequestsDate: counted, dailyRateLimit, extraLimit }, { now }) => ({
    caps: [
      {
        window: 'day',
        unit: { kind: 'calls' },
        limit: dailyRateLimit,
        // The count is of the last day with a call.
        used: counted === null || counted === dayOf(now) ? apiRequests : 0,
        zone: 'UTC',
      },
    ],
    pools: [extraLimit === null ? null : { label: 'Extra calls', remaining: extraLimit }],
  }),
  errors: { otherwise: 'bad-credential' },
});
