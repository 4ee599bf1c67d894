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
  z,
} from '../contract/index.ts';

/** The newer answer has the credits inside `credits`, the older one beside it. */
const credits = z
  .object({
    credits: maybe(
      z.object({
        subscription: maybe(z.object({ remaining: maybe(numeric), resetsAt: maybe(isoInstant) })),
        payg: maybe(z.object({ remaining: maybe(numeric) })),
      }),
    ),
    subscriptionCredits: maybe(numeric),
    paygCredits: maybe(numeric),
  })
  .transform(({ credits: newer, ...older }) => ({
    plan: pool(
      'Plan credits',
      newer?.subscription?.remaining ?? older.subscriptionCredits,
      newer?.subscription?.resetsAt,
    ),
    payg: pool('Pay as you go', newer?.payg?.remaining ?? older.paygCredits),
  }));

const pool = (label: string, remaining: number | null, renewsAt: number | null = null): PoolParts | null =>
  remaining === null ? null : { label, remaining, cycle: { renewsAt } };

export const meltly = defineProvider({
  id: 'meltly',
  name: 'Melt.ly',
  category: 'data',
  links: { home: 'https://melt.ly/', keys: 'https://melt.ly/' },
  docs: { url: 'https://melt.ly/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['MELTLY_API_KEY'],
    hint: 'The API key of the account.',
  }),
  summary: 'The credits left of the subscription, and those you pay for as you go.',
  floor: 50,

  request: get('https://melt.ly/api/user/credits', header('x-api-key')),
  response: someOf(credits),
  reading: ({ plan, payg }) => ({ pools: [plan, payg] }),
  errors: { in200: ({ success }) => success === false },
});
