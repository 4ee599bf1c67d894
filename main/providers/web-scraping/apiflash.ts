import {
  apiKey,
  defineProvider,
  epochSeconds,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const apiflash = defineProvider({
  id: 'apiflash',
  name: 'ApiFlash',
  category: 'web scraping',
  links: {
    home: 'https://apiflash.com/',
    keys: 'https://apiflash.com/dashboard/access_keys',
    billing: 'https://apiflash.com/dashboard',
  },
  docs: { url: 'https://apiflash.com/documentation', readOn: '2026-11', confidence: 'third-party clients' },
  credential: apiKey({
    label: 'Access key',
    env: ['APIFLASH_ACCESS_KEY', 'APIFLASH_API_KEY'],
    hint: 'An access key from the dashboard. It sees the account’s quota.',
  }),
  summary: 'The screenshots left of the plan, and when they renew.',
  unit: { kind: 'requests' },

  request: get('https://api.apiflash.com/v1/urltoimage/quota', query('access_key')),
  response: z.object({
    remaining: numeric,
    limit: maybe(unlimited(numeric, 0)),
    reset: maybe(epochSeconds),
  }),
  reading: ({ remaining, limit, reset: renewsAt }) => ({ remaining, limit, cycle: { renewsAt } }),
});
