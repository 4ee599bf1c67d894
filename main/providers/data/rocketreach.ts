import {
  apiKey,
  defineProvider,
  get,
  header,
  labelFrom,
  listOf,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

export const rocketreach = defineProvider({
  id: 'rocketreach',
  name: 'RocketReach',
  category: 'data',
  links: {
    home: 'https://rocketreach.co/',
    keys: 'https://rocketreach.co/api',
    billing: 'https://rocketreach.co/account',
  },
  docs: { url: 'https://docs.rocketreach.co/', readOn: '2026-05', confidence: 'recorded' },
  credential: apiKey({
    env: ['ROCKETREACH_API_KEY'],
    hint: 'The API key on the page API. It sees the account’s credits.',
  }),
  summary: 'The credits left and used, for each kind of lookup and export.',

  request: get('https://api.rocketreach.co/api/v2/account/', header('Api-Key')),
  response: z
    .object({
      credit_usage: maybe(
        listOf(
          z.object({ credit_type: z.string(), allocated: numeric, used: maybe(numeric), remaining: numeric }),
          { required: true },
        ),
      ),
      // Older answers have one kind of credits.
      lookup_credit_balance: maybe(numeric),
      plan: maybe(z.object({ lookup_limit: maybe(numeric) })),
    })
    .refine(({ credit_usage, lookup_credit_balance }) => credit_usage ?? lookup_credit_balance !== null),
  reading: ({ credit_usage, lookup_credit_balance, plan }) => ({
    pools:
      credit_usage === null
        ? [{ label: 'Lookups', remaining: lookup_credit_balance, limit: plan?.lookup_limit }]
        : credit_usage
            .filter(({ allocated }) => allocated > 0)
            .map(({ credit_type, allocated, used, remaining }) => ({
              label: labelFrom(credit_type),
              remaining,
              used,
              limit: allocated,
            })),
  }),
});
