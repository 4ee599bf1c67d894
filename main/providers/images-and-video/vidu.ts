import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  labelFrom,
  listOf,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

const balance = z.object({
  type: z.string(),
  credit_remain: numeric,
  concurrency_limit: maybe(numeric),
  current_concurrency: maybe(numeric),
});
const lot = z.object({
  id: maybe(z.string()),
  name: maybe(z.string()),
  type: z.string(),
  credit_amount: maybe(numeric),
  credit_remain: numeric,
  valid_from: maybe(isoInstant),
  valid_to: maybe(isoInstant),
});

export const vidu = defineProvider({
  id: 'vidu',
  name: 'Vidu',
  category: 'images and video',
  links: {
    home: 'https://www.vidu.com/',
    keys: 'https://platform.vidu.com/api-keys',
    billing: 'https://platform.vidu.com/',
  },
  docs: { url: 'https://platform.vidu.com/docs/introduction', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['VIDU_API_KEY'],
    prefix: 'vda_',
    hint: 'An API key of the platform, from its page for keys. It sees the account’s credits.',
  }),
  summary:
    'The credits left of each kind, the packages with their expiry dates, and how many tasks can run at once.',
  floor: 100,

  request: get(
    'https://api.vidu.com/ent/v2/credits?show_detail=true',
    header('authorization', { prefix: 'Token ' }),
  ),
  // The documentation calls the list `remaining_credits` in its table and `remains` in its example.
  response: z
    .object({
      remains: listOf(balance, { required: true }).optional(),
      remaining_credits: listOf(balance, { required: true }).optional(),
      packages: listOf(lot),
    })
    .refine(({ remains, remaining_credits: same }) => remains !== undefined || same !== undefined),
  reading: ({ remains, remaining_credits: same, packages }, { now }) => ({
    pools: (remains ?? same ?? []).map(({ type, credit_remain: remaining }) => ({
      id: type,
      label: labelFrom(`${type}_credits`),
      remaining,
      grants: packages
        .filter((one) => one.type === type && (one.valid_to === null || one.valid_to > now))
        .map((one) => ({
          kind: 'package' as const,
          ...(one.id !== null && { id: one.id }),
          label: one.name,
          granted: one.credit_amount,
          remaining: one.credit_remain,
          grantedAt: one.valid_from,
          expiresAt: one.valid_to,
        }))
        .toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity)),
    })),
    caps: (remains ?? same ?? []).map(({ type, concurrency_limit: limit, current_concurrency: used }) => ({
      window: 'concurrent',
      label: labelFrom(`${type}_tasks_at_once`),
      limit,
      used,
    })),
  }),
});
