import { apiKey, bearer, creditOrDebt, defineProvider, get, numeric, z } from '../contract/index.ts';

export const vultr = defineProvider({
  id: 'vultr',
  name: 'Vultr',
  category: 'cloud',
  links: {
    home: 'https://www.vultr.com/',
    keys: 'https://my.vultr.com/settings/#settingsapi',
    billing: 'https://my.vultr.com/billing/',
  },
  docs: { url: 'https://www.vultr.com/api/#tag/account', readOn: '2026-07', confidence: 'official client' },
  credential: apiKey({
    env: ['VULTR_API_KEY'],
    hint: 'An API key with the billing right, from the settings. The settings must also allow this computer’s IP address.',
  }),
  summary: 'The credit left in US dollars after this month’s charges, or what you owe.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.vultr.com/v2/account', bearer()),
  response: z.object({ account: z.object({ balance: numeric, pending_charges: numeric }) }),
  // A negative balance is credit, a positive one is owed.
  reading: ({ account }) => creditOrDebt(-account.balance - account.pending_charges, 'USD'),
  // A 401 that names the IP address is about the account's allow list, not the key.
  errors: { words: [[/\bIP\b|allow.?list/i, 'limited-scope']] },
});
