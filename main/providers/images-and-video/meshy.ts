import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const meshy = defineProvider({
  id: 'meshy',
  name: 'Meshy',
  category: 'images and video',
  links: {
    home: 'https://www.meshy.ai/',
    keys: 'https://www.meshy.ai/settings/api',
    billing: 'https://www.meshy.ai/settings/subscription',
  },
  docs: { url: 'https://docs.meshy.ai/en/api/balance', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['MESHY_API_KEY'],
    prefix: 'msy_',
    hint: 'Any API key of the account, from the settings.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.meshy.ai/openapi/v1/balance', bearer()),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
});
