import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const kickbox = defineProvider({
  id: 'kickbox',
  name: 'Kickbox',
  category: 'email checks',
  links: { home: 'https://kickbox.com/', keys: 'https://app.kickbox.com/' },
  docs: { url: 'https://docs.kickbox.com/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['KICKBOX_API_KEY'],
    hint: 'A production API key from the settings. It sees the account’s credits.',
  }),
  summary: 'The credits left.',
  floor: 100,

  request: get('https://api.kickbox.com/v2/balance', header('authorization', { prefix: 'token ' })),
  response: z.object({ balance: numeric }),
  reading: ({ balance: remaining }) => ({ remaining }),
  errors: { in200: ({ success }) => success === false },
});
