import {
  apiKey,
  bearer,
  costOf,
  costReport,
  dayOf,
  defineProvider,
  epochSeconds,
  get,
  listOf,
  numeric,
  z,
} from '../contract/index.ts';

const costs = 'https://api.openai.com/v1/organization/costs?start_time={from}&bucket_width=1d&limit=31';
const result = z
  .object({ amount: z.object({ value: numeric, currency: z.string().regex(/^usd$/i) }) })
  .transform(({ amount }) => amount.value);
// A day without results cost nothing.
const day = z
  .object({ start_time: epochSeconds.pipe(z.number()), results: listOf(result) })
  .transform(({ start_time, results }) => costOf(dayOf(start_time), results));
const wrongKind = 'This key is for the models. Make an admin key on the page for admin keys, as an owner.';

export const openai = defineProvider({
  id: 'openai',
  name: 'OpenAI',
  alsoCalled: ['ChatGPT', 'GPT'],
  category: 'language models',
  links: {
    home: 'https://platform.openai.com/',
    keys: 'https://platform.openai.com/settings/organization/admin-keys',
    billing: 'https://platform.openai.com/settings/organization/billing/overview',
  },
  docs: {
    url: 'https://platform.openai.com/docs/api-reference/usage/costs',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Admin key',
    env: ['OPENAI_ADMIN_KEY'],
    prefix: 'sk-admin-',
    otherKinds: { 'sk-proj-': wrongKind, 'sk-svcacct-': wrongKind },
    hint: 'An admin key of the organization. It sees what the whole organization spent; keys of projects do not.',
  }),
  unit: { kind: 'money', code: 'USD' },
  balance: 'usage',
  summary: 'What the organization spent on each of the last 31 days. OpenAI does not tell what is left.',

  requests: {
    costs: costReport(day, (midnight) => String(midnight / 1000), {
      first: get(costs, bearer()),
      further: get(`${costs}&page={page}`, bearer()),
    }),
  },
  reading: ({ costs }) => ({ dailyUse: costs.flatMap(({ data }) => data) }),
  errors: { words: [[/scope|permission/i, { kind: 'limited-scope', because: 'it needs an admin key' }]] },
});
