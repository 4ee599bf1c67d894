import {
  apiKey,
  bearer,
  creditOrDebt,
  defineProvider,
  get,
  isoInstant,
  leftOf,
  listOf,
  maybe,
  numeric,
  z,
} from '../contract/index.ts';

export const linode = defineProvider({
  id: 'linode',
  name: 'Linode',
  alsoCalled: ['Akamai'],
  category: 'cloud',
  links: {
    home: 'https://www.linode.com/',
    keys: 'https://cloud.linode.com/profile/tokens',
    billing: 'https://cloud.linode.com/account/billing',
  },
  docs: {
    url: 'https://techdocs.akamai.com/linode-api/reference/get-account',
    readOn: '2026-07',
    confidence: 'official client',
  },
  credential: apiKey({
    label: 'Personal access token',
    env: ['LINODE_TOKEN'],
    hint: 'A personal access token that may read the account (account:read_only), made in Cloud Manager’s profile.',
  }),
  summary: 'The credit left in US dollars or what you owe, and promotions with their expiry.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  request: get('https://api.linode.com/v4/account', bearer()),
  response: z.object({
    balance: numeric,
    active_promotions: listOf(
      z.object({ summary: maybe(z.string()), credit_remaining: numeric, expire_dt: maybe(isoInstant) }),
    ),
  }),
  reading({ balance, active_promotions: promotions }) {
    const grants = promotions.map((one) => ({
      kind: 'promotion' as const,
      label: one.summary,
      remaining: one.credit_remaining,
      expiresAt: one.expire_dt,
    }));
    return {
      // A negative balance is credit, a positive one is owed.
      ...creditOrDebt(-balance, 'USD'),
      pools: [grants.length === 0 ? null : { label: 'Promotions', remaining: leftOf(grants), grants }],
    };
  },
  errors: { message: 'errors.0.reason' },
});
