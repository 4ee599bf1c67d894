import {
  apiKey,
  ask,
  bearer,
  currency,
  dayMs,
  defineProvider,
  get,
  listOf,
  maybe,
  numeric,
  type PoolParts,
  tidy,
  z,
} from '../contract/index.ts';

/** Whole units as a text, and billionths. */
const cost = z.object({ currencyCode: currency, units: numeric, nanos: maybe(numeric) });

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
    accounts: ask(
      get('https://api.fireworks.ai/v1/accounts', bearer()),
      z.object({
        accounts: listOf(z.object({ name: z.string().regex(/^(accounts\/)?[\w.-]+$/) }), { required: true }),
      }),
    ),
    summary: ask(
      get(
        'https://api.fireworks.ai/v1/accounts/{account}/billing/summary?startTime={start}&endTime={end}',
        bearer(),
      ),
      z.object({ lineItems: listOf(z.object({ totalCost: maybe(cost) }), { required: true }) }),
    ),
  },
  async read(asks, { now }) {
    const listed = await asks.accounts();
    if (!listed.ok) return listed;
    const accounts = listed.value.accounts
      .slice(0, mostAccounts)
      .map(({ name }) => name.replace('accounts/', ''));
    const today = new Date(now).toISOString().slice(0, 10);
    // Whole days in UTC; the end is not included.
    const start = `${today.slice(0, 8)}01T00:00:00Z`;
    const end = `${new Date(now + dayMs).toISOString().slice(0, 10)}T00:00:00Z`;
    const pools: PoolParts[] = [];
    for (const account of accounts) {
      const summary = await asks.summary({ account, start, end });
      if (!summary.ok) return summary;
      const costs = summary.value.lineItems.flatMap(({ totalCost }) => totalCost ?? []);
      const inDollars = costs.filter(({ currencyCode }) => currencyCode === 'USD');
      const used = tidy(inDollars.reduce((sum, { units, nanos }) => sum + units + (nanos ?? 0) / 1e9, 0));
      pools.push({ label: accounts.length === 1 ? 'This month' : `This month (${account})`, used });
    }
    return { ok: true, value: { pools } };
  },
});

/** A key usually sees one. */
const mostAccounts = 10;
