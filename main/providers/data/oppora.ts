import { apiKey, bearer, defineProvider, get, maybe, numeric, someOf, z } from '../contract/index.ts';

const pool = maybe(z.object({ remaining: maybe(numeric) }).transform(({ remaining }) => remaining));

export const oppora = defineProvider({
  id: 'oppora',
  name: 'Oppora',
  category: 'data',
  links: { home: 'https://oppora.ai/', keys: 'https://oppora.ai/' },
  docs: { url: 'https://oppora.ai/docs/api', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['OPPORA_API_KEY'],
    prefix: 'opp_live_',
    hint: 'An API key from the app. It sees the account’s credits.',
  }),
  summary: 'The data credits and phone credits left.',
  floor: 50,

  request: get('https://api.oppora.ai/api/v1/public/credits', bearer()),
  response: someOf(z.object({ data_credits: pool, phone_credits: pool })),
  reading: ({ data_credits: data, phone_credits: phone }) => ({
    pools: [
      { label: 'Data credits', remaining: data },
      { label: 'Phone credits', remaining: phone },
    ].filter(({ remaining }) => remaining !== null),
  }),
});
