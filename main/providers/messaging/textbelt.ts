import { apiKey, defineProvider, get, numeric, z } from '../contract/index.ts';

export const textbelt = defineProvider({
  id: 'textbelt',
  name: 'Textbelt',
  category: 'messaging',
  links: { home: 'https://textbelt.com/', keys: 'https://textbelt.com/purchase/' },
  docs: { url: 'https://docs.textbelt.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['TEXTBELT_API_KEY', 'TEXTBELT_KEY'],
    hint: 'The API key that you bought. It sees its own messages.',
  }),
  summary: 'The messages left.',
  unit: { kind: 'count', one: 'message', many: 'messages' },
  floor: 20,

  request: get('https://textbelt.com/quota/{key}'),
  response: z.object({ quotaRemaining: numeric }),
  reading: ({ quotaRemaining: remaining }) => ({ remaining }),
  errors: { in200: ({ success }) => success === false },
});
