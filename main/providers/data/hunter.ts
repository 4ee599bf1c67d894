import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

const verifications = { kind: 'count', one: 'verification', many: 'verifications' } as const;
const pool = z
  .object({ used: maybe(numeric), remaining: maybe(numeric), available: maybe(unlimited(numeric)) })
  .transform(({ used, remaining, available: limit }) => {
    // With packs, more can be used than the plan has: then what is left cannot be computed from it.
    if (remaining === null && limit !== null && (used ?? 0) > limit) return { remaining, used, limit: null };
    // A plan with credits has no searches of its own.
    return { remaining: limit === 0 ? (remaining ?? 0) : remaining, used, limit };
  });
const pools = z.object({ credits: maybe(pool), searches: maybe(pool), verifications: maybe(pool) });

export const hunter = defineProvider({
  id: 'hunter',
  name: 'Hunter',
  category: 'data',
  links: {
    home: 'https://hunter.io/',
    keys: 'https://hunter.io/api-keys',
    billing: 'https://hunter.io/subscriptions',
  },
  docs: { url: 'https://hunter.io/api-documentation', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({ env: ['HUNTER_API_KEY'], hint: 'Any API key. It sees the credits of the team.' }),
  summary: 'The credits, searches and verifications left, and when they are reset.',

  request: get('https://api.hunter.io/v2/account', header('x-api-key')),
  response: z.object({
    data: z.object({ plan_name: maybe(z.string()), reset_date: maybe(isoInstant), requests: someOf(pools) }),
  }),
  reading: ({ data: { plan_name: plan, reset_date: renewsAt, requests } }) => ({
    plan,
    pools: [
      requests.credits,
      requests.searches && { unit: { kind: 'searches' as const }, ...requests.searches },
      requests.verifications && { unit: verifications, ...requests.verifications },
    ].map((pool) => pool && { ...pool, cycle: { frequency: 'monthly', renewsAt } }),
  }),
  // 403 is “too fast”, and 429 the end of the plan (documentation, November 2026).
  errors: {
    message: 'errors.0.details',
    words: [
      [/\brate limit\b/i, 'rate-limited'],
      [/\busage limit\b/i, 'exhausted'],
    ],
  },
});
