import {
  apiKey,
  bearer,
  type CapParts,
  dayMs,
  defineProvider,
  type ErrorRules,
  epochMillis,
  get,
  hourMs,
  listOf,
  maybe,
  numeric,
  type PoolParts,
  type ReadingParts,
  windowOf,
  z,
} from '../contract/index.ts';

// The platform in China (`zai-cn`) answers alike, but has accounts and keys of its own.

const limit = z.object({
  type: z.string(),
  unit: maybe(numeric),
  number: maybe(numeric),
  /** What is used, not what is left. */
  percentage: maybe(numeric),
  /** The limit, whatever its name. */
  usage: maybe(numeric),
  currentValue: maybe(numeric),
  remaining: maybe(numeric),
  nextResetTime: maybe(epochMillis),
});
type Limit = z.infer<typeof limit>;

export const answer = z.object({
  data: z.object({ planName: maybe(z.string()), limits: listOf(limit, { required: true }) }),
});
export const options = { headers: { 'accept-language': 'en-US,en' } };

export const readingOf = ({ data: { planName, limits } }: z.infer<typeof answer>): ReadingParts => ({
  plan: planName,
  pools: limits.filter(isCounted).map(countedPool),
  caps: limits.filter((one) => !isCounted(one)).map(percentCap),
});

const isCounted = ({ usage, remaining }: Limit) => usage !== null && (remaining !== null || usage > 0);

const countedPool = (one: Limit): PoolParts => ({
  label: one.type === 'CREDIT_LIMIT' ? 'Credits' : 'Tool calls',
  unit: { kind: one.type === 'CREDIT_LIMIT' ? 'credits' : 'requests' },
  remaining: one.remaining,
  used: one.currentValue,
  limit: one.usage,
  cycle: { frequency: one.unit === 5 ? 'monthly' : null, renewsAt: one.nextResetTime },
});

const words = new Map([
  ['TOKENS_LIMIT', 'Tokens'],
  ['TIME_LIMIT', 'Tool calls'],
  ['CREDIT_LIMIT', 'Credits'],
]);

function percentCap({ type, unit, number, percentage, nextResetTime }: Limit): CapParts {
  const count = number ?? 1;
  const of = words.get(type) ?? type;
  const about = { unit: { kind: 'percent' as const }, limit: 100, used: percentage, resetsAt: nextResetTime };
  if (unit === 5 && count === 1) return { ...about, window: 'month', label: `${of} per month` };
  const length = { 1: dayMs, 3: hourMs, 5: 30 * dayMs, 6: 7 * dayMs }[unit ?? 0];
  const name = { 1: 'day', 3: 'hour', 5: 'month', 6: 'week' }[unit ?? 0];
  if (length === undefined) return { ...about, window: 'span', label: of };
  const label = `${of} per ${count === 1 ? name : `${count} ${name}s`}`;
  return { ...about, ...windowOf(count * length), label };
}

export const errors: ErrorRules = {
  in200: ({ success }) => success === false,
  code: 'code',
  // All are about the key (list of error codes, August 2026).
  codes: {
    1000: 'bad-credential',
    1001: 'bad-credential',
    1002: 'bad-credential',
    1003: 'bad-credential',
    1004: 'bad-credential',
  },
  // The words may be Chinese. Without a coding plan there is nothing to tell.
  otherwise: 'limited-scope',
};

export const zai = defineProvider({
  id: 'zai',
  name: 'Z.ai',
  alsoCalled: ['GLM', 'Zhipu'],
  category: 'language models',
  links: {
    home: 'https://z.ai/',
    keys: 'https://z.ai/manage-apikey/apikey-list',
    billing: 'https://z.ai/manage-apikey/billing',
  },
  docs: { url: 'https://docs.z.ai/devpack/overview', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['Z_AI_API_KEY', 'ZAI_API_KEY', 'GLM_API_KEY'],
    hint: 'The API key of an account with a coding plan. Keys of bigmodel.cn belong to “Z.ai (China)”.',
  }),
  unit: { kind: 'requests' },
  summary: 'How much of the coding plan’s windows is used, and the tool calls left this month.',

  request: get('https://api.z.ai/api/monitor/usage/quota/limit', bearer(), options),
  response: answer,
  reading: readingOf,
  errors,
});
