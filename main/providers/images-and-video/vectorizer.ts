import { basic, defineProvider, fields, get, maybe, numeric, z } from '../contract/index.ts';

export const vectorizer = defineProvider({
  id: 'vectorizer',
  name: 'Vectorizer.AI',
  category: 'images and video',
  links: { home: 'https://vectorizer.ai/', keys: 'https://vectorizer.ai/account' },
  docs: { url: 'https://vectorizer.ai/api', readOn: '2026-11', confidence: 'recorded' },
  credential: fields({
    id: {
      label: 'API ID',
      env: ['VECTORIZER_API_ID', 'VECTORIZER_AI_API_ID'],
      hint: 'The API ID, from the account page.',
      secret: false,
    },
    secret: {
      label: 'API secret',
      env: ['VECTORIZER_API_SECRET', 'VECTORIZER_AI_API_SECRET'],
      hint: 'The API secret beside it. It sees the account’s credits.',
    },
  }),
  summary: 'The credits left, and the plan.',
  floor: 20,

  request: get('https://api.vectorizer.ai/api/v1/account', basic({ user: 'id', password: 'secret' })),
  response: z.object({
    credits: numeric,
    subscriptionPlan: maybe(z.string()),
    subscriptionState: maybe(z.string()),
  }),
  reading: ({ credits: remaining, subscriptionPlan: plan, subscriptionState: state }) => ({
    remaining,
    plan: plan === 'none' ? null : plan,
    notes: [state === 'ended' && 'The subscription has ended.'],
  }),
});
