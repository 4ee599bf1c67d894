import {
  apiKey,
  costOf,
  costReport,
  day,
  defineProvider,
  get,
  header,
  listOf,
  numeric,
  z,
} from '../contract/index.ts';

const costs =
  'https://api.anthropic.com/v1/organizations/cost_report?starting_at={from}&bucket_width=1d&limit=31';
const version = { headers: { 'anthropic-version': '2023-06-01' } };
// Cents with decimals, as a string: "8412.50" is 84.125 USD.
const result = z
  .object({ amount: numeric, currency: z.string().regex(/^usd$/i) })
  .transform(({ amount }) => amount / 100);
const cost = z
  .object({ starting_at: day, results: listOf(result) })
  .transform(({ starting_at, results }) => costOf(starting_at, results));

export const anthropic = defineProvider({
  id: 'anthropic',
  name: 'Anthropic',
  alsoCalled: ['Claude'],
  category: 'language models',
  links: {
    home: 'https://www.anthropic.com/',
    keys: 'https://platform.claude.com/settings/admin-keys',
    billing: 'https://platform.claude.com/settings/billing',
  },
  docs: {
    url: 'https://platform.claude.com/docs/manage-claude/usage-cost-api',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Admin key',
    env: ['ANTHROPIC_ADMIN_KEY'],
    prefix: 'sk-ant-admin',
    otherKinds: {
      'sk-ant-api': 'This key is for the models. Make an admin key on the page for admin keys, as an admin.',
    },
    hint: 'An admin key of the organization. It sees what the whole organization spent; keys for the models do not.',
  }),
  unit: { kind: 'money', code: 'USD' },
  balance: 'usage',
  summary: 'What the organization spent on each of the last 31 days. Anthropic does not tell what is left.',

  requests: {
    costs: costReport(cost, (midnight) => new Date(midnight).toISOString().replace('.000', ''), {
      first: get(costs, header('x-api-key'), version),
      further: get(`${costs}&page={page}`, header('x-api-key'), version),
    }),
  },
  reading: ({ costs }) => ({ dailyUse: costs.flatMap(({ data }) => data) }),
});
