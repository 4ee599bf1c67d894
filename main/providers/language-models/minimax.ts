import {
  apiKey,
  bearer,
  dayMs,
  defineProvider,
  type ErrorRules,
  epochMillis,
  get,
  hourMs,
  listOf,
  maybe,
  maybes,
  numeric,
  percent,
  windowOf,
  z,
} from '../contract/index.ts';

// The platform in China (`minimax-cn`) answers alike, but has accounts and keys of its own.

// The counts beside the percentages have meant what is used in one version and what is left in another.
const model = z.object({
  model_name: maybe(z.string()),
  ...maybes(numeric, 'current_interval_remaining_percent', 'current_weekly_remaining_percent'),
  ...maybes(epochMillis, 'end_time', 'weekly_end_time'),
});

export const answer = z.object({ model_remains: listOf(model, { required: true }) });

export const readingOf = ({ model_remains: models }: z.infer<typeof answer>) => ({
  caps: models.flatMap(({ model_name: name, ...one }) =>
    name
      ? [
          cap(5 * hourMs, `${name} per 5 hours`, one.current_interval_remaining_percent, one.end_time),
          cap(7 * dayMs, `${name} per week`, one.current_weekly_remaining_percent, one.weekly_end_time),
        ]
      : [],
  ),
});

const cap = (length: number, label: string, left: number | null, resetsAt: number | null) => ({
  ...windowOf(length),
  label,
  ...percent(left === null ? null : 100 - left),
  resetsAt,
});

const failed = z.object({ base_resp: z.object({ status_code: numeric.refine((code) => code !== 0) }) });
export const errors: ErrorRules = {
  message: 'base_resp.status_msg',
  code: 'base_resp.status_code',
  codes: { 1002: 'rate-limited', 1004: 'bad-credential', 1008: 'exhausted', 2049: 'bad-credential' },
  in200: (body) => failed.safeParse(body).success,
};

export const minimax = defineProvider({
  id: 'minimax',
  name: 'MiniMax',
  category: 'language models',
  links: {
    home: 'https://www.minimax.io/',
    keys: 'https://platform.minimax.io/user-center/payment/token-plan',
  },
  docs: { url: 'https://platform.minimax.io/docs', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    label: 'Plan key',
    env: ['MINIMAX_CODING_API_KEY', 'MINIMAX_API_KEY'],
    prefix: 'sk-cp-',
    hint: 'The key of a token or coding plan. No endpoint reports what a pay-as-you-go key has left.',
  }),
  summary: 'How much of the plan’s windows of five hours and a week is used, for each model.',
  unit: { kind: 'requests' },

  request: get('https://api.minimax.io/v1/token_plan/remains', bearer()),
  response: answer,
  reading: readingOf,
  errors,
});
