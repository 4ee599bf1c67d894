import {
  booleanish,
  cents,
  defineProvider,
  fields,
  form,
  maybe,
  post,
  refuse,
  z,
} from '../contract/index.ts';

export const deathbycaptcha = defineProvider({
  id: 'deathbycaptcha',
  name: 'DeathByCaptcha',
  category: 'captcha solving',
  links: { home: 'https://deathbycaptcha.com/', keys: 'https://deathbycaptcha.com/user/login' },
  docs: { url: 'https://deathbycaptcha.com/api', readOn: '2026-11', confidence: 'third-party clients' },
  credential: fields({
    username: {
      label: 'User name',
      env: ['DBC_USERNAME', 'DEATHBYCAPTCHA_USERNAME'],
      hint: 'The user name of the account.',
      secret: false,
    },
    password: {
      label: 'Password',
      env: ['DBC_PASSWORD', 'DEATHBYCAPTCHA_PASSWORD'],
      hint: 'The password of the account. It sees the balance, and it can spend it.',
    },
  }),
  summary: 'The balance in US dollars.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: post(
    'https://api.dbcapi.me/api/user',
    [form('username', 'username'), form('password', 'password')],
    {
      headers: { accept: 'application/json' },
    },
  ),
  response: z.object({ balance: cents, is_banned: maybe(booleanish) }),
  reading: ({ balance: remaining, is_banned }) =>
    is_banned ? refuse('exhausted', 'the account is banned.') : { remaining },
  errors: { code: 'status', codes: { 255: 'bad-credential' }, status: { 403: 'bad-credential' } },
});
