import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  percent,
  unlimited,
  z,
} from '../contract/index.ts';

export const zenrows = defineProvider({
  id: 'zenrows',
  name: 'ZenRows',
  category: 'web scraping',
  links: {
    home: 'https://www.zenrows.com/',
    keys: 'https://app.zenrows.com/account/settings',
    billing: 'https://app.zenrows.com/plans',
  },
  docs: {
    url: 'https://docs.zenrows.com/universal-scraper-api/api-reference',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['ZENROWS_API_KEY'],
    hint: 'Any API key of the account. It sees the use of the whole subscription.',
  }),
  summary:
    'The credits used of the plan’s limit; on older plans, the money used and its part of the plan in percent.',

  request: get('https://api.zenrows.com/v1/subscriptions/self/details', header('X-API-Key')),
  response: z
    .object({
      usage: maybe(numeric),
      usage_percent: maybe(numeric),
      // What the official command line prints (November 2026); older answers lack both.
      usage_credits: maybe(numeric),
      credit_limit: maybe(unlimited(numeric, 0)),
      period_ends_at: maybe(isoInstant),
      plan: maybe(z.object({ name: maybe(z.string()) })),
    })
    .refine(({ usage, usage_credits }) => (usage ?? usage_credits) !== null),
  reading({ plan, period_ends_at: renewsAt, ...answer }) {
    const period = { plan: plan?.name ?? null, cycle: { renewsAt } };
    if (answer.usage === null || (answer.usage_credits !== null && answer.credit_limit !== null))
      return { ...period, used: answer.usage_credits, limit: answer.credit_limit };
    return {
      ...period,
      label: 'Usage',
      unit: { kind: 'money', code: 'USD' },
      used: answer.usage,
      caps: [{ window: 'month', label: 'Plan', ...percent(answer.usage_percent), resetsAt: renewsAt }],
    };
  },
});
