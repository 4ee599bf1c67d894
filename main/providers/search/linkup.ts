import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const linkup = defineProvider({
  id: 'linkup',
  name: 'Linkup',
  category: 'search',
  links: {
    home: 'https://www.linkup.so/',
    keys: 'https://app.linkup.so/api-keys',
    billing: 'https://app.linkup.so/billing',
  },
  docs: {
    url: 'https://docs.linkup.so/pages/documentation/endpoints/account/balance',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['LINKUP_API_KEY'],
    hint: 'Any API key of the organization, from the app.',
  }),
  summary: 'The credits left.',
  floor: 5,

  request: get('https://api.linkup.so/v1/credits/balance', bearer()),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
  // 429 means four things, told apart by the code (SDK, August 2026).
  errors: {
    code: 'error.code',
    codes: {
      INSUFFICIENT_FUNDS_CREDITS: 'exhausted',
      EXCEED_BUDGET_LIMIT: { kind: 'exhausted', because: 'its budget is spent' },
      TOO_MANY_REQUESTS: 'rate-limited',
      TASKS_QUEUE_LIMIT_EXCEEDED: 'rate-limited',
    },
  },
});
