import {
  apiKey,
  ask,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  minuteMs,
  numeric,
  optional,
  refuse,
  windowOf,
  z,
} from '../contract/index.ts';

// Clients have seen several spellings of the same window (August 2026).
const usage = maybe(
  z
    .object({
      usage: maybe(numeric),
      used: maybe(numeric),
      requests: maybe(numeric),
      cap: maybe(numeric),
      limit: maybe(numeric),
      reset_at: maybe(isoInstant),
      resets_at: maybe(isoInstant),
      window_minutes: maybe(numeric),
      // Without one, it is dollars.
      unit: maybe(z.enum(['credits', 'requests'])),
    })
    .transform(({ unit, window_minutes: minutes, ...given }) => ({
      used: given.usage ?? given.used ?? given.requests,
      limit: given.cap ?? given.limit,
      resetsAt: given.reset_at ?? given.resets_at,
      unit: unit === null ? ({ kind: 'money', code: 'USD' } as const) : { kind: unit },
      length: (minutes ?? 240) * minuteMs,
    }))
    .refine(({ used }) => used !== null),
);

export const chutes = defineProvider({
  id: 'chutes',
  name: 'Chutes',
  category: 'language models',
  links: {
    home: 'https://chutes.ai/',
    keys: 'https://chutes.ai/app/api',
    billing: 'https://chutes.ai/app',
  },
  docs: { url: 'https://chutes.ai/docs', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['CHUTES_API_KEY'],
    prefix: 'cpk_',
    hint: 'An API key that may read the account, from the page for keys.',
  }),
  summary: 'The balance, and how much of the subscription’s month and of its window of four hours is used.',
  unit: { kind: 'money', code: 'USD' },

  requests: {
    subscription: ask(
      get('https://api.chutes.ai/users/me/subscription_usage', bearer()),
      z.object({ monthly: usage, four_hour: usage, rolling_window: usage }),
    ),
    account: optional(
      ask(get('https://api.chutes.ai/users/me', bearer()), z.object({ balance: maybe(numeric) })),
      { on: [401, 403, 404, 429, 500, 502, 503, 504] },
    ),
  },
  reading({ subscription: { monthly, four_hour, rolling_window }, account }) {
    const window = four_hour ?? rolling_window;
    const isSubscribed = monthly !== null || window !== null;
    const balance = account?.balance ?? null;
    if (!isSubscribed && balance === null)
      return refuse('malformed', 'it tells no subscription and no balance.');
    // A subscription needs no balance.
    const remaining = isSubscribed && balance !== null && balance <= 0 ? null : balance;
    return {
      pools: [
        monthly && {
          label: 'This month',
          unit: monthly.unit,
          used: monthly.used,
          limit: monthly.limit,
          cycle: { frequency: 'monthly', renewsAt: monthly.resetsAt, rollover: 'none' },
        },
        remaining === null ? null : { label: 'Balance', remaining },
      ],
      caps: window === null ? [] : [{ ...windowOf(window.length), ...window }],
    };
  },
  errors: { status: { 403: 'bad-credential' } },
});
