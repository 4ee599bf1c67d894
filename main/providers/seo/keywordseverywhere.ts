import { apiKey, bearer, defineProvider, get, listOf, numeric } from '../contract/index.ts';

export const keywordseverywhere = defineProvider({
  id: 'keywordseverywhere',
  name: 'Keywords Everywhere',
  category: 'seo',
  links: {
    home: 'https://keywordseverywhere.com/',
    keys: 'https://keywordseverywhere.com/first-install-addon.html',
    billing: 'https://keywordseverywhere.com/credits.html',
  },
  docs: { url: 'https://api.keywordseverywhere.com/docs/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['KEYWORDS_EVERYWHERE_API_KEY'],
    hint: 'The API key that you got by email. The browser extension and the API share its credits.',
  }),
  summary: 'The credits left.',
  floor: 1000,

  request: get('https://api.keywordseverywhere.com/v1/account/credits', bearer(), {
    headers: { accept: 'application/json' },
  }),
  // A list of one number.
  response: listOf(numeric, { required: true }).refine((numbers) => numbers.length === 1),
  reading: ([remaining]) => ({ remaining }),
});
