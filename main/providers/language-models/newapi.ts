import {
  after,
  ask,
  bearer,
  booleanish,
  defineProvider,
  epochSeconds,
  fields,
  firstOf,
  get,
  maybe,
  numeric,
  optional,
  type ReadingParts,
  type Refused,
  refuse,
  tidy,
  unlimited,
  z,
} from '../contract/index.ts';

const token = z.object({
  data: z.object({
    total_granted: maybe(numeric),
    total_used: maybe(numeric),
    total_available: numeric,
    unlimited_quota: maybe(booleanish),
    expires_at: maybe(epochSeconds),
  }),
});
/** How the site shows its quota: 500,000 units are usually one dollar. */
const display = z.object({
  data: maybe(
    z.object({
      quota_per_unit: maybe(numeric),
      quota_display_type: maybe(z.string()),
      usd_exchange_rate: maybe(numeric),
    }),
  ),
});
/** The endpoints of One API, from which New API comes. Its hundred million stands for no limit. */
const subscription = z.object({
  hard_limit_usd: unlimited(numeric, 100_000_000),
  access_until: maybe(epochSeconds),
});
const usage = z.object({ total_usage: numeric });

export const newapi = defineProvider({
  id: 'newapi',
  name: 'New API',
  category: 'language models',
  links: { home: 'https://www.newapi.ai/', keys: null, billing: null },
  docs: {
    url: 'https://docs.newapi.pro/zh/docs/api/management/token-management/usage-token-get',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: fields({
    address: {
      label: 'Address',
      env: ['NEWAPI_BASE_URL'],
      address: true,
      hint: 'The address of the site, such as https://relay.example.com. Any site that runs New API or One API.',
    },
    key: {
      env: ['NEWAPI_API_KEY'],
      prefix: 'sk-',
      hint: 'A token of your account on that site. It sees its own quota, not the account’s.',
    },
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The quota left of one token, in the currency of the site.',

  requests: {
    token: firstOf(
      ask(get('{address}/api/usage/token/', bearer()), token),
      after(
        ask(get('{address}/v1/dashboard/billing/subscription', bearer()), subscription),
        () => ({}),
        ask(get('{address}/v1/dashboard/billing/usage', bearer()), usage),
      ),
      { on: [404, 405] },
    ),
    // Not where it fails for a while: then the amounts would change their unit.
    display: optional(ask(get('{address}/api/status'), display, { in200: () => false }), {
      on: [401, 403, 404, 405],
    }),
  },
  reading({ token: answer, display: site }, { now }) {
    if ('first' in answer) return ofOneApi(answer, now);
    const { data } = answer;
    if (data.expires_at !== null && data.expires_at < now) return expired;
    const { unit, of } = shownAs(site?.data);
    // The quota of a token does not lapse with it: it is the account's.
    const whole = { scope: 'key' as const, unit, keyExpiresAt: data.expires_at };
    if (data.unlimited_quota) return { ...whole, used: of(data.total_used), notes: [withoutLimit] };
    return {
      ...whole,
      remaining: of(data.total_available),
      used: of(data.total_used),
      limit: of(data.total_granted),
    };
  },
  errors: {
    in200: ({ success, code }) => success === false || code === false,
    // Sites that answer 200 to a wrong token say so in Chinese, as “令牌” (token).
    words: [
      [/额度.*(用尽|不足)/, 'exhausted'],
      [/令牌|\bno authorization\b/i, 'bad-credential'],
    ],
  },
});

const expired = refuse('bad-credential', 'this token has expired.');
const withoutLimit = 'This token has no limit.';

function shownAs(site: z.infer<typeof display>['data'] | undefined) {
  const { quota_per_unit: size, quota_display_type: type, usd_exchange_rate: rate } = site ?? {};
  const inUsd = type === 'USD' ? 1 : type === 'CNY' ? (rate ?? 0) : 0;
  const factor = size && size > 0 ? inUsd / size : 0;
  const of = (quota: number | null) => (quota === null ? null : tidy(quota * (factor || 1)));
  if (factor > 0) return { unit: { kind: 'money' as const, code: type ?? 'USD' }, of };
  return { unit: { kind: 'count' as const, one: 'quota unit', many: 'quota units' }, of };
}

function ofOneApi(
  { first, second }: { first: z.infer<typeof subscription>; second: z.infer<typeof usage> | null },
  now: number,
): ReadingParts | Refused {
  const { hard_limit_usd: limit, access_until: end } = first;
  if (end !== null && end < now) return expired;
  // In cents, beside a limit in dollars.
  const used = second && tidy(second.total_usage / 100);
  return { scope: 'key', used, limit, keyExpiresAt: end, notes: [limit === null && withoutLimit] };
}
