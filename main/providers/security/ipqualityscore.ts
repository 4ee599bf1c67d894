import { apiKey, defineProvider, get, numeric, unlimited, z } from '../contract/index.ts';

export const ipqualityscore = defineProvider({
  id: 'ipqualityscore',
  name: 'IPQualityScore',
  category: 'security',
  links: {
    home: 'https://www.ipqualityscore.com/',
    keys: 'https://www.ipqualityscore.com/user/settings',
    billing: 'https://www.ipqualityscore.com/plans',
  },
  docs: {
    url: 'https://www.ipqualityscore.com/documentation/account-management/usage',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['IPQS_API_KEY', 'IPQUALITYSCORE_API_KEY'],
    hint: 'The API key from the settings. It sees the account’s credits.',
  }),
  summary: 'The credits used and left of the plan.',

  request: get('https://www.ipqualityscore.com/api/json/account/{key}'),
  // `credits` is what the plan has in this billing period, not what is left.
  response: z.object({ credits: unlimited(numeric), usage: numeric }),
  reading: ({ credits: limit, usage: used }) => ({ used, limit }),
  errors: { in200: ({ success }) => success === false },
});
