import {
  apiKey,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

export const fofa = defineProvider({
  id: 'fofa',
  name: 'FOFA',
  category: 'security',
  links: {
    home: 'https://fofa.info/',
    keys: 'https://fofa.info/userInfo',
    billing: 'https://fofa.info/vip',
  },
  docs: { url: 'https://fofa.info/api', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['FOFA_KEY', 'FOFA_API_KEY'],
    hint: 'The API key from your profile. It sees the account’s quota and points.',
  }),
  summary: 'The API queries and results left, and the points.',
  unit: { kind: 'requests' },
  floor: 100,

  request: get('https://fofa.info/api/v1/info/my', query('key')),
  // -1 for what the plan does not count, such as the queries of a package by the day (clients, 2026).
  response: someOf(
    z.object({
      remain_api_query: maybe(unlimited(numeric)),
      remain_api_data: maybe(unlimited(numeric)),
      fofa_point: maybe(numeric),
      remain_free_point: maybe(unlimited(numeric)),
    }),
  ),
  reading: (left) => ({
    pools: [
      { label: 'API queries', unit: { kind: 'requests' as const }, remaining: left.remain_api_query },
      {
        label: 'API results',
        unit: { kind: 'count' as const, one: 'result', many: 'results' },
        remaining: left.remain_api_data,
      },
      { label: 'FOFA points', unit: { kind: 'points' as const }, remaining: left.fofa_point },
      { label: 'Free points', unit: { kind: 'points' as const }, remaining: left.remain_free_point },
    ].filter(({ remaining }) => remaining !== null),
  }),
  errors: { message: 'errmsg', in200: ({ error }) => error === true },
});
