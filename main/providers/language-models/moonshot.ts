import {
  apiKey,
  bearer,
  defineProvider,
  type ErrorRules,
  get,
  givenAndPaid,
  maybe,
  numeric,
  type ReadingParts,
  z,
} from '../contract/index.ts';

// The platform in China (`moonshot-cn`) answers alike, but has accounts, keys and a currency of its own.

export const answer = z.object({
  data: z.object({
    available_balance: numeric,
    voucher_balance: maybe(numeric),
    cash_balance: maybe(numeric),
  }),
});

export function readingOf({ data }: z.infer<typeof answer>): ReadingParts {
  const { available_balance: remaining, voucher_balance: vouchers, cash_balance: cash } = data;
  // Cash below zero is a debt: then vouchers and cash are not what the balance consists of.
  return { remaining, grants: (cash ?? 0) < 0 ? [] : givenAndPaid(vouchers, cash) };
}

export const errors: ErrorRules = {
  in200: ({ code, status }) => (numeric.safeParse(code).data ?? 0) !== 0 || status === false,
};

export const moonshot = defineProvider({
  id: 'moonshot',
  name: 'Moonshot',
  alsoCalled: ['Kimi'],
  category: 'language models',
  links: {
    home: 'https://platform.moonshot.ai/',
    keys: 'https://platform.moonshot.ai/console/api-keys',
    billing: 'https://platform.moonshot.ai/console/pay',
  },
  docs: { url: 'https://platform.moonshot.ai/docs/api/balance', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({
    env: ['MOONSHOT_API_KEY', 'KIMI_API_KEY'],
    hint: 'Any API key of platform.moonshot.ai. Keys of platform.moonshot.cn belong to “Moonshot (China)”.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in US dollars, with vouchers and cash.',

  request: get('https://api.moonshot.ai/v1/users/me/balance', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
