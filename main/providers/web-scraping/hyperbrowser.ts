import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const hyperbrowser = defineProvider({
  id: 'hyperbrowser',
  name: 'Hyperbrowser',
  mark: 'HB',
  category: 'web scraping',
  links: {
    home: 'https://www.hyperbrowser.ai/',
    keys: 'https://app.hyperbrowser.ai/settings',
    billing: 'https://app.hyperbrowser.ai/',
  },
  docs: { url: 'https://docs.hyperbrowser.ai/', readOn: '2026-08', confidence: 'official client' },
  credential: apiKey({
    env: ['HYPERBROWSER_API_KEY'],
    prefix: 'hb_',
    hint: 'An API key from the settings. It sees the credits of the team.',
  }),
  summary: 'The credits left and used of the plan.',

  request: get('https://api.hyperbrowser.ai/api/team/credit-info', header('x-api-key')),
  response: z.object({
    remaining: numeric,
    usage: maybe(numeric),
    limit: maybe(unlimited(numeric, 0)),
  }),
  reading: ({ usage: used, remaining, limit }) => ({ remaining, used, limit }),
});
