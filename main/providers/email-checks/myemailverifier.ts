import { apiKey, defineProvider, get, numeric, z } from '../contract/index.ts';

export const myemailverifier = defineProvider({
  id: 'myemailverifier',
  name: 'MyEmailVerifier',
  category: 'email checks',
  links: { home: 'https://myemailverifier.com/', keys: 'https://client.myemailverifier.com/' },
  docs: {
    url: 'https://myemailverifier.com/real-time-email-verification',
    readOn: '2026-07',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['MYEMAILVERIFIER_API_KEY'],
    hint: 'The API key from the client area.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://client.myemailverifier.com/verifier/getcredits/{key}'),
  response: z.object({ Credits: numeric }),
  reading: ({ Credits: remaining }) => ({ remaining }),
});
