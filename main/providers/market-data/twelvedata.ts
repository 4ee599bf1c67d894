import { apiKey, defineProvider, get, maybe, numeric, query, unlimited, z } from '../contract/index.ts';

export const twelvedata = defineProvider({
  id: 'twelvedata',
  name: 'Twelve Data',
  mark: 'TD',
  category: 'market data',
  links: {
    home: 'https://twelvedata.com/',
    keys: 'https://twelvedata.com/account/api-keys',
    billing: 'https://twelvedata.com/account/manage-plan',
  },
  docs: { url: 'https://twelvedata.com/docs#api-usage', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['TWELVE_DATA_API_KEY', 'TWELVEDATA_API_KEY'],
    hint: 'Any API key from the page API keys. It sees the credits of its plan.',
  }),
  refresh: { usualMs: 900_000, automaticMs: 900_000, shortestMs: 60_000 },
  checkCost: 1,
  summary: 'The credits used this minute, and today where the plan has a daily limit.',

  request: get('https://api.twelvedata.com/api_usage', query('apikey')),
  response: z.object({
    current_usage: numeric,
    plan_limit: maybe(unlimited(numeric)),
    daily_usage: maybe(numeric),
    // Not on all plans (two clients, November 2026).
    plan_daily_limit: maybe(unlimited(numeric)),
  }),
  reading: (answer) => ({
    caps: [
      { window: 'minute', unit: { kind: 'credits' }, limit: answer.plan_limit, used: answer.current_usage },
      {
        window: 'day',
        unit: { kind: 'credits' },
        limit: answer.plan_daily_limit,
        used: answer.daily_usage,
        zone: 'UTC',
      },
    ],
  }),
  // At any status. “You have run out of API credits for the current minute” ends by itself, a day's credits do not.
  errors: {
    code: ({ code, message }) => (/credits for the day/i.test(String(message)) ? 'day' : String(code ?? '')),
    codes: {
      day: { kind: 'exhausted', because: 'today’s credits are used up' },
      401: 'bad-credential',
      403: 'limited-scope',
      429: 'rate-limited',
      500: 'unavailable',
    },
    in200: ({ status }) => status === 'error',
  },
});
