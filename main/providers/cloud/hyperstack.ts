import { apiKey, booleanish, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const hyperstack = defineProvider({
  id: 'hyperstack',
  name: 'Hyperstack',
  mark: 'HS',
  category: 'cloud',
  links: {
    home: 'https://www.hyperstack.cloud/',
    keys: 'https://console.hyperstack.cloud/api-keys',
    billing: 'https://console.hyperstack.cloud/billing',
  },
  docs: { url: 'https://docs.hyperstack.cloud/', readOn: '2026-11', confidence: 'official client' },
  credential: apiKey({
    env: ['HYPERSTACK_API_KEY'],
    hint: 'An API key from the console. It sees the credit of the organization.',
  }),
  summary: 'The credit left in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 10,

  request: get('https://infrahub-api.nexgencloud.com/v1/billing/user-credit/credit', header('api_key')),
  response: z.object({ data: z.object({ credit: numeric, can_create_instance: maybe(booleanish) }) }),
  reading: ({ data: { credit: remaining, can_create_instance: canCreate } }) => ({
    remaining,
    notes: [canCreate === false && 'Hyperstack starts no more machines with this credit.'],
  }),
  errors: { in200: ({ status }) => status === false },
});
