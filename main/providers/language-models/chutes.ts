import {
  apiKey,
  bearer,
  type CapParts,
  defineProvider,
  get,
  hourMs,
  isoInstant,
  maybe,
  minuteMs,
  numeric,
  someOf,
  windowOf,
  z,
} from '../contract/index.ts';

// Clients have seen several spellings of the same window.
const usage = maybe(
  z
    .looseObject({})
    .transform((given) => ({
      used: given.usage ?? given.used ?? given.requests,
      limit: given.cap ?? given.limit,
      resetsAt: given.reset_at ?? given.resets_at,
      minutes: given.window_minutes,
      unit: given.unit,
    }))
    .pipe(
      z.object({
        used: maybe(numeric),
        limit: numeric,
        resetsAt: maybe(isoInstant),
        minutes: maybe(numeric),
        unit: maybe(z.enum(['credits', 'requests'])),
      }),
    ),
);

export const chutes = defineProvider({
  id: 'chutes',
  name: 'Chutes',
  category: 'language models',
  links: {
    home: 'https://chutes.ai/',
    keys: 'https://chutes.ai/app/api',
    billing: 'https://chutes.ai/app/billing',
  },
  docs: { url: 'https://chutes.ai/docs', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['CHUTES_API_KEY'],
    prefix: 'cpk_',
    hint: 'An API key that may read the account, from the page for keys.',
  }),
  summary: 'How much of the subscription’s month and of its window of four hours is used.',
  unit: { kind: 'money', code: 'USD' },

  request: get('https://api.chutes.ai/users/me/subscription_usage', bearer()),
  response: someOf(
    z.object({
      subscription: maybe(z.union([z.boolean(), z.object({ plan_name: maybe(z.string()) })])),
      monthly: usage,
      four_hour: usage,
      rolling_window: usage,
    }),
  ),
  reading: ({ subscription, monthly, four_hour, rolling_window }) => ({
    plan: typeof subscription === 'object' ? subscription?.plan_name : null,
    caps: [...cap(monthly, { window: 'month' }), ...cap(four_hour ?? rolling_window)],
  }),
  errors: { status: { 403: 'bad-credential' } },
});

/** Windows without a unit are in dollars. */
function cap(of: z.infer<typeof usage>, window?: Pick<CapParts, 'window'>): CapParts[] {
  if (of === null) return [];
  const { used, limit, resetsAt, minutes, unit } = of;
  const length = minutes === null ? 4 * hourMs : minutes * minuteMs;
  return [
    {
      ...(window ?? windowOf(length)),
      unit: unit === null ? { kind: 'money', code: 'USD' } : { kind: unit },
      used,
      limit,
      resetsAt,
    },
  ];
}
