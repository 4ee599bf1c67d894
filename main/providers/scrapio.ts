import { ok, type Plan } from '../../shared/model/index.ts';
import { defineProvider } from './define.ts';

/** The plans until 25 July 2026, counted by the day; accounts made before may still have them. */
const daily: Pick<Plan, 'frequency' | 'source'> = {
  frequency: 'daily',
  source: { url: 'https://github.com/xsronhou/scrapio-docs', readOn: '2026-07' },
};
/** The plans since then: one grant a month, and nothing is carried over. */
const monthly: Pick<Plan, 'frequency' | 'rollover' | 'caps' | 'note' | 'source'> = {
  frequency: 'monthly',
  rollover: 'none',
  caps: [],
  note: 'Since July 2026.',
  source: { url: 'https://docs.scrapio.dev/rate-limits', readOn: '2026-08' },
};

export const scrapio = defineProvider({
  id: 'scrapio',
  name: 'Scrapio',
  mark: 'Sc',
  category: 'web scraping',
  homepage: 'https://scrapio.dev/',
  credentialPage: null,
  billingPage: 'https://scrapio.dev/#pricing',
  docs: { url: 'https://docs.scrapio.dev/rate-limits', readOn: '2026-08' },
  // No endpoint tells usage or balance; each answer tells its own cost (OpenAPI description, August 2026).
  credentialFields: [],
  hosts: [],
  refresh: { usualMs: 60_000, shortestMs: 1000 },
  checkCost: 0,
  unit: { kind: 'credits' },
  balance: 'ledger',
  topupLifetimeMonths: null,
  tells: 'Nothing: there is no endpoint to ask. The balance is your plan less the use that you record.',
  plans: [
    { id: 'free', name: 'Free', grant: 1000, ...monthly },
    { id: 'starter', name: 'Starter', grant: 25_000, ...monthly },
    { id: 'pro', name: 'Pro', grant: 100_000, ...monthly },
    { id: 'scale', name: 'Scale', grant: 500_000, ...monthly },
    {
      id: 'free-daily',
      name: 'Free (daily credits)',
      grant: 1000,
      ...daily,
      rollover: 'none',
      caps: [{ id: 'daily', label: 'Daily credits', window: 'day', limit: 1000, zone: 'UTC', hard: true }],
      note: 'Until July 2026. The cap resets at midnight UTC.',
    },
    {
      id: 'pro-daily',
      name: 'Pro (daily credits)',
      grant: 50_000,
      ...daily,
      // The balance reaches at most twice the credits of a day.
      rollover: { upTo: 50_000 },
      caps: [],
      note: 'Until July 2026. Unused credits carry forward, up to twice the credits of a day.',
    },
  ],

  async read(ctx) {
    return ok({ at: ctx.now, plan: null, scope: 'none', pools: [], caps: [], dailyUse: [], notes: [] });
  },
});
