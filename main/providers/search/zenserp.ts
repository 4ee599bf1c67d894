import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const zenserp = defineProvider({
  id: 'zenserp',
  name: 'Zenserp',
  category: 'search',
  links: {
    home: 'https://zenserp.com/',
    keys: 'https://app.zenserp.com/',
    billing: 'https://zenserp.com/pricing-plans/',
  },
  docs: { url: 'https://app.zenserp.com/documentation', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['ZENSERP_API_KEY'],
    hint: 'The API key on the dashboard. It sees the whole account’s requests.',
  }),
  summary: 'The requests left.',
  unit: { kind: 'requests' },
  floor: 100,

  request: get('https://app.zenserp.com/api/v2/status', header('apikey')),
  response: z.object({ remaining_requests: numeric }),
  reading: ({ remaining_requests: remaining }) => ({ remaining }),
  // A 403 is either about the key or about used-up requests, which only its words tell.
  errors: { words: [[/not enough requests/i, 'exhausted']], otherwise: 'bad-credential' },
});
