import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const searchapi = defineProvider({
  id: 'searchapi',
  name: 'SearchApi',
  mark: 'SI',
  category: 'search',
  links: { home: 'https://www.searchapi.io/', keys: 'https://www.searchapi.io/' },
  docs: { url: 'https://www.searchapi.io/docs/account-api', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['SEARCHAPI_API_KEY'],
    hint: 'The API key on the dashboard. It sees the whole account.',
  }),
  summary: 'The searches left and used this month, and the cap per hour.',
  unit: { kind: 'searches' },

  request: get('https://www.searchapi.io/api/v1/me', bearer()),
  response: z.object({
    account: z.object({
      remaining_credits: numeric,
      current_month_usage: maybe(numeric),
      monthly_allowance: maybe(numeric),
    }),
    api_usage: maybe(
      z.object({ searches_this_hour: maybe(numeric), hourly_rate_limit: maybe(unlimited(numeric, 0)) }),
    ),
  }),
  reading({ account, api_usage: hour }) {
    const { remaining_credits: remaining, current_month_usage: used, monthly_allowance: limit } = account;
    const caps = [
      { window: 'hour' as const, limit: hour?.hourly_rate_limit, used: hour?.searches_this_hour },
    ];
    // Trial accounts can have zeros everywhere, which is no balance of zero.
    if (remaining === 0 && used === 0 && limit === 0)
      return { caps, notes: ['SearchApi reports no figures for this account, as with trials.'] };
    return { remaining, used, limit, cycle: { frequency: 'monthly' }, caps };
  },
});
