import {
  apiKey,
  defineProvider,
  epochMillis,
  epochSeconds,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

const limit = maybe(unlimited(numeric, 0));
/** ISO 8601, or an epoch in one client's test. */
const instant = maybe(z.union([isoInstant, epochSeconds, epochMillis]));

export const coinmarketcap = defineProvider({
  id: 'coinmarketcap',
  name: 'CoinMarketCap',
  category: 'market data',
  links: {
    home: 'https://coinmarketcap.com/api/',
    keys: 'https://pro.coinmarketcap.com/account',
    billing: 'https://pro.coinmarketcap.com/account/plan',
  },
  docs: {
    url: 'https://coinmarketcap.com/api/documentation/v1/#operation/getV1KeyInfo',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    env: ['CMC_API_KEY', 'CMC_PRO_API_KEY', 'COINMARKETCAP_API_KEY'],
    hint: 'The API key on the Pro API’s overview page. It sees the account’s credits.',
  }),
  summary: 'The credits left and used this month, when they reset, and the caps per day and per minute.',

  request: get('https://pro-api.coinmarketcap.com/v1/key/info', header('X-CMC_PRO_API_KEY')),
  response: z.object({
    data: z.object({
      plan: z.object({
        credit_limit_monthly: limit,
        credit_limit_monthly_reset_timestamp: instant,
        credit_limit_daily: limit,
        credit_limit_daily_reset_timestamp: instant,
        rate_limit_minute: limit,
      }),
      usage: z.object({
        current_month: z.object({ credits_used: numeric, credits_left: maybe(numeric) }),
        current_day: maybe(z.object({ credits_used: numeric })),
        current_minute: maybe(z.object({ requests_made: numeric })),
      }),
    }),
  }),
  reading: ({ data: { plan, usage } }) => ({
    remaining: usage.current_month.credits_left,
    used: usage.current_month.credits_used,
    limit: plan.credit_limit_monthly,
    cycle: { frequency: 'monthly', renewsAt: plan.credit_limit_monthly_reset_timestamp },
    caps: [
      {
        window: 'day',
        unit: { kind: 'credits' },
        limit: plan.credit_limit_daily,
        used: usage.current_day?.credits_used,
        resetsAt: plan.credit_limit_daily_reset_timestamp,
      },
      { window: 'minute', limit: plan.rate_limit_minute, used: usage.current_minute?.requests_made },
    ],
  }),
  errors: {
    message: 'status.error_message',
    code: 'status.error_code',
    // 429 is a limit of requests, or the end of a day's or a month's credits (documentation, November 2026).
    codes: {
      1001: 'bad-credential',
      1002: 'bad-credential',
      1006: { kind: 'limited-scope', because: 'its plan does not include this' },
      1007: { kind: 'bad-credential', because: 'it is disabled' },
      1009: 'exhausted',
      1010: 'exhausted',
    },
  },
});
