import {
  apiKey,
  defineProvider,
  type GrantParts,
  get,
  header,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

const part = maybe(numeric);

export const removebg = defineProvider({
  id: 'removebg',
  name: 'remove.bg',
  alsoCalled: ['Remove background'],
  category: 'images and video',
  links: {
    home: 'https://www.remove.bg/',
    keys: 'https://www.remove.bg/dashboard#api-key',
    billing: 'https://www.remove.bg/pricing',
  },
  docs: { url: 'https://www.remove.bg/api', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['REMOVE_BG_API_KEY', 'REMOVEBG_API_KEY'],
    hint: 'Any API key from the dashboard. It sees the whole account’s credits.',
  }),
  summary: 'The credits left, by subscription and pay as you go, and the free preview calls left.',
  floor: 10,

  request: get('https://api.remove.bg/v1.0/account', header('X-Api-Key')),
  response: z.object({
    data: z.object({
      attributes: z.object({
        credits: z.object({ total: numeric, subscription: part, payg: part, enterprise: part }),
        api: maybe(z.object({ free_calls: part })),
      }),
    }),
  }),
  reading({ data: { attributes } }) {
    const { total, subscription, payg, enterprise } = attributes.credits;
    const free = attributes.api?.free_calls ?? null;
    return {
      remaining: total,
      grants: [
        ...grant('refill', 'Subscription', subscription),
        ...grant('package', 'Pay as you go', payg),
        ...grant('package', 'Enterprise', enterprise),
      ],
      pools: [free === null ? null : { label: 'Free calls', unit: { kind: 'calls' }, remaining: free }],
    };
  },
  errors: { message: 'errors.0.title', otherwise: 'bad-credential' },
});

const grant = (kind: GrantParts['kind'], label: string, remaining: number | null): GrantParts[] =>
  remaining === null || remaining <= 0 ? [] : [{ kind, label, remaining }];
