import {
  apiKey,
  booleanish,
  defineProvider,
  get,
  isoInstant,
  maybe,
  maybes,
  numeric,
  query,
  refuse,
  z,
} from '../contract/index.ts';

const period = maybe(z.object({ end: maybe(isoInstant) }));
const scrape = z
  .object(maybes(numeric, 'current', 'limit', 'remaining', 'extra', 'concurrent_limit', 'concurrent_usage'))
  .refine(({ current, remaining }) => (current ?? remaining) !== null);

export const scrapfly = defineProvider({
  id: 'scrapfly',
  name: 'Scrapfly',
  category: 'web scraping',
  links: {
    home: 'https://scrapfly.io/',
    keys: 'https://scrapfly.io/dashboard',
    billing: 'https://scrapfly.io/dashboard/billing',
  },
  docs: { url: 'https://scrapfly.io/docs/account', readOn: '2026-11', confidence: 'official client' },
  credential: apiKey({
    env: ['SCRAPFLY_KEY', 'SCRAPFLY_API_KEY'],
    pattern: '^scp-(live|test)-',
    hint: 'Any API key of a project. It sees the credits of the whole subscription.',
  }),
  summary: 'The credits left and used in this period, and how many requests can run at once.',

  request: get('https://api.scrapfly.io/account', query('key')),
  response: z.object({
    account: maybe(z.object({ suspended: maybe(booleanish), suspension_reason: maybe(z.string()) })),
    subscription: z.object({ plan_name: maybe(z.string()), period, usage: z.object({ scrape }) }),
  }),
  reading({ account, subscription: { plan_name: plan, period, usage } }) {
    const why = account?.suspension_reason || 'it does not say why';
    if (account?.suspended) return refuse('exhausted', `the account is suspended: ${why}.`);
    const { current: used, limit, remaining, extra, ...concurrent } = usage.scrape;
    const isPaidByUse = (limit ?? 0) <= 0; // Then 0 left means nothing.
    return {
      plan,
      used,
      limit,
      remaining: isPaidByUse ? null : remaining,
      cycle: { renewsAt: period?.end },
      caps: [{ window: 'concurrent', limit: concurrent.concurrent_limit, used: concurrent.concurrent_usage }],
      notes: [
        isPaidByUse && 'This account is pay as you go: it has no limit.',
        (extra ?? 0) > 0 && 'The plan is used up; extra use is billed.',
      ],
    };
  },
});
