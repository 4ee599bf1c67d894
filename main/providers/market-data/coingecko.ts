import { apiKey, defineProvider, get, header, maybe, numeric, unlimited, z } from '../contract/index.ts';

const demoKey = {
  kind: 'limited-scope' as const,
  because: 'it is a Demo key, and only keys of a paid plan can read it',
};

export const coingecko = defineProvider({
  id: 'coingecko',
  name: 'CoinGecko',
  category: 'market data',
  links: {
    home: 'https://www.coingecko.com/en/api',
    keys: 'https://www.coingecko.com/en/developers/dashboard',
  },
  docs: {
    url: 'https://docs.coingecko.com/reference/api-usage',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['COINGECKO_API_KEY', 'COINGECKO_PRO_API_KEY'],
    prefix: 'CG-',
    hint: 'A key of a paid plan, from the developer dashboard. Demo keys look the same, but cannot read the balance.',
  }),
  summary: 'The calls left and used this month by the account and by this key, and the calls per minute.',
  unit: { kind: 'calls' },

  request: get('https://pro-api.coingecko.com/api/v3/key', header('x-cg-pro-api-key')),
  response: z.object({
    plan: maybe(z.string()),
    rate_limit_request_per_minute: maybe(unlimited(numeric)),
    monthly_call_credit: maybe(unlimited(numeric)),
    current_total_monthly_calls: maybe(numeric),
    current_remaining_monthly_calls: numeric,
    api_key_monthly_call_credit: maybe(unlimited(numeric)),
    api_key_current_total_monthly_calls: maybe(numeric),
  }),
  reading: ({ api_key_current_total_monthly_calls: used, api_key_monthly_call_credit: limit, ...all }) => ({
    plan: all.plan,
    remaining: all.current_remaining_monthly_calls,
    used: all.current_total_monthly_calls,
    limit: all.monthly_call_credit,
    cycle: { frequency: 'monthly' },
    pools: [used === null ? null : { label: 'API key', used, limit, cycle: { frequency: 'monthly' } }],
    caps: [{ window: 'minute', unit: { kind: 'calls' }, limit: all.rate_limit_request_per_minute }],
  }),
  errors: {
    message: 'status.error_message',
    // Beside the status or in it.
    code: (_, text) => /"error_code"\s*:\s*"?(\d+)/.exec(text)?.[1] ?? '',
    codes: { 10010: demoKey, 10011: demoKey },
    words: [[/\bdemo\b/i, demoKey]],
  },
});
