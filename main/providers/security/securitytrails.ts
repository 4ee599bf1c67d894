import { apiKey, defineProvider, get, header, numeric, unlimited, z } from '../contract/index.ts';

export const securitytrails = defineProvider({
  id: 'securitytrails',
  name: 'SecurityTrails',
  category: 'security',
  links: {
    home: 'https://securitytrails.com/',
    keys: 'https://securitytrails.com/app/account/credentials',
    billing: 'https://securitytrails.com/app/account/quota',
  },
  docs: { url: 'https://docs.securitytrails.com/reference/usage', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['SECURITYTRAILS_API_KEY', 'SECURITYTRAILS_KEY'],
    hint: 'An API key from the page for credentials. It sees the account’s quota.',
  }),
  summary: 'The requests used and left this month.',
  unit: { kind: 'requests' },

  request: get('https://api.securitytrails.com/v1/account/usage', header('apikey')),
  response: z.object({ current_monthly_usage: numeric, allowed_monthly_usage: unlimited(numeric) }),
  reading: ({ current_monthly_usage: used, allowed_monthly_usage: limit }) => ({
    used,
    limit,
    cycle: { frequency: 'monthly' },
  }),
});
