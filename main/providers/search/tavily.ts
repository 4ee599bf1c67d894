import {
  apiKey,
  bearer,
  calendarMonth,
  defineProvider,
  get,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

const limit = maybe(unlimited(numeric));

export const tavily = defineProvider({
  id: 'tavily',
  name: 'Tavily',
  category: 'search',
  links: {
    home: 'https://tavily.com/',
    keys: 'https://app.tavily.com/home',
    billing: 'https://app.tavily.com/billing',
  },
  docs: {
    url: 'https://docs.tavily.com/documentation/api-reference/endpoint/usage',
    readOn: '2026-06',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['TAVILY_API_KEY'],
    prefix: 'tvly-',
    hint: 'Any API key. It sees the account’s plan and its own limit.',
  }),
  summary: 'The credits left of the plan, of pay as you go, and of the key’s own limit if it has one.',

  request: get('https://api.tavily.com/usage', bearer()),
  response: z.object({
    key: maybe(z.object({ usage: maybe(numeric), limit })),
    account: z.object({
      current_plan: maybe(z.string()),
      plan_usage: numeric,
      plan_limit: limit,
      paygo_usage: maybe(numeric),
      paygo_limit: limit,
    }),
  }),
  reading({ key, account }) {
    const paygo = { label: 'Pay as you go', used: account.paygo_usage, limit: account.paygo_limit };
    return {
      plan: account.current_plan,
      pools: [
        { label: 'Plan credits', used: account.plan_usage, limit: account.plan_limit, cycle: calendarMonth },
        paygo.used || paygo.limit ? paygo : null,
        key?.limit ? { label: 'API key', used: key.usage, limit: key.limit } : null,
      ],
    };
  },
  // The limits of the plan and of pay as you go have statuses of their own.
  errors: { status: { 432: 'exhausted', 433: 'exhausted' } },
});
