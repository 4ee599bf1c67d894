import {
  apiKey,
  defineProvider,
  get,
  header,
  isoInstant,
  maybe,
  numeric,
  unlimited,
  z,
} from '../contract/index.ts';

const text = maybe(z.string());
const credits = z.object({ total: maybe(numeric), used: maybe(numeric), remaining: numeric });
const rate = maybe(
  z.object({ limit: maybe(unlimited(numeric)), used: maybe(numeric), resetsAt: maybe(isoInstant) }),
);
const frequencies: Readonly<Record<string, 'monthly' | 'yearly'>> = { month: 'monthly', year: 'yearly' };

export const lusha = defineProvider({
  id: 'lusha',
  name: 'Lusha',
  category: 'data',
  links: { home: 'https://www.lusha.com/', keys: 'https://dashboard.lusha.com/' },
  docs: { url: 'https://docs.lusha.com/api-reference/overview', readOn: '2026-11', confidence: 'recorded' },
  credential: apiKey({
    env: ['LUSHA_API_KEY'],
    hint: 'Any API key from the API Hub, which admins and managers can open. All keys share the account’s credits.',
  }),
  summary: 'The credits left and used, when the plan renews, and the requests per day, hour and minute.',

  request: get('https://api.lusha.com/v3/account/usage', header('api_key')),
  response: z
    .object({
      credits: credits.nullish(),
      // In another client's tests instead of `credits`.
      usage: z.object({ bulkCredits: credits.nullish() }).nullish(),
      rateLimits: maybe(z.object({ daily: rate, hourly: rate, minute: rate })),
      plan: maybe(z.object({ category: text, renewalType: text, endDate: maybe(isoInstant) })),
    })
    .transform((answer) => ({ ...answer, credits: answer.credits ?? answer.usage?.bulkCredits }))
    .refine(({ credits }) => credits),
  reading: ({ credits, plan, rateLimits }) => ({
    plan: plan?.category ?? null,
    remaining: credits?.remaining,
    used: credits?.used,
    limit: credits?.total,
    cycle: plan && { frequency: frequencies[plan.renewalType ?? ''] ?? null, renewsAt: plan.endDate },
    caps: [
      { window: 'day', limit: null, ...rateLimits?.daily },
      { window: 'hour', limit: null, ...rateLimits?.hourly },
      { window: 'minute', limit: null, ...rateLimits?.minute },
    ],
  }),
  errors: { status: { 403: { kind: 'limited-scope', because: 'the plan may lack API access' } } },
});
