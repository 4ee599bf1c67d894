import {
  apiKey,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

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
    hint: 'The API key on the dashboard’s first page. It sees the whole account’s credits.',
  }),
  refresh: { automaticMs: 15_000, shortestMs: 15_000 }, // The counts are updated only every 15 s (documentation, November 2026).
  summary: 'The credits left and used in this billing cycle, and how many requests can run at once.',
  plans: [
    {
      name: 'Free',
      grant: 1000,
      price: '0 USD',
      caps: [{ window: 'concurrent', limit: 5 }],
      note: 'The first 7 days come with 5,000 credits.',
      source: { url: 'https://docs.scraperapi.com/resources/faq/plans-and-billing', readOn: '2026-11' },
    },
  ],

  request: get('https://api.scraperapi.com/account', query('api_key')),
  response: z
    .looseObject({})
    // Older answers only have the limit and the count of requests. A limit of null, -1 or 0 is none.
    .refine(
      (answer) =>
        answer.creditsLeft != null || (answer.requestLimit !== undefined && answer.requestCount != null),
    )
    .pipe(
      z.object({
        creditsLeft: numeric.nullish(),
        requestCount: maybe(numeric),
        requestLimit: maybe(unlimited(numeric, 0)),
        concurrentRequests: maybe(numeric),
        concurrencyLimit: maybe(unlimited(numeric, 0)),
        subscriptionDate: maybe(isoInstant),
        nextBillingDate: maybe(isoInstant),
      }),
    ),
  reading: ({ concurrentRequests: running, ...answer }) => ({
    // Without a limit nothing can be overdrawn: -1 is no number of credits then.
    remaining: answer.requestLimit === null && (answer.creditsLeft ?? 0) < 0 ? null : answer.creditsLeft,
    used: answer.requestCount,
    limit: answer.requestLimit,
    cycle: {
      frequency: 'monthly or yearly',
      renewsAt: answer.nextBillingDate,
      began: answer.subscriptionDate,
      rollover: 'none',
    },
    caps: running === null ? [] : [{ window: 'concurrent', limit: answer.concurrencyLimit, used: running }],
  }),
  // A 403 can mean a bad key or used-up credits, and so can a text in `error` with any status.
  errors: { in200: (body) => typeof body.error === 'string', otherwise: 'bad-credential' },
});
