import { apiKey, bearer, defineProvider, get, maybe, numeric, tidy, z } from '../contract/index.ts';

/** Amounts are texts in 1/10000 of a dollar. */
const dollars = numeric.transform((amount) => tidy(amount / 10_000));

export const novita = defineProvider({
  id: 'novita',
  name: 'Novita AI',
  category: 'language models',
  links: {
    home: 'https://novita.ai/',
    keys: 'https://novita.ai/settings/key-management',
    billing: 'https://novita.ai/billing',
  },
  docs: {
    url: 'https://novita.ai/docs/api-reference/basic-get-user-balance',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['NOVITA_API_KEY'],
    prefix: 'sk_',
    hint: 'Any API key of the account, from the page for key management. It sees the whole account.',
  }),
  summary:
    'What you can spend in US dollars, permitted debt included, and invoices that are still to be paid.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.novita.ai/openapi/v1/billing/balance/detail', bearer()),
  // `creditLimit` is how much you may owe, not the size of a plan.
  response: z.object({ availableBalance: dollars, outstandingInvoices: maybe(dollars) }),
  reading: ({ availableBalance, outstandingInvoices: owed }) => ({
    remaining: availableBalance,
    notes: [owed !== null && owed > 0 && `You owe ${owed.toFixed(2)} USD.`],
  }),
});
