import {
  apiKey,
  bearer,
  booleanish,
  creditOrDebt,
  defineProvider,
  get,
  maybe,
  numeric,
  refuse,
  unlimited,
  z,
} from '../contract/index.ts';

const usd = { kind: 'money', code: 'USD' } as const;

export const deepinfra = defineProvider({
  id: 'deepinfra',
  name: 'DeepInfra',
  category: 'language models',
  links: {
    home: 'https://deepinfra.com/',
    keys: 'https://deepinfra.com/dash/api_keys',
    billing: 'https://deepinfra.com/dash/billing',
  },
  docs: { url: 'https://deepinfra.com/docs', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['DEEPINFRA_API_KEY', 'DEEPINFRA_TOKEN'],
    hint: 'An API key that may read the billing, from the dashboard.',
  }),
  summary:
    'The prepaid funds in US dollars or what you owe, and the use since the last invoice against your spending limit.',
  unit: usd,
  floor: 5,

  request: get('https://api.deepinfra.com/payment/checklist?compute_owed=true', bearer()),
  response: z.object({
    stripe_balance: numeric,
    recent: maybe(numeric),
    limit: maybe(unlimited(numeric, 0)),
    suspended: maybe(booleanish),
  }),
  reading: ({ stripe_balance: balance, recent, limit, suspended }) =>
    suspended
      ? refuse('exhausted', 'The account is suspended.')
      : {
          // A negative balance is what you paid ahead, a positive one is owed.
          ...creditOrDebt(-balance, 'USD'),
          caps: [{ window: 'spending', unit: usd, used: recent, limit }],
        },
});
