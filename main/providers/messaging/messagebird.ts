import { apiKey, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

const money = (code: string) => ({ kind: 'money' as const, code });
const units = {
  euros: money('EUR'),
  dollars: money('USD'),
  pounds: money('GBP'),
  credits: { kind: 'credits' as const },
};
const wrongKey = {
  kind: 'bad-credential' as const,
  because: 'keys of the newer Bird platform do not work here',
};

export const messagebird = defineProvider({
  id: 'messagebird',
  name: 'MessageBird',
  alsoCalled: ['Bird'],
  category: 'messaging',
  links: {
    home: 'https://bird.com/',
    keys: 'https://dashboard.messagebird.com/en/developers/access',
    billing: 'https://dashboard.messagebird.com/en/billing',
  },
  docs: {
    url: 'https://developers.messagebird.com/api/balance/',
    readOn: '2026-11',
    confidence: 'official client',
  },
  credential: apiKey({
    label: 'Access key',
    env: ['MESSAGEBIRD_ACCESS_KEY', 'MESSAGEBIRD_API_KEY'],
    hint: 'A live access key of the MessageBird dashboard, under Developers, API access. Keys of the newer Bird platform do not work.',
  }),
  summary: 'The prepaid balance, in the account’s currency or in credits.',
  unit: money('EUR'),
  floor: 5,

  request: get('https://rest.messagebird.com/balance', header('authorization', { prefix: 'AccessKey ' })),
  response: z.object({
    payment: maybe(z.string()),
    type: z.enum(['euros', 'dollars', 'pounds', 'credits']),
    amount: numeric,
  }),
  reading: ({ payment, type, amount }) =>
    payment === 'postpaid'
      ? { notes: ['This account is postpaid: it has no balance.'] }
      : { unit: units[type], remaining: amount },
  errors: {
    message: 'errors.0.description',
    code: 'errors.0.code',
    codes: { 2: wrongKey },
    status: { 401: wrongKey },
  },
});
