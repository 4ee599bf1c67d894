import {
  apiKey,
  ask,
  bearer,
  defineProvider,
  firstOf,
  get,
  numeric,
  refuse,
  tidy,
  z,
} from '../contract/index.ts';

const totals = z
  .object({ data: z.object({ total_credits: numeric, total_usage: numeric }) })
  // Both count from the account's first day, so neither is the size of anything.
  .transform(({ data }) => ({ remaining: tidy(data.total_credits - data.total_usage) }));

export const managementKey = { label: 'Management key', env: ['OPENROUTER_MANAGEMENT_KEY'] };
const ofKey = z.object({ data: z.object({ usage: numeric }) });

export const openrouterCredits = defineProvider({
  id: 'openrouter-credits',
  name: 'OpenRouter (account)',
  category: 'language models',
  links: {
    home: 'https://openrouter.ai/',
    keys: 'https://openrouter.ai/settings/management-keys',
    billing: 'https://openrouter.ai/settings/credits',
  },
  docs: {
    url: 'https://openrouter.ai/docs/api/api-reference/credits/get-credits',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: apiKey({
    ...managementKey,
    prefix: 'sk-or-v1-',
    hint: 'A management key, made on the page for management keys. It sees the account’s credits; ordinary keys do not.',
  }),
  refresh: { shortestMs: 60_000 }, // The totals can be a minute old (documentation, August 2026).
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The credits of the whole account, in US dollars.',

  requests: {
    // An ordinary key gets 403, or 401 like a wrong one: then its own page tells which it is.
    credits: firstOf(
      ask(get('https://openrouter.ai/api/v1/credits', bearer()), totals),
      ask(get('https://openrouter.ai/api/v1/key', bearer()), ofKey),
      { on: [401] },
    ),
  },
  errors: { words: [[/management/i, { kind: 'limited-scope', because: 'it needs a management key' }]] },
  reading: ({ credits }) =>
    'remaining' in credits
      ? credits
      : refuse('limited-scope', 'this is an ordinary key. Only a management key sees the account’s credits.'),
});
