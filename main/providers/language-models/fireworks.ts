import {
  apiKey,
  ask,
  bearer,
  currency,
  dayMs,
  dayOf,
  defineProvider,
  each,
  get,
  listOf,
  maybe,
  numeric,
  summed,
  timed,
  z,
} from '../contract/index.ts';

const api = 'https://api.fireworks.ai/v1';
const account = z
  .string()
  .regex(/^(accounts\/)?[\w.-]+$/)
  .transform((name) => name.replace('accounts/', ''));
/** Whole units as a text, and billionths; what is zero may be left out. */
const cost = z
  .object({ currencyCode: currency, units: maybe(numeric), nanos: maybe(numeric) })
  .transform(({ currencyCode, units, nanos }) => [currencyCode, (units ?? 0) + (nanos ?? 0) / 1e9] as const);
const accounts = z.object({ accounts: listOf(z.object({ name: account }), { required: true }) });
const summary = z.object({ lineItems: listOf(z.object({ totalCost: maybe(cost) }), { required: true }) });

export const fireworks = defineProvider({
  id: 'fireworks',
  name: 'Fireworks AI',
  category: 'language models',
  links: {
    home: 'https://fireworks.ai/',
    keys: 'https://app.fireworks.ai/settings/users/api-keys',
    billing: 'https://app.fireworks.ai/account/billing',
  },
  docs: {
    url: 'https://docs.fireworks.ai/api-reference/get-billing-summary',
    readOn: '2026-06',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['FIREWORKS_API_KEY'],
    prefix: 'fw_',
    hint: 'An API key from the settings. It sees what its accounts have spent, not the credits left.',
  }),
  summary: 'What was spent this month (UTC) in US dollars. No endpoint reports the credits left.',
  unit: { kind: 'money', code: 'USD' },
  balance: 'usage',

  requests: {
    all: each(
      ask(get(`${api}/accounts`, bearer()), accounts),
      ({ accounts }) => accounts.map(({ name }) => ({ account: name })),
      // Whole days in UTC; the end is not included.
      timed(
        (now) => ({ start: `${dayOf(now).slice(0, 8)}01T00:00:00Z`, end: `${dayOf(now + dayMs)}T00:00:00Z` }),
        ask(
          get(`${api}/accounts/{account}/billing/summary?startTime={start}&endTime={end}`, bearer()),
          summary,
        ),
      ),
    ),
  },
  reading: ({ all: { first, each: summaries } }) => ({
    pools: summaries.flatMap(({ lineItems }, index) => {
      const costs = lineItems.flatMap(({ totalCost }) => (totalCost === null ? [] : [totalCost]));
      return summed(lineItems.length === 0 ? [['USD', 0]] : costs).map(([code, used]) => ({
        label: [
          'This month',
          // A key usually sees one account, and costs are in dollars.
          ...(summaries.length === 1 ? [] : [`(${first.accounts[index]?.name})`]),
          ...(code === 'USD' ? [] : [`in ${code}`]),
        ].join(' '),
        unit: { kind: 'money' as const, code },
        used,
      }));
    }),
  }),
});
