import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const kie = defineProvider({
  id: 'kie',
  name: 'kie.ai',
  category: 'images and video',
  links: { home: 'https://kie.ai/', keys: 'https://kie.ai/api-key', billing: 'https://kie.ai/pricing' },
  docs: {
    url: 'https://docs.kie.ai/common-api/get-account-credits',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['KIE_API_KEY'],
    hint: 'Any API key of the account. All keys share one balance.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.kie.ai/api/v1/chat/credit', bearer()),
  response: z.object({ data: numeric }),
  reading: ({ data }) => ({ remaining: data }),
  // A wrong key is answered with HTTP 200 and the code 401.
  errors: {
    code: 'code',
    codes: {
      401: 'bad-credential',
      402: 'exhausted',
      403: 'limited-scope',
      429: 'rate-limited',
      455: { kind: 'unavailable', because: 'it is under maintenance' },
      500: 'unavailable',
    },
    in200: ({ code }) => (numeric.safeParse(code).data ?? 200) !== 200,
  },
});
