import {
  apiKey,
  ask,
  defineProvider,
  firstOf,
  get,
  header,
  listOf,
  maybe,
  numeric,
  post,
  tidy,
  z,
} from '../contract/index.ts';

const usage = 'https://customers-api.netnut.io/v1/customer/usage/myusage';
const signed = header('authorization');
const answer = z.object({
  data: listOf(z.object({ plan_gb: maybe(numeric), total_gb_used: numeric }), { required: true }).refine(
    (plans) => plans.some(({ plan_gb }) => plan_gb !== null),
    'no entry has plan_gb',
  ),
});

export const netnut = defineProvider({
  id: 'netnut',
  name: 'NetNut',
  category: 'proxies',
  links: { home: 'https://netnut.io/', keys: 'https://portal.netnut.io/' },
  docs: { url: 'https://help.netnut.io/', readOn: '2026-07', confidence: 'recorded' },
  credential: apiKey({
    env: ['NETNUT_API_KEY'],
    hint: 'The API key of the customer account. Not the password of a proxy user.',
  }),
  summary: 'The traffic left and used, of all plans together.',
  unit: { kind: 'count', one: 'GB', many: 'GB' },

  // A client in use sends a POST, though it only reads (July 2026); other notes say GET.
  requests: {
    usage: firstOf(ask(post(usage, signed, { json: {} }), answer), ask(get(usage, signed), answer), {
      on: [404, 405],
    }),
  },
  reading: ({ usage: { data: plans } }) => ({
    label: 'Traffic',
    used: tidy(plans.reduce((sum, plan) => sum + plan.total_gb_used, 0)),
    limit: tidy(plans.reduce((sum, plan) => sum + (plan.plan_gb ?? 0), 0)),
  }),
});
