import { apiKey, currency, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const gatewayapi = defineProvider({
  id: 'gatewayapi',
  name: 'GatewayAPI',
  category: 'messaging',
  links: {
    home: 'https://gatewayapi.com/',
    keys: 'https://gatewayapi.com/app/settings/api-oauth/',
    billing: 'https://gatewayapi.com/app/',
  },
  docs: { url: 'https://gatewayapi.com/docs/apis/rest/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['GATEWAYAPI_TOKEN', 'GATEWAYAPI_API_KEY'],
    hint: 'An API token from the settings. It sees the account’s balance.',
  }),
  summary: 'The balance, in the account’s currency.',
  unit: { kind: 'money', code: 'EUR' },
  floor: 5,

  request: get('https://gatewayapi.com/rest/me', header('authorization', { prefix: 'Token ' })),
  response: z.object({ credit: numeric, currency }),
  reading: ({ credit: remaining, currency: code }) => ({ remaining, unit: { kind: 'money', code } }),
});
