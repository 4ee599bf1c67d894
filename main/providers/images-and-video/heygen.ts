import { apiKey, currency, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

const usd = { kind: 'money', code: 'USD' } as const;

export const heygen = defineProvider({
  id: 'heygen',
  name: 'HeyGen',
  category: 'images and video',
  links: { home: 'https://www.heygen.com/', keys: 'https://app.heygen.com/settings?nav=API' },
  docs: { url: 'https://docs.heygen.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['HEYGEN_API_KEY'],
    hint: 'The API key under Settings, API. It sees the wallet or the credits of the account.',
  }),
  summary:
    'What the account pays with: the wallet’s money, the subscription’s credits, or the spending limit.',
  unit: usd,
  floor: 5,

  request: get('https://api.heygen.com/v3/users/me', header('X-Api-Key')),
  response: z.object({
    data: z.discriminatedUnion('billing_type', [
      z.object({
        billing_type: z.literal('wallet'),
        wallet: z.object({ currency: maybe(currency), remaining_balance: numeric.nullable() }),
      }),
      z.object({
        billing_type: z.literal('subscription'),
        subscription: z.object({ credits: z.object({ remaining: numeric.nullable() }) }),
      }),
      z.object({
        billing_type: z.literal('usage_based'),
        usage_based: z.object({ spending_cap_usd: maybe(numeric) }),
      }),
    ]),
  }),
  reading({ data }) {
    switch (data.billing_type) {
      case 'wallet':
        return {
          unit: { kind: 'money', code: data.wallet.currency ?? 'USD' },
          remaining: data.wallet.remaining_balance,
          notes: [data.wallet.remaining_balance === null && 'HeyGen does not tell the wallet’s balance.'],
        };
      case 'subscription':
        return { unit: { kind: 'credits' }, remaining: data.subscription.credits.remaining };
      default:
        // A cap on what may be spent, not money that is there.
        return {
          caps: [{ window: 'spending', unit: usd, limit: data.usage_based.spending_cap_usd }],
          notes: ['This account pays for what it uses: it has no balance.'],
        };
    }
  },
});
