import {
  apiKey,
  bearer,
  defineProvider,
  get,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

export const sendgrid = defineProvider({
  id: 'sendgrid',
  name: 'SendGrid',
  category: 'email',
  links: {
    home: 'https://sendgrid.com/',
    keys: 'https://app.sendgrid.com/settings/api_keys',
    billing: 'https://app.sendgrid.com/account/billing',
  },
  docs: {
    url: 'https://www.twilio.com/docs/sendgrid/api-reference/users-api/retrieve-your-credit-balance',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SENDGRID_API_KEY'],
    prefix: 'SG.',
    hint: 'An API key with full access, or with the permission to read the account’s credits. Keys of subusers see nothing.',
  }),
  unit: { kind: 'count', one: 'email', many: 'emails' },
  floor: 100,
  summary: 'The emails left and sent of the plan, and when they are reset.',

  request: get('https://api.sendgrid.com/v3/user/credits', bearer()),
  response: z.object({
    remain: numeric,
    total: maybe(unlimited(numeric)),
    used: maybe(numeric),
    next_reset: maybe(isoInstant),
    reset_frequency: maybe(z.string()),
  }),
  reading: ({ remain, used, total, next_reset, reset_frequency }) => ({
    remaining: remain,
    used,
    limit: total,
    cycle: {
      frequency: frequencies.find((known) => known === reset_frequency?.toLowerCase()) ?? null,
      renewsAt: next_reset,
    },
  }),
  // Subusers and some plans have no credits to tell.
  errors: { status: { 404: { kind: 'limited-scope', because: 'the account has none to tell' } } },
});

const frequencies = ['daily', 'weekly', 'monthly', 'yearly'] as const;
