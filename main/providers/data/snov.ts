import {
  after,
  ask,
  bearer,
  defineProvider,
  fields,
  form,
  get,
  numeric,
  post,
  z,
} from '../contract/index.ts';

const token = post(
  'https://api.snov.io/v1/oauth/access_token',
  [form('client_id', 'clientId'), form('client_secret', 'clientSecret')],
  { form: { grant_type: 'client_credentials' } },
);

export const snov = defineProvider({
  id: 'snov',
  name: 'Snov.io',
  category: 'data',
  links: {
    home: 'https://snov.io/',
    keys: 'https://app.snov.io/account/api',
    billing: 'https://snov.io/pricing',
  },
  docs: { url: 'https://snov.io/api', readOn: '2026-11', confidence: 'third-party clients' },
  credential: fields({
    clientId: {
      label: 'Client ID',
      env: ['SNOV_CLIENT_ID'],
      hint: 'The API user ID, under Account settings, API.',
    },
    clientSecret: {
      label: 'Client secret',
      env: ['SNOV_CLIENT_SECRET'],
      hint: 'The API secret beside the user ID. Both together see the account’s credits.',
    },
  }),
  summary: 'The credits left.',
  floor: 100,

  requests: {
    // The token is good for an hour. It is kept nowhere.
    balance: after(
      ask(token, z.object({ access_token: z.string().min(1) }), { status: { 400: 'bad-credential' } }),
      ({ access_token }) => ({ token: access_token }),
      ask(
        get('https://api.snov.io/v1/get-balance', bearer('token')),
        z.object({ data: z.object({ balance: numeric }) }),
      ),
    ),
  },
  reading: ({ balance }) => ({ remaining: balance.second?.data.balance }),
  errors: { in200: ({ success }) => success === false },
});
