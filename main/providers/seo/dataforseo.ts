import { basic, defineProvider, fields, get, listOf, numeric, refuse, z } from '../contract/index.ts';

/** Of a large answer, only this. */
const money = z.object({ money: z.object({ balance: numeric }) });
const task = z.object({ result: listOf(money, { required: true }) });
/** There is a code in the answer, and one in its only task; 20000 means success. */
const coded = z.object({ status_code: numeric, tasks: listOf(z.object({ status_code: numeric })) });

export const dataforseo = defineProvider({
  id: 'dataforseo',
  name: 'DataForSEO',
  category: 'seo',
  links: {
    home: 'https://dataforseo.com/',
    keys: 'https://app.dataforseo.com/api-access',
    billing: 'https://app.dataforseo.com/billing',
  },
  docs: {
    url: 'https://docs.dataforseo.com/v3/appendix/user_data/',
    readOn: '2026-08',
    confidence: 'recorded',
  },
  credential: fields({
    login: {
      label: 'API login',
      env: ['DATAFORSEO_LOGIN'],
      hint: 'The login on the page for API access, usually your e-mail address.',
    },
    password: {
      label: 'API password',
      env: ['DATAFORSEO_PASSWORD'],
      hint: 'The password on the page for API access. It is not the one you sign in with.',
    },
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The balance in US dollars.',

  request: get(
    'https://api.dataforseo.com/v3/appendix/user_data',
    basic({ user: 'login', password: 'password' }),
  ),
  response: z.object({ tasks: listOf(task, { required: true }) }),
  reading({ tasks: [first] }) {
    const balance = first?.result[0]?.money.balance;
    return balance === undefined ? refuse('refused') : { remaining: balance };
  },
  errors: {
    code(body) {
      const told = coded.safeParse(body).data;
      const codes = told ? [told.status_code, ...told.tasks.map(({ status_code }) => status_code)] : [];
      return String(codes.find((code) => code !== 20_000) ?? '');
    },
    codes: { '401*': 'bad-credential', '402*': 'exhausted', '403*': 'limited-scope', '5*': 'unavailable' },
  },
});
