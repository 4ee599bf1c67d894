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

export const scrapeops = defineProvider({
  id: 'scrapeops',
  name: 'ScrapeOps',
  category: 'web scraping',
  links: { home: 'https://scrapeops.io/', keys: 'https://scrapeops.io/app/dashboard' },
  docs: { url: 'https://scrapeops.io/docs/intro/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['SCRAPEOPS_API_KEY'],
    hint: 'The API key on the dashboard. It sees the proxy plan of the account.',
  }),
  summary:
    'The proxy credits left and used of the plan, when it renews, and how many requests can run at once.',

  request: get('https://backend.scrapeops.io/v1/proxy/account/usage', query('api_key')),
  response: z.object({
    used_api_credits: numeric,
    plan_api_credits: numeric,
    plan_renewal_date: maybe(isoInstant),
    plan_max_concurrency: maybe(unlimited(numeric, 0)),
    active_concurrency: maybe(numeric),
  }),
  reading: (answer) => ({
    used: answer.used_api_credits,
    limit: answer.plan_api_credits,
    cycle: { renewsAt: answer.plan_renewal_date },
    caps: [{ window: 'concurrent', limit: answer.plan_max_concurrency, used: answer.active_concurrency }],
  }),
});
