import { currency, defineProvider, fields, get, header, numeric, z } from '../contract/index.ts';

export const textmagic = defineProvider({
  id: 'textmagic',
  name: 'Textmagic',
  category: 'messaging',
  links: { home: 'https://www.textmagic.com/', keys: 'https://app.textmagic.com/' },
  docs: { url: 'https://docs.textmagic.com/', readOn: '2026-11', confidence: 'documented' },
  credential: fields({
    username: {
      label: 'User name',
      env: ['TEXTMAGIC_USERNAME'],
      hint: 'The user name of the account.',
      secret: false,
    },
    key: {
      env: ['TEXTMAGIC_API_KEY', 'TEXTMAGIC_TOKEN'],
      hint: 'A version 2 API key from the settings. It sees the account’s balance.',
    },
  }),
  summary: 'The balance, in the account’s currency.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://rest.textmagic.com/api/v2/user', [
    header('x-tm-username', { field: 'username' }),
    header('x-tm-key'),
  ]),
  response: z.object({ balance: numeric, currency: z.object({ id: currency }) }),
  reading: ({ balance: remaining, currency: { id: code } }) => ({ remaining, unit: { kind: 'money', code } }),
});
