import { defineProvider } from '../contract/index.ts';

/** The plans until 25 July 2026, with daily credits. Older accounts may still have them. */
const daily = {
  frequency: 'daily' as const,
  source: { url: 'https://github.com/xsronhou/scrapio-docs', readOn: '2026-07' },
};
/** The plans since then: one grant a month, no rollover. */
const monthly = {
  note: 'Since July 2026.',
  source: { url: 'https://docs.scrapio.dev/rate-limits', readOn: '2026-08' },
};

export const scrapio = defineProvider({
  id: 'scrapio',
  name: 'Scrapio',
  category: 'web scraping',
  links: { home: 'https://scrapio.dev/', keys: null, billing: 'https://scrapio.dev/#pricing' },
  docs: { url: 'https://docs.scrapio.dev/rate-limits', readOn: '2026-08', confidence: 'documented' },
  refresh: { usualMs: 60_000 },
  summary: 'Nothing: it has no balance endpoint. The balance is your plan minus the use that you log.',
  // No endpoint reports usage or balance; each response has its own cost (OpenAPI description, August 2026).
  ledger: {
    codes: { daily_credit_cap_exceeded: 'day-cap', credits_exhausted: 'exhausted' },
    meter: { host: 'api.scrapio.dev' },
  },
  plans: [
    { name: 'Free', grant: 1000, price: '0 USD', ...monthly },
    { name: 'Starter', grant: 25_000, ...monthly },
    { name: 'Pro', grant: 100_000, ...monthly },
    { name: 'Scale', grant: 500_000, ...monthly },
    {
      id: 'free-daily',
      name: 'Free (daily credits)',
      grant: 1000,
      ...daily,
      caps: [{ window: 'day', label: 'Daily credits', limit: 1000, zone: 'UTC' }],
      note: 'Until July 2026. The cap resets at midnight UTC.',
    },
    {
      id: 'pro-daily',
      name: 'Pro (daily credits)',
      grant: 50_000,
      ...daily,
      // The balance can be at most twice the daily credits.
      rollover: { upTo: 50_000 },
      note: 'Until July 2026. Unused credits roll over, up to twice the daily credits.',
    },
  ],
});
