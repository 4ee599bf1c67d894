import {
  after,
  ask,
  bearer,
  defineProvider,
  fields,
  get,
  isoInstant,
  maybe,
  numeric,
  optional,
  type PoolParts,
  unlimited,
  z,
} from '../contract/index.ts';

const budget = z.object({
  spend: numeric,
  max_budget: maybe(unlimited(numeric)),
  budget_reset_at: maybe(isoInstant),
});
type Budget = z.infer<typeof budget>;
const missing = { on: [400, 401, 403, 404] };

export const litellm = defineProvider({
  id: 'litellm',
  name: 'LiteLLM proxy',
  category: 'language models',
  links: { home: 'https://www.litellm.ai/', keys: null, billing: null },
  docs: { url: 'https://docs.litellm.ai/docs/proxy/users', readOn: '2026-10', confidence: 'documented' },
  credential: fields({
    address: {
      label: 'Address',
      env: ['LITELLM_BASE_URL', 'LITELLM_PROXY_URL', 'LITELLM_API_BASE'],
      hint: 'The address of the proxy, such as https://litellm.example.com.',
      address: true,
    },
    key: {
      label: 'Virtual key',
      env: ['LITELLM_API_KEY', 'LITELLM_PROXY_API_KEY'],
      prefix: 'sk-',
      hint: 'A virtual key. It sees its own budget, and those of its user and its team. Do not use the master key.',
    },
  }),
  summary: 'What the key, its user and its team have spent of their budgets, and when these reset.',
  unit: { kind: 'money', code: 'USD' },

  requests: {
    budgets: after(
      after(
        ask(
          get('{address}/key/info', bearer()),
          z.object({
            info: z.object({
              ...budget.shape,
              user_id: maybe(z.string()),
              team_id: maybe(z.string()),
              expires: maybe(isoInstant),
            }),
          }),
        ),
        ({ info }) => (info.user_id ? { user: info.user_id } : null),
        optional(
          ask(get('{address}/user/info?user_id={user}', bearer()), z.object({ user_info: maybe(budget) })),
          missing,
        ),
      ),
      ({ first: { info } }) => (info.team_id ? { team: info.team_id } : null),
      optional(
        ask(get('{address}/team/info?team_id={team}', bearer()), z.object({ team_info: maybe(budget) })),
        missing,
      ),
    ),
  },
  reading: ({ budgets: { first: one, second: team } }) => ({
    pools: [
      pool('API key', one.first.info),
      one.second?.user_info?.max_budget ? pool('User', one.second.user_info) : null,
      team?.team_info?.max_budget ? pool('Team', team.team_info) : null,
    ],
    keyExpiresAt: one.first.info.expires,
    notes: [one.first.info.max_budget === null && 'This key has no budget of its own.'],
  }),
  errors: { code: 'error.type', codes: { budget_exceeded: 'exhausted' } },
});

const pool = (label: string, { spend, max_budget, budget_reset_at }: Budget): PoolParts => ({
  label,
  used: spend,
  limit: max_budget,
  cycle: { renewsAt: budget_reset_at },
});
