import {
  apiKey,
  defineProvider,
  epochSeconds,
  get,
  header,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

export const quicknode = defineProvider({
  id: 'quicknode',
  name: 'QuickNode',
  category: 'blockchain',
  links: {
    home: 'https://www.quicknode.com/',
    keys: 'https://dashboard.quicknode.com/api-keys',
    billing: 'https://dashboard.quicknode.com/billing',
  },
  docs: {
    url: 'https://www.quicknode.com/docs/admin-api/usage/v0-usage-rpc',
    readOn: '2026-03',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['QUICKNODE_API_KEY', 'QN_API_KEY'],
    prefix: 'QN_',
    hint: 'A console API key with the CONSOLE_REST right, from the dashboard’s page for API keys. Not the token of an endpoint.',
  }),
  summary: 'The API credits left of the plan and used in this billing period.',

  // With a start or an end of your own, the limit and what is left would be null.
  request: get('https://api.quicknode.com/v0/usage/rpc', header('x-api-key')),
  response: z.object({
    data: z.object({
      credits_used: numeric,
      credits_remaining: maybe(numeric),
      limit: maybe(unlimited(numeric, 0)),
      end_time: maybe(epochSeconds),
    }),
  }),
  reading: ({ data }) => ({
    remaining: data.credits_remaining,
    used: data.credits_used,
    limit: data.limit,
    cycle: { renewsAt: data.end_time },
  }),
  errors: { in200: ({ error }) => typeof error === 'string' && error !== '' },
});
