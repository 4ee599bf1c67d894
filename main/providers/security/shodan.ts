import {
  apiKey,
  calendarMonth,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

const limit = maybe(unlimited(numeric));
const monthly = { cycle: calendarMonth };

export const shodan = defineProvider({
  id: 'shodan',
  name: 'Shodan',
  category: 'security',
  links: {
    home: 'https://www.shodan.io/',
    keys: 'https://account.shodan.io/',
    billing: 'https://account.shodan.io/billing',
  },
  docs: { url: 'https://developer.shodan.io/api', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['SHODAN_API_KEY'],
    hint: 'The API key on the account’s overview page. It sees the account’s query and scan credits.',
  }),
  summary: 'The query credits and scan credits left this month, of the plan’s limits.',

  request: get('https://api.shodan.io/api-info', query('key')),
  response: z.object({
    plan: maybe(z.string()),
    query_credits: unlimited(numeric),
    scan_credits: unlimited(numeric),
    usage_limits: maybe(z.object({ query_credits: limit, scan_credits: limit })),
  }),
  reading: ({ plan, usage_limits: limits, ...left }) => ({
    plan,
    pools: [
      { label: 'Query credits', remaining: left.query_credits, limit: limits?.query_credits, ...monthly },
      { label: 'Scan credits', remaining: left.scan_credits, limit: limits?.scan_credits, ...monthly },
    ],
    // -1 means that there is no limit.
    notes: [
      limits?.query_credits === null && 'Query credits are unlimited.',
      limits?.scan_credits === null && 'Scan credits are unlimited.',
    ],
  }),
  errors: { in200: ({ error }) => typeof error === 'string' },
});
