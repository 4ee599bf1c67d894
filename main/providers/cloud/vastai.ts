import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const vastai = defineProvider({
  id: 'vastai',
  name: 'Vast.ai',
  category: 'cloud',
  links: {
    home: 'https://vast.ai/',
    keys: 'https://cloud.vast.ai/manage-keys/',
    billing: 'https://cloud.vast.ai/billing/',
  },
  docs: {
    url: 'https://docs.vast.ai/cli/reference/show-user',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['VAST_API_KEY'],
    hint: 'An API key that may read the user. It sees the account’s credit.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The credit left, in US dollars.',

  request: get('https://console.vast.ai/api/v0/users/current', bearer()),
  // The answer also has personal data and keys. `balance` is a ledger whose sign is not documented.
  response: z.object({ credit: numeric }),
  reading: ({ credit }) => ({ remaining: credit }),
});
