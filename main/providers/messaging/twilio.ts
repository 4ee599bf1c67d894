import { basic, currency, defineProvider, fields, get, numeric, refuse, z } from '../contract/index.ts';

export const twilio = defineProvider({
  id: 'twilio',
  name: 'Twilio',
  category: 'messaging',
  links: {
    home: 'https://www.twilio.com/',
    keys: 'https://console.twilio.com/',
    billing: 'https://console.twilio.com/us1/billing/manage-billing/billing-overview',
  },
  docs: {
    url: 'https://www.twilio.com/docs/usage/api/account-balance',
    readOn: '2026-04',
    confidence: 'documented',
  },
  credential: fields({
    sid: {
      label: 'Account SID',
      env: ['TWILIO_ACCOUNT_SID'],
      pattern: '^AC[0-9a-fA-F]{32}$',
      secret: false,
      otherKinds: { SK: 'This is the SID of an API key. Enter the account’s own SID, which starts with AC.' },
      hint: 'The SID of the main account, on the console’s first page. Subaccounts have no balance of their own.',
    },
    token: {
      label: 'Auth token',
      env: ['TWILIO_AUTH_TOKEN'],
      hint: 'The auth token of the main account, below its SID. It sees the account’s balance.',
    },
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in the account’s currency. It lags behind what was just used.',

  request: get(
    'https://api.twilio.com/2010-04-01/Accounts/{sid}/Balance.json',
    basic({ user: 'sid', password: 'token' }),
  ),
  response: z.object({ balance: numeric.nullable(), currency }),
  reading: ({ balance, currency: code }) =>
    balance === null
      ? refuse('limited-scope', 'this account has no balance of its own. Enter the main account.')
      : { remaining: balance, unit: { kind: 'money', code } },
  errors: { code: 'code', codes: { 20003: 'bad-credential' } },
});
