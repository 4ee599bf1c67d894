import { apiKey, defineProvider, get, numeric, query, text, z } from '../contract/index.ts';

export const semrush = defineProvider({
  id: 'semrush',
  name: 'Semrush',
  category: 'seo',
  links: {
    home: 'https://www.semrush.com/',
    keys: 'https://www.semrush.com/accounts/subscription-info/api-units/',
    billing: 'https://www.semrush.com/accounts/subscription-info/',
  },
  docs: {
    url: 'https://developer.semrush.com/api/get-started/api-units-balance',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SEMRUSH_API_KEY'],
    hint: 'The account’s API key, under Subscription info, API units. It sees the units of the Standard API, not those of Trends.',
  }),
  summary: 'The API units left.',
  unit: { kind: 'count', one: 'unit', many: 'units' },
  floor: 1000,

  request: get('https://www.semrush.com/users/countapiunits.html', query('key')),
  // Plain text, with or without commas between thousands.
  response: text(
    z.preprocess((body) => {
      const line = String(body).split('\n')[0]?.trim() ?? '';
      return /^\d{1,3}(,\d{3})+$/.test(line) ? line.replaceAll(',', '') : line;
    }, numeric),
  ),
  reading: (remaining) => ({ remaining }),
  // `ERROR 120 :: WRONG KEY - ID PAIR`, at 200 or at 403.
  errors: {
    code: (_, body) => /^\s*ERROR\b( \d+)?/.exec(body)?.[0].trim().replace(' ', '_') ?? '',
    codes: {
      ERROR_120: 'bad-credential',
      ERROR_121: 'bad-credential',
      ERROR_122: 'bad-credential',
      ERROR_130: { kind: 'limited-scope', because: 'the API is not enabled for this account' },
      ERROR_131: 'rate-limited',
      ERROR_132: 'exhausted',
      'ERROR*': 'refused',
    },
  },
});
