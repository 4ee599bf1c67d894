import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const revai = defineProvider({
  id: 'revai',
  name: 'Rev AI',
  category: 'speech',
  links: {
    home: 'https://www.rev.ai/',
    keys: 'https://www.rev.ai/access-token',
    billing: 'https://www.rev.ai/',
  },
  docs: {
    url: 'https://docs.rev.ai/',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: apiKey({
    label: 'Access token',
    env: ['REVAI_ACCESS_TOKEN', 'REV_AI_ACCESS_TOKEN', 'REVAI_API_KEY'],
    hint: 'An access token from the page for tokens. It sees the account’s balance.',
  }),
  summary: 'The seconds of audio left.',
  unit: { kind: 'count', one: 'second', many: 'seconds' },
  floor: 3600,

  request: get('https://api.rev.ai/speechtotext/v1/account', bearer()),
  response: z.object({ balance_seconds: numeric }),
  reading: ({ balance_seconds: remaining }) => ({ remaining }),
});
