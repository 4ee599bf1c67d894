import { apiKey, defineProvider, get, header, numeric, z } from '../contract/index.ts';

export const skrapp = defineProvider({
  id: 'skrapp',
  name: 'Skrapp',
  category: 'data',
  links: { home: 'https://skrapp.io/', keys: 'https://app.skrapp.io/' },
  docs: { url: 'https://skrapp.io/api', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['SKRAPP_API_KEY'],
    hint: 'The API key from the app’s settings. It sees the account’s email credits.',
  }),
  summary: 'The email credits left and used of the plan.',

  request: get('https://api.skrapp.io/api/v2/account', header('x-access-key')),
  response: z.object({ credit: z.object({ email: z.object({ quota: numeric, used: numeric }) }) }),
  reading: ({ credit: { email } }) => ({ label: 'Email credits', used: email.used, limit: email.quota }),
  errors: {
    code: 'status_code',
    codes: { 401: 'bad-credential', 402: 'exhausted', 429: 'rate-limited' },
    in200: ({ status_code: status }) => (numeric.safeParse(status).data ?? 200) !== 200,
  },
});
