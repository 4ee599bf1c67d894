import {
  apiKey,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  someOf,
  trajectAccount,
  unlimited,
  z,
} from '../contract/index.ts';

export const valueserp = defineProvider({
  id: 'valueserp',
  name: 'ValueSERP',
  category: 'search',
  links: { home: 'https://www.valueserp.com/', keys: 'https://app.valueserp.com/' },
  docs: { url: 'https://docs.trajectdata.com/valueserp', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['VALUESERP_API_KEY'],
    hint: 'The API key on the dashboard. Keys of Traject Data’s other products are different.',
  }),
  summary: 'The credits left of the monthly plan, and top-up credits.',

  request: get('https://api.valueserp.com/account', query('api_key')),
  response: z.object({
    account_info: someOf(
      z.object({ monthly_credits_remaining: maybe(numeric), topup_credits_remaining: maybe(numeric) }),
    ).and(z.object({ monthly_credits_limit: maybe(unlimited(numeric, 0)) })),
  }),
  reading: ({
    account_info: { monthly_credits_remaining: monthly, topup_credits_remaining: topup, ...plan },
  }) => ({
    pools: [
      monthly === null
        ? null
        : {
            label: 'Plan credits',
            remaining: monthly,
            limit: plan.monthly_credits_limit,
            cycle: { frequency: 'monthly' },
          },
      topup === null ? null : { label: 'Top-up credits', remaining: topup },
    ],
  }),
  errors: trajectAccount.errors,
});
