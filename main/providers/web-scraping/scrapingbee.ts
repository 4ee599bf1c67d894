import {
  apiKey,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

export const scrapingbee = defineProvider({
  id: 'scrapingbee',
  name: 'ScrapingBee',
  category: 'web scraping',
  links: {
    home: 'https://www.scrapingbee.com/',
    keys: 'https://app.scrapingbee.com/account/manage/api_key',
    billing: 'https://app.scrapingbee.com/account/manage/subscription',
  },
  docs: {
    url: 'https://www.scrapingbee.com/documentation/#usage-endpoint',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SCRAPINGBEE_API_KEY'],
    hint: 'The account’s API key, on the dashboard. It sees the whole account.',
  }),
  refresh: { shortestMs: 10_000 }, // At most 6 calls a minute (documentation, August 2026).
  summary: 'The credits left and used, when they renew, and how many requests can run at once.',

  request: get('https://app.scrapingbee.com/api/v1/usage', bearer()),
  response: z.object({
    max_api_credit: unlimited(numeric),
    used_api_credit: numeric,
    max_concurrency: maybe(unlimited(numeric)),
    current_concurrency: maybe(numeric),
    // Without a zone, in UTC.
    renewal_subscription_date: maybe(isoInstant),
  }),
  reading: (usage) => ({
    used: usage.used_api_credit,
    limit: usage.max_api_credit,
    // No plan, not one without a limit.
    ...(usage.max_api_credit === 0 && { remaining: 0 }),
    cycle: { frequency: 'monthly', renewsAt: usage.renewal_subscription_date },
    caps: [{ window: 'concurrent', used: usage.current_concurrency, limit: usage.max_concurrency }],
  }),
  // A 401 is a wrong key, unless it says that the month's calls are used up.
  errors: { words: [[/limit reached|used up|out of credits?/i, 'exhausted']] },
});
