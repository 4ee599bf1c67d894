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
