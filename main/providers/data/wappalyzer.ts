import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const wappalyzer = defineProvider({
  id: 'wappalyzer',
  name: 'Wappalyzer',
  category: 'data',
  links: {
    home: 'https://www.wappalyzer.com/',
    keys: 'https://www.wappalyzer.com/apikey/',
    billing: 'https://www.wappalyzer.com/credits/',
  },
  docs: {
    url: 'https://www.wappalyzer.com/docs/api/v2/basics/',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['WAPPALYZER_API_KEY'],
    hint: 'The API key of the account. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.wappalyzer.com/v2/credits/balance', header('x-api-key')),
  response: z.object({ credits: numeric }),
  reading: ({ credits: remaining }) => ({ remaining }),
  // A 403 is about the key or about used-up credits, and its words may not say which.
  errors: { otherwise: 'bad-credential' },
});
