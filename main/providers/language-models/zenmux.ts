import {
  apiKey,
  ask,
  bearer,
  type CapParts,
  currency,
  dayMs,
  defineProvider,
  get,
  givenAndPaid,
  hourMs,
  isoInstant,
  maybe,
  numeric,
  optional,
  windowOf,
  z,
} from '../contract/index.ts';

const api = 'https://zenmux.ai/api/v1/management';
const quota = maybe(
  z.object({ max_flows: numeric, used_flows: maybe(numeric), resets_at: maybe(isoInstant) }),
);

export const zenmux = defineProvider({
  id: 'zenmux',
  name: 'ZenMux',
  category: 'language models',
  links: {
    home: 'https://zenmux.ai/',
    keys: 'https://zenmux.ai/platform/management',
    billing: 'https://zenmux.ai/platform/pay-as-you-go',
  },
  docs: {
    url: 'https://docs.zenmux.ai/api/platform/payg-balance.html',
    readOn: '2026-11',
    confidence: 'documented',
  },
  credential: apiKey({
    label: 'Management key',
    env: ['ZENMUX_MANAGEMENT_API_KEY', 'ZENMUX_MANAGEMENT_KEY'],
    hint: 'A management key from the console. An ordinary API key cannot read the balance.',
  }),
  summary: 'The pay-as-you-go balance in US dollars, and how much of a subscription’s windows is used.',
  unit: { kind: 'money', code: 'USD' },
  floor: 5,

  requests: {
    balance: ask(
      get(`${api}/payg/balance`, bearer()),
      z.object({
        data: z.object({
          currency,
          total_credits: numeric,
          top_up_credits: maybe(numeric),
          bonus_credits: maybe(numeric),
        }),
      }),
    ),
    subscription: optional(
      ask(
        get(`${api}/subscription/detail`, bearer()),
        z.object({
          data: maybe(
            z.object({
              plan: maybe(z.object({ tier: maybe(z.string()) })),
              quota_5_hour: quota,
              quota_7_day: quota,
            }),
          ),
        }),
      ),
      { on: [403, 404] },
    ),
  },
  reading({ balance: { data }, subscription }) {
    const plan = subscription?.data ?? null;
    return {
      plan: plan?.plan?.tier,
      remaining: data.total_credits,
      unit: { kind: 'money', code: data.currency },
      grants: givenAndPaid(data.bonus_credits, data.top_up_credits),
      caps: [
        ...flows(5 * hourMs, 'Flows per 5 hours', plan?.quota_5_hour ?? null),
        ...flows(7 * dayMs, 'Flows per week', plan?.quota_7_day ?? null),
      ],
    };
  },
  errors: {
    // ZenMux’s answer to too many requests.
    status: { 422: 'rate-limited' },
    in200: ({ success }) => success === false,
  },
});

const flows = (length: number, label: string, window: z.infer<typeof quota>): CapParts[] =>
  window === null
    ? []
    : [
        {
          ...windowOf(length),
          label,
          unit: { kind: 'count', one: 'flow', many: 'flows' },
          limit: window.max_flows,
          used: window.used_flows,
          resetsAt: window.resets_at,
        },
      ];
