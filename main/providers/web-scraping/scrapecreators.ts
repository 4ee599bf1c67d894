import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const scrapecreators = defineProvider({
  id: 'scrapecreators',
  name: 'ScrapeCreators',
  category: 'web scraping',
  links: { home: 'https://scrapecreators.com/', keys: 'https://app.scrapecreators.com/' },
  docs: { url: 'https://docs.scrapecreators.com/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['SCRAPECREATORS_API_KEY', 'SCRAPE_CREATORS_API_KEY'],
    hint: 'The API key on the dashboard. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.scrapecreators.com/v1/account/credit-balance', header('x-api-key')),
  response: z.object({ creditCount: numeric }),
  reading: ({ creditCount: remaining }) => ({ remaining }),
  errors: { in200: ({ success }) => success === false },
});
