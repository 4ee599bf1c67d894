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

// The platform in China (`siliconflow-cn`) answers alike, but has accounts, keys and a currency of its own.

export const answer = z.object({
  data: z.object({ totalBalance: numeric, balance: maybe(numeric), chargeBalance: maybe(numeric) }),
});

/** `balance` is only what was given for free. */
export const readingOf = ({ data }: z.infer<typeof answer>): ReadingParts => ({
  remaining: data.totalBalance,
  grants: givenAndPaid(data.balance, data.chargeBalance),
});

export const errors: ErrorRules = {
  in200: ({ code, status }) => (numeric.safeParse(code).data ?? 20_000) !== 20_000 || status === false,
  status: { 403: 'bad-credential' },
};

export const siliconflow = defineProvider({
  id: 'siliconflow',
  name: 'SiliconFlow',
  category: 'language models',
  links: {
    home: 'https://www.siliconflow.com/',
    keys: 'https://cloud.siliconflow.com/account/ak',
    billing: 'https://cloud.siliconflow.com/expensebill',
  },
  docs: {
    url: 'https://docs.siliconflow.com/en/api-reference/userinfo/get-user-info',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: apiKey({
    env: ['SILICONFLOW_API_KEY'],
    prefix: 'sk-',
    hint: 'Any API key of cloud.siliconflow.com. Keys of cloud.siliconflow.cn belong to “SiliconFlow (China)”.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in US dollars, free credit and top-ups apart.',

  request: get('https://api.siliconflow.com/v1/user/info', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
