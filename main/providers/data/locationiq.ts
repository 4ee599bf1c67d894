import { apiKey, defineProvider, get, maybe, numeric, query, z } from '../contract/index.ts';

export const locationiq = defineProvider({
  id: 'locationiq',
  name: 'LocationIQ',
  category: 'data',
  links: { home: 'https://locationiq.com/', keys: 'https://my.locationiq.com/dashboard/' },
  docs: { url: 'https://docs.locationiq.com/', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    label: 'Access token',
    env: ['LOCATIONIQ_API_KEY', 'LOCATIONIQ_TOKEN'],
    prefix: 'pk.',
    hint: 'An access token from the dashboard. It sees the account’s requests.',
  }),
  summary: 'The requests left today, and bonus requests.',
  unit: { kind: 'requests' },
  floor: 100,

  request: get('https://us1.locationiq.com/v1/balance', query('key')),
  response: z.object({ balance: z.object({ day: numeric, bonus: maybe(numeric) }) }),
  reading: ({ balance: { day, bonus } }) => ({
    pools: [
      { label: 'Requests today', remaining: day, cycle: { frequency: 'daily', rollover: 'none' } },
      bonus ? { label: 'Bonus requests', remaining: bonus } : null,
    ],
  }),
});
