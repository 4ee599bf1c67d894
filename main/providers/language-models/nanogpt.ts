import { apiKey, defineProvider, header, maybe, numeric, post, z } from '../contract/index.ts';

export const nanogpt = defineProvider({
  id: 'nanogpt',
  name: 'NanoGPT',
  category: 'language models',
  links: {
    home: 'https://nano-gpt.com/',
    keys: 'https://nano-gpt.com/api',
    billing: 'https://nano-gpt.com/balance',
  },
  docs: { url: 'https://docs.nano-gpt.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['NANOGPT_API_KEY', 'NANO_GPT_API_KEY'],
    hint: 'The API key from the page API. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars, and in the currency Nano.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post('https://nano-gpt.com/api/check-balance', header('x-api-key')),
  response: z.object({ usd_balance: numeric, nano_balance: maybe(numeric) }),
  reading: ({ usd_balance: remaining, nano_balance: nano }) => ({
    remaining,
    pools: [
      nano ? { label: 'Nano', unit: { kind: 'count', one: 'Nano', many: 'Nano' }, remaining: nano } : null,
    ],
  }),
});
