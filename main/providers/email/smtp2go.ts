import {
  apiKey,
  defineProvider,
  header,
  isoInstant,
  maybe,
  numeric,
  post,
  unlimited,
  z,
} from '../contract/index.ts';

export const smtp2go = defineProvider({
  id: 'smtp2go',
  name: 'SMTP2GO',
  category: 'email',
  links: {
    home: 'https://www.smtp2go.com/',
    keys: 'https://app.smtp2go.com/sending/apikeys/',
    billing: 'https://app.smtp2go.com/',
  },
  docs: {
    url: 'https://developers.smtp2go.com/docs/reports-and-statistics',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['SMTP2GO_API_KEY'],
    prefix: 'api-',
    hint: 'An API key that may use the endpoint /stats/email_cycle, from the page for API keys. You choose its rights there.',
  }),
  summary: 'The emails left and sent in this monthly cycle, and when it ends.',
  unit: { kind: 'count', one: 'email', many: 'emails' },

  request: post('https://api.smtp2go.com/v3/stats/email_cycle', header('x-smtp2go-api-key'), { json: {} }),
  response: z.object({
    data: z.object({
      cycle_remaining: numeric,
      cycle_used: maybe(numeric),
      cycle_max: maybe(unlimited(numeric, 0)),
      cycle_end: maybe(isoInstant),
    }),
  }),
  reading: ({ data }) => ({
    remaining: data.cycle_remaining,
    used: data.cycle_used,
    limit: data.cycle_max,
    cycle: { frequency: 'monthly', renewsAt: data.cycle_end },
  }),
  errors: {
    message: 'data.error',
    code: 'data.error_code',
    // It comes with status 400.
    codes: { 'E_ApiResponseCodes.ENDPOINT_PERMISSION_DENIED': 'limited-scope' },
  },
});
