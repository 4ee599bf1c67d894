import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

/** Each month's credits end with it. */
const source = { url: 'https://scrapingant.com/#pricing', readOn: '2026-08' };

export const scrapingant = defineProvider({
  id: 'scrapingant',
  name: 'ScrapingAnt',
  category: 'web scraping',
  links: { home: 'https://scrapingant.com/', keys: 'https://app.scrapingant.com/dashboard' },
  docs: {
    url: 'https://docs.scrapingant.com/api-credits-usage',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SCRAPINGANT_API_KEY'],
    hint: 'The API token on the dashboard. It sees the whole account’s credits.',
  }),
  plans: [
    { name: 'Free', grant: 10_000, price: '0 USD', source },
    { name: 'Enthusiast', grant: 100_000, price: '19 USD', source },
    { name: 'Startup', grant: 500_000, price: '49 USD', source },
    { name: 'Business', grant: 3_000_000, price: '249 USD', source },
    { name: 'Business Pro', grant: 8_000_000, price: '599 USD', source },
  ],
  summary: 'The credits left and used in this subscription period, and when it ends.',

  request: get('https://api.scrapingant.com/v2/usage', header('x-api-key')),
  response: z.object({
    plan_name: maybe(z.string()),
    remained_credits: numeric,
    plan_total_credits: maybe(unlimited(numeric, 0)),
    end_date: maybe(isoInstant),
  }),
  reading: (answer) => ({
    plan: answer.plan_name,
    remaining: answer.remained_credits,
    limit: answer.plan_total_credits,
    cycle: { renewsAt: answer.end_date, rollover: 'none' },
  }),
  // A bad key is answered with 403.
  errors: { otherwise: 'bad-credential' },
});
