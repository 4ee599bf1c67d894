import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const clearout = defineProvider({
  id: 'clearout',
  name: 'Clearout',
  category: 'email checks',
  links: { home: 'https://clearout.io/', keys: 'https://app.clearout.io/' },
  docs: { url: 'https://docs.clearout.io/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['CLEAROUT_API_KEY', 'CLEAROUT_API_TOKEN'],
    hint: 'An API token of an app, from the page for developers. It sees the account’s credits.',
  }),
  summary: 'The credits left and used.',
  floor: 100,

  request: get('https://api.clearout.io/v2/email_verify/getcredits', header('authorization')),
  response: z.object({
    data: z.object({
      available_credits: numeric,
      // 0 is not known.
      credits: maybe(z.object({ total: maybe(unlimited(numeric, 0)) })),
    }),
  }),
  reading: ({ data }) => ({ remaining: data.available_credits, limit: data.credits?.total }),
});
