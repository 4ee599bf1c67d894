import { apiKey, defineProvider, epochSeconds, get, maybe, numeric, query, z } from '../contract/index.ts';

export const webscrapingai = defineProvider({
  id: 'webscrapingai',
  name: 'WebScraping.AI',
  category: 'web scraping',
  links: { home: 'https://webscraping.ai/', keys: 'https://webscraping.ai/dashboard' },
  docs: { url: 'https://webscraping.ai/docs', readOn: '2026-11', confidence: 'official client' },
  credential: apiKey({
    env: ['WEBSCRAPING_AI_API_KEY', 'WEBSCRAPINGAI_API_KEY'],
    hint: 'The API key on the dashboard. It sees the account’s credits.',
  }),
  summary: 'The credits left, and when they renew.',
  floor: 100,

  request: get('https://api.webscraping.ai/account', query('api_key')),
  response: z.object({ remaining_api_calls: numeric, resets_at: maybe(epochSeconds) }),
  reading: ({ remaining_api_calls: remaining, resets_at: renewsAt }) => ({ remaining, cycle: { renewsAt } }),
  errors: { status: { 403: 'bad-credential' } },
});
