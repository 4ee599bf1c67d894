import {
  apiKey,
  bearer,
  booleanish,
  defineProvider,
  epochSeconds,
  get,
  listOf,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

const lot = z.object({
  purchase_kind: maybe(z.string()),
  allocated_units: maybe(numeric),
  remaining_units: numeric,
  expiry_date: maybe(epochSeconds),
});

export const olostep = defineProvider({
  id: 'olostep',
  name: 'Olostep',
  category: 'web scraping',
  links: {
    home: 'https://www.olostep.com/',
    keys: 'https://www.olostep.com/dashboard/api-keys',
    billing: 'https://www.olostep.com/dashboard',
  },
  docs: { url: 'https://docs.olostep.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['OLOSTEP_API_KEY'],
    hint: 'An API key from the dashboard. It sees the credits of the whole team.',
  }),
  summary: 'The credits left, of the subscription and of top-ups, with their expiry dates.',
  floor: 100,

  request: get('https://api.olostep.com/user/credits/info', bearer()),
  response: z.object({
    credits: numeric,
    breakdown: listOf(lot),
    active_subscription: maybe(z.object({ display_name: maybe(z.string()), credits: maybe(numeric) })),
    allow_usage: maybe(booleanish),
  }),
  reading({ credits, breakdown, active_subscription: plan, allow_usage }) {
    if (allow_usage === false) return refuse('exhausted', 'it serves no requests of this account.');
    const grants = breakdown.map((one) => ({
      kind: one.purchase_kind === 'Subscription' ? ('refill' as const) : ('topup' as const),
      label: one.purchase_kind,
      granted: one.allocated_units,
      remaining: one.remaining_units,
      expiresAt: one.expiry_date,
    }));
    return { remaining: credits, limit: plan?.credits, plan: plan?.display_name, grants };
  },
  // Olostep says so of wrong keys (November 2026).
  errors: { status: { 402: 'bad-credential' } },
});
