import { apiKey, defineProvider, get, isoInstant, maybe, numeric, query, z } from '../contract/index.ts';

export const scraperapi = defineProvider({
  id: 'scraperapi',
  name: 'ScraperAPI',
  category: 'web scraping',
  links: {
    home: 'https://www.scraperapi.com/',
    keys: 'https://dashboard.scraperapi.com/',
    billing: 'https://dashboard.scraperapi.com/billing',
  },
  docs: {
    url: 'https://docs.scraperapi.com/account-management/credit-usage',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SCRAPERAPI_API_KEY', 'SCRAPERAPI_KEY'],
    hint: 'The API key on the dashboard’s first page. It sees the credits of the whole account.',
  }),
  refresh: { shortestMs: 15_000 }, // The counts are renewed every 15 s only (documentation, November 2026).
  summary: 'The credits left and used in this billing cycle, and how many requests may run at once.',
  plans: [
    {
      name: 'Free',
      grant: 1000,
      caps: [{ window: 'concurrent', limit: 5 }],
      note: 'The first 7 days come with 5,000 credits.',
      source: { url: 'https://docs.scraperapi.com/resources/faq/plans-and-billing', readOn: '2026-11' },
    },
  ],

  request: get('https://api.scraperapi.com/account', query('api_key')),
  response: z
    .object({
      creditsLeft: numeric.nullish(),
      requestCount: numeric.nullish(),
      requestLimit: numeric.nullish(),
      concurrentRequests: maybe(numeric),
      concurrencyLimit: maybe(numeric),
      subscriptionDate: maybe(isoInstant),
      nextBillingDate: maybe(isoInstant),
    })
    // Older answers have only the limit and the use.
    .refine((told) => told.creditsLeft != null || (told.requestLimit != null && told.requestCount != null)),
  reading: ({ concurrentRequests: running, ...told }) => ({
    remaining: told.creditsLeft,
    used: told.requestCount,
    limit: told.requestLimit,
    cycle: {
      frequency: 'monthly or yearly',
      renewsAt: told.nextBillingDate,
      began: told.subscriptionDate,
      rollover: 'none',
    },
    caps: running === null ? [] : [{ window: 'concurrent', limit: told.concurrencyLimit, used: running }],
  }),
  // 403 stands for a bad key and for used-up credits, and so does a text `error` with any status.
  errors: { in200: (body) => typeof body.error === 'string', otherwise: 'bad-credential' },
});
