import { apiKey, ask, bearer, defineProvider, firstOf, get, numeric, z } from '../contract/index.ts';

const balance = z.object({ data: z.object({ balance: numeric }) });

export const wavespeed = defineProvider({
  id: 'wavespeed',
  name: 'WaveSpeed',
  category: 'images and video',
  links: {
    home: 'https://wavespeed.ai/',
    keys: 'https://wavespeed.ai/accesskey',
    billing: 'https://wavespeed.ai/',
  },
  docs: { url: 'https://wavespeed.ai/docs', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['WAVESPEED_API_KEY'],
    hint: 'An API key from the page for access keys. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  requests: {
    // Nine clients use the first address, WaveSpeed’s own guide the second (November 2026).
    balance: firstOf(
      ask(get('https://api.wavespeed.ai/api/v3/balance', bearer()), balance),
      ask(get('https://api.wavespeed.ai/api/v3/account/balance', bearer()), balance),
      { on: [404] },
    ),
  },
  reading: ({ balance: { data } }) => ({ remaining: data.balance }),
  errors: { in200: ({ code }) => (numeric.safeParse(code).data ?? 200) !== 200 },
});
