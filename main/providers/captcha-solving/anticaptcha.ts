import { apiKey, captchaErrors, defineProvider, json, maybe, numeric, post, z } from '../contract/index.ts';

export const anticaptcha = defineProvider({
  id: 'anticaptcha',
  name: 'Anti-Captcha',
  category: 'captcha solving',
  links: {
    home: 'https://anti-captcha.com/',
    keys: 'https://anti-captcha.com/clients/settings/apisetup',
    billing: 'https://anti-captcha.com/clients/finance/refill',
  },
  docs: {
    url: 'https://anti-captcha.com/apidoc/methods/getBalance',
    readOn: '2025-07',
    confidence: 'official client',
  },
  credential: apiKey({
    label: 'Client key',
    env: ['ANTICAPTCHA_API_KEY'],
    hint: 'The account’s key, under Settings, API setup. It sees the whole balance.',
  }),
  summary: 'The balance in US dollars, and the captcha credits of a subscription.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post('https://api.anti-captcha.com/getBalance', json('clientKey')),
  response: z.object({ balance: numeric, captchaCredits: maybe(numeric) }),
  reading: ({ balance, captchaCredits }) => ({
    remaining: balance,
    pools: [
      captchaCredits === null
        ? null
        : { label: 'Captcha credits', unit: { kind: 'credits' }, remaining: captchaCredits },
    ],
  }),
  errors: captchaErrors,
});
