import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

/** “$1,012.40”, or a plain number. */
const dollars = z
  .union([z.number(), z.string().max(100)])
  .transform((amount): unknown => String(amount).replaceAll(/[$,]/g, ''))
  .pipe(numeric);

export const orthogonal = defineProvider({
  id: 'orthogonal',
  name: 'Orthogonal',
  category: 'data',
  links: {
    home: 'https://orthogonal.com/',
    keys: 'https://orthogonal.com/dashboard/settings/api-keys',
    billing: 'https://orthogonal.com/dashboard',
  },
  docs: { url: 'https://docs.orthogonal.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['ORTHOGONAL_API_KEY'],
    hint: 'An API key from the dashboard. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.orthogonal.com/v1/credits/balance', bearer()),
  response: z.object({ balance: dollars }),
  reading: ({ balance }) => ({ remaining: balance }),
});
