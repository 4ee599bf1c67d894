import { currency, defineProvider, fields, get, header, numeric, z } from '../contract/index.ts';

export const infobip = defineProvider({
  id: 'infobip',
  name: 'Infobip',
  category: 'messaging',
  links: { home: 'https://www.infobip.com/', keys: 'https://portal.infobip.com/' },
  docs: { url: 'https://www.infobip.com/docs/api', readOn: '2026-08', confidence: 'documented' },
  credential: fields({
    address: {
      label: 'Base URL',
      env: ['INFOBIP_BASE_URL'],
      hint: 'Your own address, on the portal’s home page, such as xxxxx.api.infobip.com.',
      address: true,
    },
    key: {
      env: ['INFOBIP_API_KEY'],
      hint: 'An API key with the scope account-management:manage, from the portal’s developer tools.',
    },
  }),
  summary: 'The account’s balance. It may go below zero, down to what the contract allows.',
  unit: { kind: 'money', code: 'EUR' },
  floor: 5,

  request: get('{address}/account/1/balance', header('authorization', { prefix: 'App ' })),
  response: z.object({ balance: numeric, currency }),
  reading: ({ balance, currency: code }) => ({ unit: { kind: 'money', code }, remaining: balance }),
  errors: {
    message: 'requestError.serviceException.text',
    code: 'requestError.serviceException.messageId',
    codes: {
      UNAUTHORIZED: 'bad-credential',
      FORBIDDEN: { kind: 'limited-scope', because: 'it needs the scope for account management' },
    },
  },
});
