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

const inDiem = { kind: 'count', one: 'DIEM', many: 'DIEM' } as const;
const daily = { frequency: 'daily', rollover: 'none' } as const;
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
    // Null in an account that has none of it; an allocation of 0 where nothing is staked.
    balances: z.object({ diem: maybe(numeric), usd: maybe(numeric) }),
    diemEpochAllocation: maybe(numeric),
  }),
  reading({ canConsume, balances: { diem, usd }, diemEpochAllocation: limit }) {
    if (canConsume === false)
      return refuse('exhausted', 'It serves no requests: no DIEM or dollars are left.');
    return {
      pools: [
        // DIEM is spent before dollars.
        diem !== null && !!limit && { unit: inDiem, remaining: diem, limit, cycle: daily },
        usd !== null && { remaining: usd },
      ],
      notes: [diem === null && usd === null && 'Venice reports neither DIEM nor dollars for this account.'],
    };
  },
  errors: { status: { 401: { kind: 'bad-credential', because: 'it is wrong, or not an admin key' } } },
});
