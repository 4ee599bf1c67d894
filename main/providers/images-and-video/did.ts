import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  listOf,
  maybe,
  numeric,
  tidy,
  z,
} from '../contract/index.ts';

export const did = defineProvider({
  id: 'did',
  name: 'D-ID',
  category: 'images and video',
  links: {
    home: 'https://www.d-id.com/',
    keys: 'https://studio.d-id.com/account-settings',
    billing: 'https://studio.d-id.com/pricing',
  },
  docs: { url: 'https://docs.d-id.com/reference/overview', readOn: '2026-11', confidence: 'documented' },
  credential: apiKey({
    env: ['D_ID_API_KEY', 'DID_API_KEY'],
    hint: 'The API key from the account settings, exactly as it is shown there: it is encoded already.',
  }),
  summary: 'The credits left and used, in lots with their expiry.',

  request: get('https://api.d-id.com/credits', header('authorization', { prefix: 'Basic ' })),
  response: z.object({
    remaining: numeric,
    total: maybe(numeric),
    credits: listOf(z.object({ remaining: numeric, total: maybe(numeric), expire_at: maybe(isoInstant) })),
  }),
  reading: ({ remaining, total, credits }) => ({
    remaining,
    used: total === null || remaining > total ? null : tidy(total - remaining),
    limit: total,
    grants: credits.map((lot) => ({
      kind: 'package',
      remaining: lot.remaining,
      granted: lot.total,
      expiresAt: lot.expire_at,
    })),
  }),
});
