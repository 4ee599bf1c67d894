import { basic, currency, defineProvider, fields, get, numeric, z } from '../contract/index.ts';

/** In ten-thousandths: 4123400 is 412.34. */
const tenThousandths = numeric.transform((amount) => amount / 10_000);

export const fortysixelks = defineProvider({
  id: 'fortysixelks',
  name: '46elks',
  category: 'messaging',
  links: { home: 'https://46elks.com/', keys: 'https://46elks.com/account' },
  docs: { url: 'https://46elks.com/docs/overview', readOn: '2026-11', confidence: 'recorded' },
  credential: fields({
    username: {
      label: 'API user name',
      env: ['ELKS_USERNAME', 'FORTYSIXELKS_USERNAME', 'ELKS_API_USERNAME'],
      prefix: 'u',
      hint: 'The API user name on the account page; it begins with u.',
      secret: false,
    },
    password: {
      label: 'API password',
      env: ['ELKS_PASSWORD', 'FORTYSIXELKS_PASSWORD', 'ELKS_API_PASSWORD'],
      hint: 'The API password beside it. It sees the account’s balance.',
    },
  }),
  summary: 'The balance, in the account’s currency.',
  unit: { kind: 'money', code: 'SEK' },
  floor: 50,

  request: get('https://api.46elks.com/a1/me', basic({ user: 'username', password: 'password' })),
  response: z.object({ balance: tenThousandths, currency }),
  reading: ({ balance: remaining, currency: code }) => ({ remaining, unit: { kind: 'money', code } }),
});
