import { apiKey, currency, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const seven = defineProvider({
  id: 'seven',
  name: 'seven.io',
  category: 'messaging',
  links: {
    home: 'https://www.seven.io/',
    keys: 'https://app.seven.io/developer',
    billing: 'https://app.seven.io/',
  },
  docs: {
    url: 'https://docs.seven.io/en/rest-api/endpoints/balance',
    readOn: '2026-11',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['SEVEN_API_KEY', 'SMS77_API_KEY'],
    hint: 'An API key from the page for developers. It sees the account’s balance.',
  }),
  summary: 'The balance in euros.',
  unit: { kind: 'money', code: 'EUR' },
  floor: 5,

  request: get('https://gateway.seven.io/api/balance', header('x-api-key'), {
    headers: { accept: 'application/json' },
  }),
  // Some accounts are answered with the bare number.
  response: z
    .union([z.looseObject({}), numeric.transform((amount) => ({ amount }))])
    .pipe(z.object({ amount: numeric, currency: maybe(currency) })),
  reading: ({ amount: remaining, currency: code }) => ({
    remaining,
    ...(code !== null && { unit: { kind: 'money', code } }),
  }),
  errors: { code: (_, text) => text.trim(), codes: { 900: 'bad-credential' } },
});
