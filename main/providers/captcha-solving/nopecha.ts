import {
  apiKey,
  dayMs,
  defineProvider,
  get,
  maybe,
  numeric,
  query,
  unlimited,
  z,
} from '../contract/index.ts';

export const nopecha = defineProvider({
  id: 'nopecha',
  name: 'NopeCHA',
  category: 'captcha solving',
  links: { home: 'https://nopecha.com/', keys: 'https://nopecha.com/manage' },
  docs: { url: 'https://nopecha.com/api-reference/', readOn: '2026-11', confidence: 'official client' },
  credential: apiKey({
    env: ['NOPECHA_API_KEY', 'NOPECHA_KEY'],
    hint: 'The subscription key from the page for your plan.',
  }),
  summary: 'The credits left of the plan’s quota, and when it refills.',

  request: get('https://api.nopecha.com/status/', query('key')),
  response: z.object({
    credit: numeric,
    quota: maybe(unlimited(numeric, 0)),
    plan: maybe(z.string()),
    duration: maybe(numeric),
    ttl: maybe(numeric),
  }),
  reading: ({ credit: remaining, quota: limit, plan, duration, ttl }, { now }) => ({
    plan,
    remaining,
    limit,
    cycle: {
      frequency: duration !== null && duration * 1000 === dayMs ? 'daily' : null,
      renewsAt: ttl === null ? null : now + ttl * 1000,
    },
  }),
});
