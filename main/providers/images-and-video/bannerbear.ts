import { apiKey, bearer, defineProvider, get, maybe, numeric, unlimited, z } from '../contract/index.ts';

export const bannerbear = defineProvider({
  id: 'bannerbear',
  name: 'Bannerbear',
  category: 'images and video',
  links: { home: 'https://www.bannerbear.com/', keys: 'https://app.bannerbear.com/' },
  docs: { url: 'https://developers.bannerbear.com/', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['BANNERBEAR_API_KEY'],
    prefix: 'bb_',
    hint: 'A master API key or the key of a project. It sees the account’s quota.',
  }),
  summary: 'The renders used and left of the plan.',
  unit: { kind: 'count', one: 'render', many: 'renders' },

  request: get('https://api.bannerbear.com/v2/account', bearer()),
  response: z.object({
    api_usage: numeric,
    api_quota: unlimited(numeric),
    paid_plan_name: maybe(z.string()),
  }),
  // More may be used than the quota.
  reading: ({ api_usage: used, api_quota: limit, paid_plan_name: plan }) => ({ plan, used, limit }),
});
