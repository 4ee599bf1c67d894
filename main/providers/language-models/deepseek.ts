import {
  apiKey,
  bearer,
  booleanish,
  currency,
  defineProvider,
  get,
  givenAndPaid,
  listOf,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

const part = maybe(numeric);
const row = z.object({ currency, total_balance: numeric, granted_balance: part, topped_up_balance: part });

export const deepseek = defineProvider({
  id: 'deepseek',
  name: 'DeepSeek',
  category: 'language models',
  links: {
    home: 'https://www.deepseek.com/',
    keys: 'https://platform.deepseek.com/api_keys',
    billing: 'https://platform.deepseek.com/top_up',
  },
  docs: {
    url: 'https://api-docs.deepseek.com/api/get-user-balance',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['DEEPSEEK_API_KEY'],
    pattern: '^sk-[a-z0-9]{32}$',
    hint: 'Any API key. Each sees the balance of the whole account.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in each currency, and how much of it was granted or topped up.',

  request: get('https://api.deepseek.com/user/balance', bearer()),
  response: z.object({ is_available: maybe(booleanish), balance_infos: listOf(row, { required: true }) }),
  reading({ is_available, balance_infos: rows }) {
    const hasMoney = rows.some(({ total_balance }) => total_balance > 0);
    if (is_available === false && !hasMoney) return refuse('exhausted', 'the balance is used up.');
    return {
      // The currencies come in any order, and one may come alone.
      pools: rows.map(({ currency: code, ...balance }) => ({
        id: code.toLowerCase(),
        label: `Balance in ${code}`,
        unit: { kind: 'money', code },
        remaining: balance.total_balance,
        grants: givenAndPaid(balance.granted_balance, balance.topped_up_balance),
      })),
      notes: [is_available === false && 'DeepSeek refuses requests, although there is a balance.'],
    };
  },
});
