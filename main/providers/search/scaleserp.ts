import { apiKey, defineProvider, get, query, trajectAccount } from '../contract/index.ts';

export const scaleserp = defineProvider({
  id: 'scaleserp',
  name: 'Scale SERP',
  category: 'search',
  links: { home: 'https://scaleserp.com/', keys: 'https://app.scaleserp.com/' },
  docs: {
    url: 'https://docs.trajectdata.com/scaleserp',
    readOn: '2026-11',
    confidence: 'third-party clients',
  },
  credential: apiKey({
    env: ['SCALESERP_API_KEY'],
    hint: 'The API key on the dashboard. Keys of Traject Data’s other products are different.',
  }),
  summary: 'The credits left and used of the plan.',

  request: get('https://api.scaleserp.com/account', query('api_key')),
  ...trajectAccount,
});
