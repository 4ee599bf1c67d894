import {
  apiKey,
  bearer,
  defineProvider,
  maybe,
  numeric,
  post,
  refuse,
  unlimited,
  z,
} from '../contract/index.ts';

/** Nothing else is asked for: an account also has secrets. */
const query = 'query { myself { clientBalance currentSpendPerHr spendLimit } }';

const usd = { kind: 'money', code: 'USD' } as const;
const account = z.object({
  clientBalance: numeric,
  currentSpendPerHr: maybe(numeric),
  spendLimit: maybe(unlimited(numeric)),
});

export const runpod = defineProvider({
  id: 'runpod',
  name: 'RunPod',
  category: 'cloud',
  links: {
    home: 'https://www.runpod.io/',
    keys: 'https://console.runpod.io/user/settings',
    billing: 'https://console.runpod.io/user/billing',
  },
  docs: {
    url: 'https://graphql-spec.runpod.io/',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['RUNPOD_API_KEY'],
    prefix: 'rpa_',
    hint: 'An API key that may read GraphQL. It sees the account’s balance.',
  }),
  unit: usd,
  floor: 5,
  summary: 'The balance, what is spent per hour now, and the limit on that.',

  request: post('https://api.runpod.io/graphql', bearer(), { json: { query } }),
  response: z.object({ data: z.object({ myself: account.nullable() }) }),
  reading({ data: { myself } }) {
    if (myself === null) return refuse('bad-credential', 'this key belongs to no account.');
    const { clientBalance: remaining, currentSpendPerHr: used, spendLimit: limit } = myself;
    return { remaining, caps: [{ window: 'hour', label: 'Spend per hour', unit: usd, used, limit }] };
  },
  errors: { in200: ({ errors }) => Array.isArray(errors) && errors.length > 0 },
});
