import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const stability = defineProvider({
  id: 'stability',
  name: 'Stability AI',
  alsoCalled: ['Stable Diffusion'],
  category: 'images and video',
  links: {
    home: 'https://stability.ai/',
    keys: 'https://platform.stability.ai/account/keys',
    billing: 'https://platform.stability.ai/account/credits',
  },
  docs: {
    url: 'https://platform.stability.ai/docs/api-reference',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['STABILITY_API_KEY'],
    prefix: 'sk-',
    hint: 'Any API key. It sees the credits of the account’s default organization.',
  }),
  floor: 100,
  summary: 'The credits left.',

  request: get('https://api.stability.ai/v1/user/balance', bearer()),
  response: z.object({ credits: numeric }),
  reading: ({ credits }) => ({ remaining: credits }),
});
