import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  someOf,
  unlimited,
  z,
} from '../contract/index.ts';

export const seranking = defineProvider({
  id: 'seranking',
  name: 'SE Ranking',
  category: 'seo',
  links: { home: 'https://seranking.com/', keys: 'https://online.seranking.com/admin.api.dashboard.html' },
  docs: { url: 'https://seranking.com/api/', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['SERANKING_API_KEY', 'SE_RANKING_API_KEY'],
    hint: 'The API key of the Data API, on the API dashboard. It sees the subscription and the wallet.',
  }),
  summary: 'The credits left of the subscription with its end, and those of the wallet, which do not expire.',
  floor: 1000,

  // The older /account/subscription does not know the wallet.
  request: get('https://api.seranking.com/v1/account/credits', header('authorization', { prefix: 'Token ' })),
  response: z.object({
    totals: someOf(
      z.object({
        subscription: maybe(
          z.object({
            total: maybe(unlimited(numeric, 0)),
            remaining: numeric,
            expire_at: maybe(isoInstant),
          }),
        ),
        wallet: maybe(z.object({ remaining: numeric })),
      }),
    ),
  }),
  reading: ({ totals: { subscription, wallet } }) => ({
    pools: [
      subscription && {
        label: 'Subscription',
        remaining: subscription.remaining,
        limit: subscription.total,
        cycle: { renewsAt: subscription.expire_at },
      },
      wallet && { label: 'Wallet', remaining: wallet.remaining },
    ],
  }),
});
