import { basic, booleanish, defineProvider, fields, get, maybe, numeric, z } from '../contract/index.ts';

export const vonage = defineProvider({
  id: 'vonage',
  name: 'Vonage',
  category: 'messaging',
  links: {
    home: 'https://www.vonage.com/communications-apis/',
    keys: 'https://dashboard.nexmo.com/settings',
    billing: 'https://dashboard.nexmo.com/billing-and-payments',
  },
  docs: {
    url: 'https://developer.vonage.com/en/api/account#getAccountBalance',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: fields({
    key: {
      env: ['VONAGE_API_KEY', 'NEXMO_API_KEY'],
      hint: 'The eight characters under API settings. They name the account and are no secret.',
      secret: false,
    },
    secret: {
      label: 'API secret',
      env: ['VONAGE_API_SECRET', 'NEXMO_API_SECRET'],
      hint: 'An API secret of this key, under API settings. It sees the account’s balance.',
    },
  }),
  summary: 'The balance in euros, whatever currency the dashboard shows.',
  unit: { kind: 'money', code: 'EUR' },
  floor: 5,

  request: get('https://rest.nexmo.com/account/get-balance', basic({ user: 'key', password: 'secret' })),
  response: z.object({ value: numeric, autoReload: maybe(booleanish) }),
  reading: ({ value, autoReload }) => ({ remaining: value, notes: [autoReload && 'Auto-reload is on.'] }),
  errors: { message: 'error-code-label' },
});
