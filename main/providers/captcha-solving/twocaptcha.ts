import { apiKey, captchaErrors, defineProvider, json, numeric, post, z } from '../contract/index.ts';

export const twocaptcha = defineProvider({
  id: 'twocaptcha',
  name: '2Captcha',
  category: 'captcha solving',
  links: {
    home: 'https://2captcha.com/',
    keys: 'https://2captcha.com/enterpage',
    billing: 'https://2captcha.com/pay',
  },
  docs: {
    url: 'https://2captcha.com/api-docs/get-balance',
    readOn: '2026-06',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['TWOCAPTCHA_API_KEY', 'APIKEY_2CAPTCHA'],
    hint: 'The account’s API key, on the dashboard. It sees the account’s balance.',
  }),
  refresh: { shortestMs: 300_000 }, // Somebody found that calls for the balance are counted (PokeAlert, issue 431).
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in US dollars.',

  request: post('https://api.2captcha.com/getBalance', json('clientKey')),
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
  errors: captchaErrors,
});
