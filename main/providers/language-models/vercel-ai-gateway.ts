import { apiKey, bearer, defineProvider, get, numeric, z } from '../contract/index.ts';

export const vercelAiGateway = defineProvider({
  id: 'vercel-ai-gateway',
  name: 'Vercel AI Gateway',
  category: 'language models',
  links: {
    home: 'https://vercel.com/ai-gateway',
    keys: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai%2Fapi-keys',
    billing: 'https://vercel.com/d?to=%2F%5Bteam%5D%2F%7E%2Fai',
  },
  docs: {
    url: 'https://vercel.com/docs/ai-gateway/usage',
    readOn: '2026-08',
    confidence: 'official client',
  },
  credential: apiKey({
    env: ['AI_GATEWAY_API_KEY', 'VERCEL_AI_GATEWAY_API_KEY'],
    hint: 'Any API key of the team’s AI Gateway. Each sees the credits of the whole team.',
  }),
  unit: { kind: 'money', code: 'USD' },
  floor: 5,
  summary: 'The team’s credits for the AI Gateway, in US dollars.',

  request: get('https://ai-gateway.vercel.sh/v1/credits', bearer()),
  // `total_used` counts from the first day on, so it is not what was used of this balance.
  response: z.object({ balance: numeric }),
  reading: ({ balance }) => ({ remaining: balance }),
});
