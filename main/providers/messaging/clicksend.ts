import {
  basic,
  currency,
  defineProvider,
  fields,
  get,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

const money = z.object({ currency_name_short: currency });

export const clicksend = defineProvider({
  id: 'clicksend',
  name: 'ClickSend',
  category: 'messaging',
  links: {
    home: 'https://www.clicksend.com/',
    keys: 'https://dashboard.clicksend.com/account/subaccounts',
    billing: 'https://dashboard.clicksend.com/',
  },
  docs: { url: 'https://developers.clicksend.com/docs', readOn: '2026-11', confidence: 'documented' },
  credential: fields({
    username: {
      label: 'Username',
      env: ['CLICKSEND_USERNAME'],
      hint: 'Your ClickSend username, often an e-mail address.',
      secret: false,
    },
    key: {
      env: ['CLICKSEND_API_KEY'],
      hint: 'The API key of that user, under API credentials on the dashboard.',
    },
  }),
  summary: 'The account’s balance in its own currency.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://rest.clicksend.com/v3/account', basic({ user: 'username', password: 'key' })),
  // The answer has the subaccount's key, which is not read.
  response: z.object({ data: z.object({ balance: numeric, banned: maybe(numeric), _currency: money }) }),
  reading: ({ data }) =>
    data.banned === 1
      ? refuse('exhausted', 'the account is banned.')
      : { unit: { kind: 'money', code: data._currency.currency_name_short }, remaining: data.balance },
  errors: {
    message: 'response_msg',
    code: 'http_code',
    codes: { 401: 'bad-credential', 403: 'limited-scope', 429: 'rate-limited', 500: 'unavailable' },
    in200: ({ response_code }) => typeof response_code === 'string' && response_code !== 'SUCCESS',
  },
});
