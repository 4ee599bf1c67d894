import {
  apiKey,
  daysBefore,
  defineProvider,
  get,
  header,
  maybe,
  numeric,
  refuse,
  z,
} from '../contract/index.ts';

export const openexchangerates = defineProvider({
  id: 'openexchangerates',
  name: 'Open Exchange Rates',
  category: 'market data',
  links: {
    home: 'https://openexchangerates.org/',
    keys: 'https://openexchangerates.org/account/app-ids',
    billing: 'https://openexchangerates.org/account',
  },
  docs: {
    url: 'https://docs.openexchangerates.org/reference/usage-json',
    readOn: '2026-08',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'App ID',
    env: ['OPENEXCHANGERATES_APP_ID', 'OXR_APP_ID'],
    hint: 'Any App ID of the account. It sees its own plan’s requests.',
  }),
  summary: 'The requests left and used this month, and the day on which they renew.',
  unit: { kind: 'requests' },

  request: get('https://openexchangerates.org/api/usage.json', header('authorization', { prefix: 'Token ' })),
  // The answer repeats the App ID, which is not read.
  response: z.object({
    data: z.object({
      status: maybe(z.string()),
      plan: maybe(z.object({ name: maybe(z.string()) })),
      usage: z.object({
        requests: numeric,
        requests_quota: maybe(numeric),
        requests_remaining: maybe(numeric),
        days_remaining: maybe(numeric),
      }),
    }),
  }),
  reading({ data: { status, plan, usage } }, { now }) {
    if (status === 'access_restricted') return refuse('exhausted', 'access is restricted.');
    const { requests: used, requests_quota: limit, requests_remaining: remaining, days_remaining } = usage;
    if ((limit !== null && limit <= 0) || /unlimited/i.test(plan?.name ?? ''))
      return { plan: plan?.name, used, notes: ['This plan has no limit.'] };
    const renewsAt = days_remaining === null ? null : daysBefore(now, -Math.round(days_remaining));
    const cycle = { frequency: 'monthly', renewsAt } as const;
    return { plan: plan?.name, used, limit, remaining, cycle, provenance: { cycle: 'computed' } };
  },
  errors: { code: 'message', codes: { access_restricted: 'exhausted' } },
});
