import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const cloudconvert = defineProvider({
  id: 'cloudconvert',
  name: 'CloudConvert',
  category: 'documents',
  links: {
    home: 'https://cloudconvert.com/',
    keys: 'https://cloudconvert.com/dashboard/api/v2/keys',
    billing: 'https://cloudconvert.com/dashboard',
  },
  docs: { url: 'https://cloudconvert.com/api/v2/users', readOn: '2025-04', confidence: 'official client' },
  credential: apiKey({
    env: ['CLOUDCONVERT_API_KEY'],
    hint: 'An API key with the scope user.read, from the dashboard. It is very long. Keys of the sandbox do not work.',
  }),
  summary: 'The conversion credits left, of packages and the subscription together.',
  floor: 50,

  request: get('https://api.cloudconvert.com/v2/users/me', bearer()),
  response: z.object({ data: z.object({ credits: numeric }) }),
  reading: ({ data }) => ({ remaining: data.credits }),
});
