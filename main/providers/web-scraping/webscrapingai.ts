import { apiKey, defineProvider, epochSeconds, get, maybe, numeric, query, z } from '../contract/index.ts';

/** Credits to pay as you go are drawn once the plan's are used up. They are sold from 20 USD on. */
const paid = {
  overage: { price: '0.2 USD', per: 1000 },
  source: { url: 'https://webscraping.ai/#pricing', readOn: '2026-08' },
} as const;

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
  plans: [
    { name: 'Personal', grant: 250_000, price: '29 USD', ...paid },
    { name: 'Plus', grant: 1_000_000, price: '99 USD', ...paid },
    { name: 'Startup', grant: 3_000_000, price: '249 USD', ...paid },
  ],
  topupLifetimeMonths: 12,
  summary: 'The credits left, and when they renew.',
  floor: 100,

  request: get('https://api.webscraping.ai/account', query('api_key')),
  response: z.object({ remaining_api_calls: numeric, resets_at: maybe(epochSeconds) }),
  reading: ({ remaining_api_calls: remaining, resets_at: renewsAt }) => ({ remaining, cycle: { renewsAt } }),
  errors: { status: { 403: 'bad-credential' } },
});
