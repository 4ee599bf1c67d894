import { apiKey, defineProvider, get, query, trajectAccount } from '../contract/index.ts';

export const rainforest = defineProvider({
  id: 'rainforest',
  name: 'Rainforest API',
  category: 'web scraping',
  links: { home: 'https://www.rainforestapi.com/', keys: 'https://app.rainforestapi.com/' },
  docs: {
    url: 'https://docs.trajectdata.com/rainforestapi',
    readOn: '2026-11',
    confidence: 'third-party clients',
  },
  credential: apiKey({
    env: ['RAINFOREST_API_KEY'],
    hint: 'The API key on the dashboard. Keys of Traject Data’s other products are different.',
  }),
  summary: 'The credits left and used of the plan.',

  request: get('https://api.rainforestapi.com/account', query('api_key')),
  ...trajectAccount,
});
