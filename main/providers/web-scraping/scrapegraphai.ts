import { apiKey, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const scrapegraphai = defineProvider({
  id: 'scrapegraphai',
  name: 'ScrapeGraphAI',
  category: 'web scraping',
  links: {
    home: 'https://scrapegraphai.com/',
    keys: 'https://dashboard.scrapegraphai.com/',
    billing: 'https://scrapegraphai.com/pricing',
  },
  docs: { url: 'https://docs.scrapegraphai.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['SGAI_API_KEY', 'SCRAPEGRAPHAI_API_KEY', 'SCRAPEGRAPH_API_KEY'],
    prefix: 'sgai-',
    hint: 'An API key from the dashboard. It sees the account’s credits.',
  }),
  summary: 'The credits left and used, and the plan.',
  floor: 100,

  request: get('https://v2-api.scrapegraphai.com/api/credits', header('sgai-apikey')),
  response: z.object({ remaining: numeric, used: maybe(numeric), plan: maybe(z.string()) }),
  reading: (credits) => credits,
});
