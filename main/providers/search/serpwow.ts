import { apiKey, defineProvider, get, query, trajectAccount } from '../contract/index.ts';

export const serpwow = defineProvider({
  id: 'serpwow',
  name: 'SerpWow',
  category: 'search',
  links: { home: 'https://serpwow.com/', keys: 'https://app.serpwow.com/' },
  docs: { url: 'https://docs.trajectdata.com/serpwow', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['SERPWOW_API_KEY'],
    hint: 'The API key on the dashboard. Keys of Traject Data’s other products are different.',
  }),
  summary: 'The credits left and used of the plan.',

  request: get('https://api.serpwow.com/live/account', query('api_key')),
  ...trajectAccount,
});
