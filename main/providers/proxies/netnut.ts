import { apiKey, defineProvider, header, listOf, numeric, post, tidy, z } from '../contract/index.ts';

export const netnut = defineProvider({
  id: 'netnut',
  name: 'NetNut',
  category: 'proxies',
  links: {
    home: 'https://netnut.io/',
    keys: 'https://portal.netnut.io/',
    billing: 'https://portal.netnut.io/',
  },
  docs: { url: 'https://help.netnut.io/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['NETNUT_API_KEY'],
    hint: 'The API key of the customer account. Not the password of a proxy user.',
  }),
  summary: 'The traffic left and used, of all plans together.',
  unit: { kind: 'count', one: 'GB', many: 'GB' },

  // A POST, though it only reads (a client in use, July 2026).
  request: post('https://customers-api.netnut.io/v1/customer/usage/myusage', header('authorization'), {
    json: {},
  }),
  response: z.object({
    data: listOf(z.object({ plan_gb: numeric, total_gb_used: numeric }), { required: true }).refine(
      (plans) => plans.length > 0,
    ),
  }),
  reading: ({ data: plans }) => ({
    label: 'Traffic',
    used: tidy(plans.reduce((sum, plan) => sum + plan.total_gb_used, 0)),
    limit: tidy(plans.reduce((sum, plan) => sum + plan.plan_gb, 0)),
  }),
});
