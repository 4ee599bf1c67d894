import {
  defineProvider,
  fields,
  get,
  labelFrom,
  listOf,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

const usage = z.object({ today: maybe(numeric), month: maybe(numeric) });
const product = z.object({ id: z.string().min(1), per_month_limit: maybe(unlimited(numeric)), usage });
const signed = [query('api_username', 'username'), query('api_key')];

export const domaintools = defineProvider({
  id: 'domaintools',
  name: 'DomainTools',
  category: 'security',
  links: { home: 'https://www.domaintools.com/', keys: 'https://account.domaintools.com/my-account/' },
  docs: { url: 'https://docs.domaintools.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: fields({
    username: {
      label: 'API user name',
      env: ['DOMAINTOOLS_USERNAME', 'DOMAINTOOLS_API_USERNAME'],
      hint: 'The API user name, from the account page.',
      secret: false,
    },
    key: {
      env: ['DOMAINTOOLS_API_KEY', 'DOMAINTOOLS_KEY'],
      hint: 'The API key beside it. It sees the limits and the use of all products.',
    },
  }),
  summary: 'The requests of this month for each product in use, with its monthly limit.',
  unit: { kind: 'requests' },

  request: get('https://api.domaintools.com/v1/account', signed),
  response: z.object({ response: z.object({ products: listOf(product, { required: true }) }) }),
  // An account has some thirty products, most of them never used.
  reading: ({ response: { products } }) => ({
    pools: products
      .filter(({ usage }) => (usage.month ?? 0) > 0 || (usage.today ?? 0) > 0)
      .map(({ id, per_month_limit: limit, usage }) => ({
        id,
        label: labelFrom(id.replaceAll('-', '_')),
        used: usage.month ?? usage.today,
        limit,
        cycle: { frequency: 'monthly' },
      })),
  }),
  errors: { words: [[/credentials\b.*\bdo not match/i, 'bad-credential']] },
});
