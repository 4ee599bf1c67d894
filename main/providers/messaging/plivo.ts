import { basic, booleanish, defineProvider, fields, get, maybe, numeric, z } from '../contract/index.ts';

export const plivo = defineProvider({
  id: 'plivo',
  name: 'Plivo',
  category: 'messaging',
  links: {
    home: 'https://www.plivo.com/',
    keys: 'https://console.plivo.com/dashboard/',
    billing: 'https://console.plivo.com/billing/',
  },
  docs: {
    url: 'https://www.plivo.com/docs/account/api/account',
    readOn: '2026-06',
    confidence: 'official client',
  },
  credential: fields({
    authId: {
      label: 'Auth ID',
      env: ['PLIVO_AUTH_ID'],
      pattern: '^(MA|SA)[A-Z0-9]{18}$',
      hint: 'On the console’s overview page; it begins with MA, or with SA for a subaccount.',
      secret: false,
    },
    token: {
      label: 'Auth token',
      env: ['PLIVO_AUTH_TOKEN'],
      hint: 'Beside the Auth ID. It sees the account’s balance.',
    },
  }),
  summary: 'The prepaid balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.plivo.com/v1/Account/{authId}/', basic({ user: 'authId', password: 'token' })),
  response: z.object({
    cash_credits: numeric,
    billing_mode: maybe(z.string()),
    auto_recharge: maybe(booleanish),
  }),
  reading: ({ cash_credits, billing_mode, auto_recharge }) =>
    billing_mode === 'postpaid'
      ? { notes: ['This account is postpaid: it has no balance.'] }
      : { remaining: cash_credits, notes: [auto_recharge && 'Auto-recharge is on.'] },
});
