import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  tidy,
  z,
} from '../contract/index.ts';

export const prospeo = defineProvider({
  id: 'prospeo',
  name: 'Prospeo',
  category: 'data',
  links: {
    home: 'https://prospeo.io/',
    keys: 'https://app.prospeo.io/api',
    billing: 'https://app.prospeo.io/billing',
  },
  docs: { url: 'https://prospeo.io/api-docs/account-information', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    env: ['PROSPEO_API_KEY'],
    hint: 'An API key from the app’s page for the API. It sees the whole account’s credits.',
  }),
  summary: 'The credits left and used, and when the quota renews.',
  floor: 100,

  request: get('https://api.prospeo.io/account-information', header('x-key')),
  response: z.object({
    response: z.object({
      remaining_credits: numeric,
      used_credits: maybe(numeric),
      next_quota_renewal_date: maybe(isoInstant),
      current_plan: maybe(z.string()),
    }),
  }),
  reading: ({ response: account }) => ({
    plan: account.current_plan,
    remaining: account.remaining_credits,
    used: account.used_credits,
    limit: account.used_credits === null ? null : tidy(account.remaining_credits + account.used_credits),
    provenance: { limit: 'computed' },
    // Bought credits may be among those left, so this is not what each renewal brings.
    cycle: { renewsAt: account.next_quota_renewal_date, grant: null },
  }),
  errors: {
    in200: ({ error }) => error === true,
    code: 'error_code',
    codes: {
      INVALID_API_KEY: 'bad-credential',
      INSUFFICIENT_CREDITS: 'exhausted',
      RATE_LIMITED: 'rate-limited',
    },
  },
});
