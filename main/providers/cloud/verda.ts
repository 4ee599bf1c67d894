import {
  after,
  ask,
  bearer,
  currency,
  defineProvider,
  fields,
  get,
  json,
  numeric,
  post,
  z,
} from '../contract/index.ts';

const token = post(
  'https://api.verda.com/v1/oauth2/token',
  [json('client_id', 'clientId'), json('client_secret', 'clientSecret')],
  { json: { grant_type: 'client_credentials' } },
);

export const verda = defineProvider({
  id: 'verda',
  name: 'Verda (DataCrunch)',
  category: 'cloud',
  links: { home: 'https://verda.com/', keys: 'https://console.verda.com/' },
  docs: { url: 'https://api.verda.com/v1/docs', readOn: '2026-11', confidence: 'official client' },
  credential: fields({
    clientId: {
      label: 'Client ID',
      env: ['VERDA_CLIENT_ID', 'DATACRUNCH_CLIENT_ID'],
      hint: 'The ID of the cloud API credentials, from the console.',
    },
    clientSecret: {
      label: 'Client secret',
      env: ['VERDA_CLIENT_SECRET', 'DATACRUNCH_CLIENT_SECRET'],
      hint: 'The secret of the same credentials. Both together see the project’s balance.',
    },
  }),
  summary: 'The balance of the project, in its currency.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  requests: {
    balance: after(
      ask(token, z.object({ access_token: z.string().min(1) }), { status: { 400: 'bad-credential' } }),
      ({ access_token }) => ({ token: access_token }),
      ask(get('https://api.verda.com/v1/balance', bearer('token')), z.object({ amount: numeric, currency })),
    ),
  },
  reading: ({ balance: { second: balance } }) => ({
    remaining: balance?.amount,
    ...(balance && { unit: { kind: 'money', code: balance.currency } }),
  }),
});
