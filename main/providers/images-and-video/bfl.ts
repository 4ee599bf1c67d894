import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const bfl = defineProvider({
  id: 'bfl',
  name: 'Black Forest Labs',
  alsoCalled: ['FLUX'],
  category: 'images and video',
  links: { home: 'https://bfl.ai/', keys: 'https://dashboard.bfl.ai/' },
  docs: { url: 'https://docs.bfl.ai/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['BFL_API_KEY'],
    hint: 'Any API key from the dashboard.',
  }),
  summary: 'The credits left; one is a US cent.',
  floor: 500,

  request: get('https://api.bfl.ai/v1/credits', header('x-key')),
  response: z.object({ credits: numeric }),
  reading: ({ credits }) => ({ remaining: credits }),
  // A bad key is answered with 403.
  errors: { otherwise: 'bad-credential' },
});
