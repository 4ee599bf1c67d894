import { apiKey, defineProvider, get, header, maybe, numeric, z } from '../contract/index.ts';

const available = z.object({ available: numeric });

export const emaillistverify = defineProvider({
  id: 'emaillistverify',
  name: 'EmailListVerify',
  category: 'email checks',
  links: { home: 'https://emaillistverify.com/', keys: 'https://app.emaillistverify.com/' },
  docs: { url: 'https://api.emaillistverify.com/api-doc', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['EMAILLISTVERIFY_API_KEY'],
    hint: 'An API key from the app’s page for the API. It sees the whole account’s credits.',
  }),
  summary: 'The credits left, and those of a subscription left today.',
  floor: 100,

  request: get('https://api.emaillistverify.com/api/credits', header('x-api-key')),
  response: z.object({ onDemand: available, subscription: maybe(available) }),
  reading: ({ onDemand, subscription }) => ({
    remaining: onDemand.available,
    pools: [
      subscription && {
        label: 'Daily credits',
        remaining: subscription.available,
        cycle: { frequency: 'daily' },
      },
    ],
  }),
});
