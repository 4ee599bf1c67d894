import { apiKey, bearer, defineProvider, get, numeric, unlimited, z } from '../contract/index.ts';

export const companyenrich = defineProvider({
  id: 'companyenrich',
  name: 'CompanyEnrich',
  category: 'data',
  links: { home: 'https://companyenrich.com/', keys: 'https://app.companyenrich.com/' },
  docs: { url: 'https://docs.companyenrich.com/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['COMPANYENRICH_API_KEY', 'COMPANY_ENRICH_API_KEY'],
    hint: 'The API key from the app. It sees the account’s credits.',
  }),
  summary: 'The credits used and left of those you have.',

  request: get('https://api.companyenrich.com/me', bearer()),
  response: z.object({ credits: z.object({ used: numeric, total: unlimited(numeric) }) }),
  reading: ({ credits: { used, total: limit } }) => ({ used, limit }),
});
