import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

/** More than any plan has: what is left of 2147483647. */
const mostOfPlans = 2e9;

export const ipinfo = defineProvider({
  id: 'ipinfo',
  name: 'IPinfo',
  category: 'data',
  links: {
    home: 'https://ipinfo.io/',
    keys: 'https://ipinfo.io/dashboard/token',
    billing: 'https://ipinfo.io/dashboard/billing',
  },
  docs: { url: 'https://ipinfo.io/developers', readOn: '2026-08', confidence: 'documented' },
  credential: apiKey({
    label: 'Token',
    env: ['IPINFO_TOKEN'],
    hint: 'The access token on the dashboard. It sees the account’s requests.',
  }),
  summary: 'The requests left and used this month.',
  unit: { kind: 'requests' },

  request: get('https://ipinfo.io/me', bearer()),
  // The answer repeats the token, which is not read.
  response: z.object({
    requests: z.object({
      month: numeric,
      limit: maybe(unlimited(numeric)),
      // 2147483647 less what was used, where there is no limit.
      remaining: maybe(numeric),
    }),
  }),
  reading({ requests: { month, limit, remaining } }) {
    const isUnlimited = remaining !== null && remaining > (limit ?? mostOfPlans);
    return isUnlimited
      ? { used: month, notes: ['This account has no limit.'] }
      : { used: month, limit, remaining, cycle: { frequency: 'monthly' } };
  },
  // 429 comes when the requests are used up.
  errors: {
    otherwise: 'bad-credential',
    status: { 429: { kind: 'exhausted', because: 'the requests are used up' } },
  },
});
