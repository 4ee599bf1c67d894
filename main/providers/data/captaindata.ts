import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const captaindata = defineProvider({
  id: 'captaindata',
  name: 'Captain Data',
  category: 'data',
  links: { home: 'https://www.captaindata.com/', keys: 'https://app.captaindata.com/' },
  docs: { url: 'https://docs.captaindata.com/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['CAPTAINDATA_API_KEY'],
    hint: 'An API key of the workspace, from its settings.',
  }),
  summary: 'The credits left of the plan.',

  request: get('https://api.captaindata.com/v1/quotas', header('x-api-key')),
  response: z.object({ credits_left: numeric, credits_max: maybe(unlimited(numeric, 0)) }),
  reading: ({ credits_left: remaining, credits_max: limit }) => ({ remaining, limit }),
});
