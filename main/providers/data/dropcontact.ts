import { apiKey, defineProvider, header, numeric, post, z } from '../contract/index.ts';

export const dropcontact = defineProvider({
  id: 'dropcontact',
  name: 'Dropcontact',
  category: 'data',
  links: { home: 'https://www.dropcontact.com/', keys: 'https://app.dropcontact.com/' },
  docs: { url: 'https://developer.dropcontact.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    label: 'Access token',
    env: ['DROPCONTACT_API_KEY', 'DROPCONTACT_ACCESS_TOKEN'],
    hint: 'The API key of the account, from the app. It sees the account’s credits.',
  }),
  summary: 'The credits left, which come with the answer to an empty enrichment.',
  floor: 100,
  // Dropcontact says that an empty enrichment costs nothing (July 2026). Until that is confirmed, checks count as paid.
  checkCost: 1,

  request: post('https://api.dropcontact.com/v1/enrich/all', header('x-access-token'), {
    json: { data: [{}] },
  }),
  response: z.object({ credits_left: numeric }),
  reading: ({ credits_left: remaining }) => ({ remaining }),
});
