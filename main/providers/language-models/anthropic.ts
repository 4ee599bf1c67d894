import {
  apiKey,
  ask,
  costOf,
  costPage,
  day,
  daysBefore,
  defineProvider,
  get,
  header,
  listOf,
  nextCostPage,
  numeric,
  pages,
  timed,
  z,
} from '../contract/index.ts';

const costs =
  'https://api.anthropic.com/v1/organizations/cost_report?starting_at={from}&bucket_width=1d&limit=31';
const version = { headers: { 'anthropic-version': '2023-06-01' } };
// Cents with decimals, as a string: "8412.50" is 84.125 USD.
const result = z.object({ amount: numeric, currency: z.string().regex(/^usd$/i) });
const page = costPage(
  z.object({ starting_at: day, results: listOf(result) }).transform(({ starting_at, results }) =>
    costOf(
      starting_at,
      results.map(({ amount }) => amount / 100),
    ),
  ),
);

export const anthropic = defineProvider({
  id: 'anthropic',
  name: 'Anthropic',
  category: 'language models',
  links: {
    home: 'https://www.anthropic.com/',
    keys: 'https://platform.claude.com/settings/admin-keys',
    billing: 'https://platform.claude.com/settings/billing',
  },
  docs: {
    url: 'https://platform.claude.com/docs/en/api/admin-api/usage-cost/get-cost-report',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Admin key',
    env: ['ANTHROPIC_ADMIN_KEY'],
    prefix: 'sk-ant-admin',
    otherKinds: {
      'sk-ant-api':
        'This key is for requests to the models. Make an admin key on the page for admin keys; only admins of the organization can.',
    },
    hint: 'An admin key of the organization. It sees what the whole organization spent; keys for the models do not.',
  }),
  unit: { kind: 'money', code: 'USD' },
  balance: 'usage',
  summary: 'What the organization spent on each of the last 31 days. Anthropic does not tell what is left.',

  requests: {
    costs: timed(
      (now) => ({ from: new Date(daysBefore(now, 30)).toISOString().replace('.000', '') }),
      pages(
        ask(get(costs, header('x-api-key'), version), page),
        nextCostPage,
        ask(get(`${costs}&page={page}`, header('x-api-key'), version), page),
      ),
    ),
  },
  reading: ({ costs }) => ({ dailyUse: costs.flatMap(({ data }) => data) }),
});
