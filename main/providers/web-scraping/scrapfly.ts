import {
  apiKey,
  booleanish,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  query,
  refuse,
  z,
} from '../contract/index.ts';

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
    subscription: z.object({
      plan_name: maybe(z.string()),
      period: maybe(z.object({ end: maybe(isoInstant) })),
      usage: z.object({
        scrape: z
          .object({
            current: maybe(numeric),
            limit: maybe(numeric),
            remaining: maybe(numeric),
            extra: maybe(numeric),
            concurrent_limit: maybe(numeric),
            concurrent_usage: maybe(numeric),
          })
          .refine(({ current, remaining }) => current !== null || remaining !== null),
      }),
    }),
  }),
  reading({ account, subscription }) {
    if (account?.suspended)
      return refuse(
        'exhausted',
        `the account is suspended: ${account.suspension_reason || 'it does not say why'}.`,
      );
    const { scrape } = subscription.usage;
    const isPaidByUse = (scrape.limit ?? 0) <= 0;
    return {
      plan: subscription.plan_name,
      used: scrape.current,
      limit: scrape.limit,
      // Without a limit, it is pay as you go, and 0 left means nothing.
      remaining: isPaidByUse ? null : scrape.remaining,
      cycle: { renewsAt: subscription.period?.end },
      caps: [{ window: 'concurrent', limit: scrape.concurrent_limit, used: scrape.concurrent_usage }],
      notes: [
        ...(isPaidByUse ? ['This account is pay as you go: it has no limit.'] : []),
        ...((scrape.extra ?? 0) > 0 ? ['The plan is used up; extra use is billed.'] : []),
      ],
    };
  },
});
