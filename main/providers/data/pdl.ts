import { apiKey, defineProvider, get, header, headers, numeric, z } from '../contract/index.ts';

export const pdl = defineProvider({
  id: 'pdl',
  name: 'People Data Labs',
  category: 'data',
  links: {
    home: 'https://www.peopledatalabs.com/',
    keys: 'https://dashboard.peopledatalabs.com/api-keys',
    billing: 'https://dashboard.peopledatalabs.com/',
  },
  docs: {
    url: 'https://docs.peopledatalabs.com/docs/usage-limits',
    readOn: '2026-09',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['PDL_API_KEY', 'PEOPLE_DATA_LABS_API_KEY'],
    hint: 'An API key from the dashboard. It sees the credits for enrichment; search has credits of its own.',
  }),
  summary: 'The credits left for enrichment, with the overages that the plan allows.',
  floor: 100,

  // There is no request for the balance. One without a person is refused for free, and has the balance in its headers.
  request: get('https://api.peopledatalabs.com/v5/person/enrich', header('x-api-key')),
  response: headers(z.object({ 'x-totallimit-remaining': numeric })),
  reading: ({ 'x-totallimit-remaining': remaining }) => ({ remaining }),
  errors: { answers: [400] },
});
