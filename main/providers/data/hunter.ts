import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  type PoolParts,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

const part = maybe(numeric);
const count = maybe(z.object({ used: part, available: maybe(unlimited(numeric)), remaining: part }));

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
  credential: apiKey({
    env: ['HUNTER_API_KEY'],
    hint: 'Any API key. Each sees the credits of the whole team.',
  }),
  summary: 'The credits, searches and verifications left, and when they are reset.',

  request: get('https://api.hunter.io/v2/account', header('x-api-key')),
  response: z.object({
    data: z.object({
      plan_name: maybe(z.string()),
      reset_date: maybe(isoInstant),
      requests: someOf(z.object({ credits: count, searches: count, verifications: count })),
    }),
  }),
  reading({ data: { plan_name: plan, reset_date: renewsAt, requests } }) {
    const pool = (parts: PoolParts, told: z.infer<typeof count>) =>
      told && { ...parts, ...amounts(told), cycle: { frequency: 'monthly' as const, renewsAt } };
    return {
      plan,
      pools: [
        pool({ unit: { kind: 'credits' } }, requests.credits),
        pool({ unit: { kind: 'searches' } }, requests.searches),
        pool({ unit: { kind: 'count', one: 'verification', many: 'verifications' } }, requests.verifications),
      ],
    };
  },
  // 403 is “too fast”, and 429 the end of the plan (documentation, November 2026).
  errors: {
    message: 'errors.0.details',
    words: [
      [/\brate limit\b/i, 'rate-limited'],
      [/\busage limit\b/i, 'exhausted'],
    ],
  },
});

/** With packs, more can be used than the plan has: then what is left cannot be computed from it. */
function amounts({ remaining, used, available }: NonNullable<z.infer<typeof count>>) {
  const isBeyond = remaining === null && used !== null && available !== null && used > available;
  // A plan with credits has no searches of its own.
  const hasNone = remaining === null && available === 0 && !isBeyond;
  return { remaining: hasNone ? 0 : remaining, used, limit: isBeyond ? null : available };
}
