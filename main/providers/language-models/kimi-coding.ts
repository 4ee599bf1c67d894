import {
  apiKey,
  bearer,
  dayMs,
  defineProvider,
  get,
  hourMs,
  isoInstant,
  listOf,
  maybe,
  minuteMs,
  numeric,
  windowOf,
  z,
} from '../contract/index.ts';

const part = maybe(numeric);
// The reset is under one of two names or missing, and has nine digits after the second.
const reset = maybe(isoInstant);
const count = z.object({ limit: numeric, used: part, remaining: part, resetTime: reset, resetAt: reset });
// TIME_UNIT_MINUTE, or MINUTES in older answers. The others were not seen, but such units come as a family.
const units = new Map(Object.entries({ MINUTE: minuteMs, HOUR: hourMs, DAY: dayMs }));
const lengthOf = (unit: string) => units.get(unit.replace('TIME_UNIT_', '').replace(/S$/, ''));
const timeUnit = z.string().transform(lengthOf).pipe(z.number());
const window = z.object({ duration: numeric.pipe(z.number().positive()), timeUnit });

export const kimiCoding = defineProvider({
  id: 'kimi-coding',
  name: 'Kimi coding plan',
  category: 'language models',
  links: { home: 'https://www.kimi.com/code', keys: 'https://www.kimi.com/code/console' },
  docs: { url: 'https://www.kimi.com/code/docs/en/', readOn: '2026-08', confidence: 'recorded' },
  credential: apiKey({
    env: ['KIMI_CODE_API_KEY', 'KIMI_API_KEY'],
    hint: 'The API key of the coding plan, made in the Kimi Code console. Keys of platform.moonshot.ai belong to “Moonshot”.',
  }),
  unit: { kind: 'requests' },
  summary: 'The requests left of the week, and of each shorter window.',

  request: get('https://api.kimi.com/coding/v1/usages', bearer()),
  response: z.object({
    usage: count.refine(({ used, remaining }) => used !== null || remaining !== null),
    limits: listOf(z.object({ window, detail: count })),
  }),
  reading: ({ usage, limits }) => ({
    ...usage,
    cycle: { frequency: 'weekly', renewsAt: usage.resetTime ?? usage.resetAt },
    caps: limits.map(({ window, detail }) => ({
      ...windowOf(window.duration * window.timeUnit),
      limit: detail.limit,
      used: detail.used ?? (detail.remaining === null ? null : Math.max(0, detail.limit - detail.remaining)),
      resetsAt: detail.resetTime ?? detail.resetAt,
    })),
  }),
});
