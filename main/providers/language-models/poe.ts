import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const poe = defineProvider({
  id: 'poe',
  name: 'Poe',
  category: 'language models',
  links: {
    home: 'https://poe.com/',
    keys: 'https://poe.com/api_key',
    billing: 'https://poe.com/settings',
  },
  docs: { url: 'https://creator.poe.com/docs', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['POE_API_KEY'],
    hint: 'The account’s API key. It sees the points of the plan and bought points together.',
  }),
  summary: 'The points left, of the plan and add-ons together.',
  unit: { kind: 'points' },
  floor: 50_000,

  request: get('https://api.poe.com/usage/current_balance', bearer()),
  response: z.object({ current_point_balance: numeric }),
  reading: ({ current_point_balance: remaining }) => ({ remaining }),
});
