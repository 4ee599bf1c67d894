import {
  apiKey,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const serpapi = defineProvider({
  id: 'serpapi',
  name: 'SerpApi',
  mark: 'SP',
  category: 'search',
  links: {
    home: 'https://serpapi.com/',
    keys: 'https://serpapi.com/manage-api-key',
    billing: 'https://serpapi.com/change-plan',
  },
  docs: { url: 'https://serpapi.com/account-api', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({
    env: ['SERPAPI_API_KEY', 'SERPAPI_KEY'],
    hint: 'The account’s private API key. It sees the whole account.',
  }),
  unit: { kind: 'searches' },
  floor: 100,
  summary: 'The searches left of the plan and of extra credits, when the plan renews, and the hourly limit.',

  request: get('https://serpapi.com/account.json', query('api_key')),
  // The answer repeats the key, which is not read.
  response: z.object({
    plan_name: maybe(z.string()),
    plan_renewal_date: maybe(isoInstant),
    searches_per_month: maybe(unlimited(numeric)),
    plan_searches_left: maybe(numeric),
    extra_credits: maybe(numeric),
    total_searches_left: numeric,
    this_month_usage: maybe(numeric),
    this_hour_searches: maybe(numeric),
    account_rate_limit_per_hour: maybe(unlimited(numeric)),
  }),
  reading: (account) => ({
    plan: account.plan_name,
    remaining: account.total_searches_left,
    used: account.this_month_usage,
    limit: account.searches_per_month,
    cycle: { frequency: 'monthly', renewsAt: account.plan_renewal_date },
    grants: [
      { kind: 'refill' as const, label: 'Plan', remaining: account.plan_searches_left ?? 0 },
      { kind: 'topup' as const, label: 'Extra credits', remaining: account.extra_credits ?? 0 },
    ].filter(({ remaining }) => remaining > 0),
    caps: [{ window: 'hour', used: account.this_hour_searches, limit: account.account_rate_limit_per_hour }],
  }),
  errors: { words: [[/run out of searches/i, 'exhausted']] },
});
