import { apiKey, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

export const outscraper = defineProvider({
  id: 'outscraper',
  name: 'Outscraper',
  category: 'web scraping',
  links: { home: 'https://outscraper.com/', keys: 'https://app.outscraper.com/profile' },
  docs: { url: 'https://app.outscraper.com/api-docs', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['OUTSCRAPER_API_KEY'],
    hint: 'An API key from the profile page. It sees the account’s balance.',
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.outscraper.com/profile/balance', header('x-api-key')),
  response: z.object({ balance: numeric, account_status: maybe(z.string()) }),
  reading: ({ balance, account_status: status }) => ({
    remaining: balance,
    notes: status === null || status === 'valid' ? [] : [`The status of the account is “${status}”.`],
  }),
  // A bad key is answered with 401 or 403; `error` can come with any status.
  errors: {
    message: 'errorMessage',
    in200: ({ error }) => error === true,
    status: { 403: 'bad-credential' },
  },
});
