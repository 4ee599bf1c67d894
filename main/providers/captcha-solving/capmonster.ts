import { apiKey, captchaErrors, defineProvider, json, numeric, post, z } from '../contract/index.ts';

export const capmonster = defineProvider({
  id: 'capmonster',
  name: 'CapMonster Cloud',
  category: 'captcha solving',
  links: { home: 'https://capmonster.cloud/', keys: 'https://dash.capmonster.cloud/' },
  docs: {
    url: 'https://docs.capmonster.cloud/docs/api/methods/get-balance/',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Client key',
    env: ['CAPMONSTER_API_KEY'],
    hint: 'The account’s API key on the dashboard. It sees the whole balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post('https://api.capmonster.cloud/getBalance', json('clientKey')),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
  errors: captchaErrors,
});
