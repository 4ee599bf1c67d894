import {
  apiKey,
  bearer,
  booleanish,
  defineProvider,
  get,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

const makeAdminKey = 'This key is for inference. Make an admin key on Venice’s page for API keys.';

export const venice = defineProvider({
  id: 'venice',
  name: 'Venice',
  category: 'language models',
  links: { home: 'https://venice.ai/', keys: 'https://venice.ai/settings/api' },
  docs: {
    url: 'https://docs.venice.ai/api-reference/endpoint/billing/balance',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Admin key',
    env: ['VENICE_API_KEY', 'VENICE_ADMIN_KEY'],
    // Venice refuses the balance to inference keys (Venice’s own agent skills, June 2026).
    hint: 'An admin key, made in the settings under API. An inference key cannot read the balance.',
    otherKinds: { VENICE_INFERENCE_KEY_: makeAdminKey, 'VENICE-INFERENCE-KEY-': makeAdminKey },
  }),
  summary: 'The DIEM left of today’s allocation, and the balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.venice.ai/api/v1/billing/balance', bearer()),
  response: z.object({
    canConsume: maybe(booleanish),
    // Null in an account that has none of it.
    balances: z.object({ diem: maybe(numeric), usd: maybe(numeric) }),
    // 0: nothing is staked.
    diemEpochAllocation: maybe(numeric),
  }),
  reading({ canConsume, balances: { diem, usd }, diemEpochAllocation: allocation }) {
    if (canConsume === false)
      return refuse('exhausted', 'It serves no requests: no DIEM or dollars are left.');
    return {
      pools: [
        // DIEM is spent before dollars.
        diem === null || !allocation
          ? null
          : {
              unit: { kind: 'count', one: 'DIEM', many: 'DIEM' },
              remaining: diem,
              limit: allocation,
              cycle: { frequency: 'daily', rollover: 'none' },
            },
        usd === null ? null : { remaining: usd },
      ],
      notes:
        diem === null && usd === null ? ['Venice reports neither DIEM nor dollars for this account.'] : [],
    };
  },
  errors: {
    status: {
      401: { kind: 'bad-credential', because: 'it is wrong, or it is an inference key and not an admin key' },
    },
  },
});
