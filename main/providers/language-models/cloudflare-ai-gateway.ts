import { bearer, cents, defineProvider, fields, get, z } from '../contract/index.ts';

export const cloudflareAiGateway = defineProvider({
  id: 'cloudflare-ai-gateway',
  name: 'Cloudflare AI Gateway',
  category: 'language models',
  links: {
    home: 'https://developers.cloudflare.com/ai-gateway/',
    keys: 'https://dash.cloudflare.com/profile/api-tokens',
    billing: 'https://dash.cloudflare.com/?to=/:account/ai/ai-gateway',
  },
  docs: {
    url: 'https://developers.cloudflare.com/api/resources/ai_gateway/subresources/billing/methods/credit_balance/',
    readOn: '2026-10',
    confidence: 'documented',
  },
  credential: fields({
    account: {
      label: 'Account ID',
      env: ['CLOUDFLARE_ACCOUNT_ID', 'CF_ACCOUNT_ID'],
      hint: 'The ID of the account, 32 characters, on the overview page of Workers & Pages.',
      secret: false,
    },
    token: {
      label: 'API token',
      env: ['CLOUDFLARE_API_TOKEN', 'CF_API_TOKEN'],
      hint: 'An API token with the permission “AI Gateway Read”, from your profile. The global API key does not work.',
    },
  }),
  summary: 'The credits for unified billing, in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get(
    'https://api.cloudflare.com/client/v4/accounts/{account}/ai-gateway/billing/credit-balance',
    bearer('token'),
  ),
  // In cents, as all amounts of AI Gateway: 1000 after a payment of 10 USD (a client’s measurement, October 2026).
  response: z.object({ result: z.object({ balance: cents }) }),
  reading: ({ result }) => ({ remaining: result.balance }),
  errors: { in200: ({ success }) => success === false },
});
