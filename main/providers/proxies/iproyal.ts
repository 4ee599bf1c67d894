import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const iproyal = defineProvider({
  id: 'iproyal',
  name: 'IPRoyal',
  category: 'proxies',
  links: { home: 'https://iproyal.com/', keys: 'https://dashboard.iproyal.com/' },
  docs: { url: 'https://docs.iproyal.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['IPROYAL_API_TOKEN', 'IPROYAL_API_KEY'],
    hint: 'An API token from the dashboard’s settings. It sees the traffic of residential proxies.',
  }),
  summary: 'The traffic left for residential proxies.',
  unit: { kind: 'count', one: 'GB', many: 'GB' },
  floor: 1,

  request: get('https://resi-api.iproyal.com/v1/me', bearer()),
  response: z.object({ available_traffic: numeric }),
  reading: ({ available_traffic: remaining }) => ({ label: 'Traffic', remaining }),
});
