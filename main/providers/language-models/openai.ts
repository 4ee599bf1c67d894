import {
  apiKey,
  ask,
  bearer,
  costOf,
  costPage,
  dayOf,
  daysBefore,
  defineProvider,
  epochSeconds,
  get,
  listOf,
  nextCostPage,
  numeric,
  pages,
  timed,
  z,
} from '../contract/index.ts';

const costs = 'https://api.openai.com/v1/organization/costs?start_time={from}&bucket_width=1d&limit=31';
const amount = z.object({ value: numeric, currency: z.string().regex(/^usd$/i) });
const page = costPage(
  z
    // A day without results cost nothing.
    .object({ start_time: epochSeconds.pipe(z.number()), results: listOf(z.object({ amount })) })
    .transform(({ start_time, results }) =>
      costOf(
        dayOf(start_time),
        results.map((result) => result.amount.value),
      ),
    ),
);
const wrongKind =
  'This key is for requests to the models. Make an admin key on the page for admin keys; only owners of the organization can.';

export const openai = defineProvider({
  id: 'openai',
  name: 'OpenAI',
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
    costs: timed(
      (now) => ({ from: String(daysBefore(now, 30) / 1000) }),
      pages(ask(get(costs, bearer()), page), nextCostPage, ask(get(`${costs}&page={page}`, bearer()), page)),
    ),
  },
  reading: ({ costs }) => ({ dailyUse: costs.flatMap(({ data }) => data) }),
  errors: {
    words: [[/\bscopes?\b|permission/i, { kind: 'limited-scope', because: 'it needs an admin key' }]],
  },
});
