import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const recraft = defineProvider({
  id: 'recraft',
  name: 'Recraft',
  category: 'images and video',
  links: { home: 'https://www.recraft.ai/', keys: 'https://www.recraft.ai/profile/api' },
  docs: {
    url: 'https://www.recraft.ai/docs/api-reference/endpoints',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'API token',
    env: ['RECRAFT_API_TOKEN', 'RECRAFT_API_KEY'],
    hint: 'The API token from your profile. It sees the account’s API units.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://external.api.recraft.ai/v1/users/me', bearer()),
  response: z.object({ credits: numeric }),
  reading: ({ credits: remaining }) => ({ remaining }),
});
