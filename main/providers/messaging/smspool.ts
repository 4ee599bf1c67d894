import { apiKey, defineProvider, form, numeric, post, z } from '../contract/index.ts';

export const smspool = defineProvider({
  id: 'smspool',
  name: 'SMSPool',
  category: 'messaging',
  links: {
    home: 'https://www.smspool.net/',
    keys: 'https://www.smspool.net/my/settings',
    billing: 'https://www.smspool.net/',
  },
  docs: {
    url: 'https://www.smspool.net/article/how-to-use-the-smspool-api',
    readOn: '2026-11',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['SMSPOOL_API_KEY'],
    hint: 'The API key from the settings. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post('https://api.smspool.net/request/balance', form('key')),
  response: z.object({ balance: numeric }),
  reading: ({ balance: remaining }) => ({ remaining }),
  errors: { in200: ({ success }) => success === 0 },
});
