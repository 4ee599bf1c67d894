import { apiKey, bearer, day, defineProvider, get, header, listOf, numeric, z } from '../contract/index.ts';

/** The size of the plans is not public (November 2026), so you enter yours. */
const plan = {
  grant: null,
  source: { url: 'https://docs.spidra.io/billing/usage-analytics', readOn: '2026-11' },
};
const withTopups = 'Top-ups are spent after the plan’s credits and expire 12 months after purchase.';

export const spidra = defineProvider({
  id: 'spidra',
  name: 'Spidra',
  category: 'web scraping',
  links: {
    home: 'https://spidra.io/',
    keys: 'https://app.spidra.io/dashboard',
    billing: 'https://app.spidra.io/dashboard/billing',
  },
  docs: {
    url: 'https://docs.spidra.io/api-reference/account/usage-stats',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SPIDRA_API_KEY'],
    prefix: 'spd_',
    hint: 'Any API key from the dashboard. It sees what was used each day, not what is left.',
  }),
  refresh: { usualMs: 600_000 }, // 300 requests per IP address in 15 minutes, your own included (November 2026).
  balance: 'usage',
  topupLifetimeMonths: 12,
  summary: 'The credits used on each of the last 30 days. What is left is computed from the plan you enter.',
  plans: [
    { name: 'Free', ...plan, price: '0 USD', note: 'No top-ups.' },
    ...['Starter', 'Builder', 'Pro'].map((name) => ({ name, ...plan, note: withTopups })),
  ],

  // The documentation names the first header, the newest client the second. We send both, so neither fails.
  request: get('https://api.spidra.io/api/usage-stats?range=30d', [header('x-api-key'), bearer()]),
  response: z.object({
    status: z.literal('success'),
    data: listOf(z.object({ date: day, credits: numeric.refine((credits) => credits >= 0) }), {
      required: true,
    }),
  }),
  reading: ({ data }) => ({ dailyUse: data.map(({ date, credits }) => ({ day: date, amount: credits })) }),
  errors: {
    code: 'code',
    codes: {
      PAYMENT_OVERDUE: { kind: 'exhausted', because: 'a payment is overdue' },
      TOO_MANY_PENDING_JOBS: 'rate-limited',
      SERVICE_BUSY: { kind: 'unavailable', because: 'it is busy' },
    },
    in200: (body) => body.status === 'error',
    waitSeconds: 'retry_after',
  },
});
