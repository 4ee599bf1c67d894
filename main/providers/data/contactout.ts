import { apiKey, defineProvider, get, header, maybes, numeric, refuse, z } from '../contract/index.ts';

export const contactout = defineProvider({
  id: 'contactout',
  name: 'ContactOut',
  category: 'data',
  links: {
    home: 'https://contactout.com/',
    keys: 'https://contactout.com/dashboard',
    billing: 'https://contactout.com/pricing',
  },
  docs: { url: 'https://api.contactout.com/', readOn: '2026-09', confidence: 'recorded' },
  credential: apiKey({
    label: 'API token',
    env: ['CONTACTOUT_API_KEY', 'CONTACTOUT_API_TOKEN'],
    hint: 'The API token that ContactOut gives to your team. It sees all three kinds of credits.',
  }),
  summary: 'The email, phone and search credits left. They cannot be exchanged for each other.',
  floor: 100,

  request: get('https://api.contactout.com/v1/stats', header('token'), {
    headers: { authorization: 'basic', accept: 'application/json' },
  }),
  response: z.object({
    usage: z.object({
      ...maybes(numeric, 'count', 'quota', 'remaining'),
      ...maybes(numeric, 'phone_count', 'phone_quota', 'phone_remaining'),
      ...maybes(numeric, 'search_count', 'search_quota', 'search_remaining'),
    }),
  }),
  reading({ usage }) {
    const pools = [
      credits('Email credits', usage.count, usage.quota, usage.remaining),
      credits('Phone credits', usage.phone_count, usage.phone_quota, usage.phone_remaining),
      credits('Search credits', usage.search_count, usage.search_quota, usage.search_remaining),
    ];
    return pools.some(Boolean) ? { pools } : refuse('malformed', 'it tells none of its three balances.');
  },
  errors: {
    code: 'status_code',
    codes: { 401: 'bad-credential', 402: 'exhausted', 429: 'rate-limited' },
    in200: ({ status_code: status }) => (numeric.safeParse(status).data ?? 200) !== 200,
  },
});

/** Paid ahead, the quota is what is left. Paid later, `remaining` is, and it may be below zero. */
const credits = (label: string, used: number | null, limit: number | null, remaining: number | null) =>
  remaining === null ? limit !== null && { label, remaining: limit } : { label, used, limit, remaining };
