import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

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
    const isUnlimited = limit === null || (remaining !== null && remaining > limit);
    return isUnlimited
      ? { used: month, notes: ['This account has no limit.'] }
      : { used: month, limit, remaining, cycle: { frequency: 'monthly' } };
  },
  errors: { otherwise: 'bad-credential' },
});
