import {
  after,
  apiKey,
  ask,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  tidy,
  unlimited,
  z,
} from '../contract/index.ts';

const api = 'https://proxy.webshare.io/api/v2';
const token = header('authorization', { prefix: 'Token ' });

const subscription = z.object({
  plan: z.union([z.number(), z.string().min(1)]),
  free_credits: maybe(numeric),
  start_date: maybe(z.string().max(40)),
  end_date: maybe(isoInstant),
});
const freeCredit = { label: 'Free credit', unit: { kind: 'money', code: 'USD' } } as const;
const plan = z.object({ bandwidth_limit: unlimited(numeric, 0) });
const use = z.object({ bandwidth_total: numeric });

export const webshare = defineProvider({
  id: 'webshare',
  name: 'Webshare',
  category: 'proxies',
  links: {
    home: 'https://www.webshare.io/',
    keys: 'https://dashboard.webshare.io/userapi/keys',
    billing: 'https://dashboard.webshare.io/subscription',
  },
  docs: { url: 'https://apidocs.webshare.io/subscription', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({ env: ['WEBSHARE_API_KEY'], hint: 'Any API key. It sees the whole account.' }),
  summary: 'The traffic left of the default plan in its period of 30 days, and free credit in US dollars.',
  unit: { kind: 'count', one: 'GB', many: 'GB' },
  floor: 1,

  requests: {
    all: after(
      after(
        ask(get(`${api}/subscription/`, token), subscription),
        ({ plan }) => ({ plan: String(plan) }),
        ask(get(`${api}/subscription/plan/{plan}/`, token), plan),
      ),
      ({ first }) => (first.start_date === null ? null : { start: first.start_date }),
      ask(get(`${api}/stats/aggregate/?timestamp__gte={start}`, token), use),
    ),
  },
  reading: ({ all: { first, second: use } }) => ({
    // Bytes. Whether a GB is 1e9 or 2^30 of them is not documented (November 2026).
    used: use && tidy(use.bandwidth_total / 1e9),
    limit: first.second?.bandwidth_limit,
    label: 'Traffic',
    cycle: { renewsAt: first.first.end_date },
    pools: [!!first.first.free_credits && { ...freeCredit, remaining: first.first.free_credits }],
    notes: [first.second?.bandwidth_limit === null && 'The traffic of this plan has no limit.'],
  }),
});
