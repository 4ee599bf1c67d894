import { z } from 'zod';
import { daySchema, fail, ok, type Plan, type ReadError } from '../../shared/model/index.ts';
import { defineProvider, type ProviderResponse, type ReadResult, readError } from './define.ts';
import {
  afterSeconds,
  badCredential,
  blames,
  exhausted,
  isWebPage,
  jsonObject,
  jsonOf,
  numeric,
  type ParseContext,
  parseAnswer,
  quote,
  rateLimited,
  retryAfter,
  statusError,
  unavailable,
} from './parse.ts';

const name = 'Spidra';
const host = 'api.spidra.io';

/** How many credits a plan holds is not public (November 2026): the person enters it. */
const plan = (id: string, planName: string, note: string): Plan => ({
  id,
  name: planName,
  grant: null,
  frequency: 'monthly',
  rollover: 'none',
  caps: [],
  note,
  source: { url: 'https://docs.spidra.io/billing/usage-analytics', readOn: '2026-11' },
});
const withTopups = 'Top-ups are spent after the plan’s credits and lapse 12 months after purchase.';

export const spidra = defineProvider({
  id: 'spidra',
  name,
  mark: 'Sp',
  category: 'web scraping',
  homepage: 'https://spidra.io/',
  credentialPage: 'https://app.spidra.io/dashboard',
  billingPage: 'https://app.spidra.io/dashboard/billing',
  docs: { url: 'https://docs.spidra.io/api-reference/account/usage-stats', readOn: '2026-11' },
  credentialFields: [
    {
      id: 'key',
      label: 'API key',
      secret: true,
      pattern: '^spd_',
      environment: ['SPIDRA_API_KEY'],
      hint: 'An API key from the dashboard. It sees what was used on each day, not what is left.',
    },
  ],
  hosts: [host],
  // 300 requests per address in 15 minutes, shared with the person's own (documentation, November 2026).
  refresh: { usualMs: 600_000, shortestMs: 1000 },
  checkCost: 0,
  unit: { kind: 'credits' },
  balance: 'usage',
  topupLifetimeMonths: 12,
  tells:
    'The credits used on each of the last 30 days. What is left is computed from the plan that you enter.',
  plans: [
    plan('free', 'Free', 'Without top-ups.'),
    plan('starter', 'Starter', withTopups),
    plan('builder', 'Builder', withTopups),
    plan('pro', 'Pro', withTopups),
  ],

  async read(ctx) {
    const key = ctx.credential.key ?? '';
    const answer = await ctx.request({
      method: 'GET',
      host,
      path: '/api/usage-stats',
      query: { range: '30d' },
      // The documentation names the first, the newest client the second. Both at once: no attempt fails.
      headers: { 'x-api-key': key, authorization: `Bearer ${key}` },
    });
    return answer.ok ? parseUsage(answer.value, ctx) : answer;
  },
});

const usageSchema = z.object({
  status: z.literal('success'),
  data: z.array(z.object({ date: daySchema, credits: numeric.pipe(z.number().nonnegative()) })),
});

function parseUsage(response: ProviderResponse, ctx: ParseContext): ReadResult {
  const error = errorOf(response, ctx);
  if (error) return fail(error);
  const answer = parseAnswer(name, response, usageSchema);
  if (!answer.ok) return answer;
  const dailyUse = answer.value.data.map((row) => ({ day: row.date, amount: row.credits }));
  return ok({ at: ctx.now, plan: null, scope: 'usage', pools: [], caps: [], dailyUse, notes: [] });
}

function errorOf(response: ProviderResponse, ctx: ParseContext): ReadError | null {
  const body = jsonObject.safeParse(jsonOf(response)).data ?? {};
  const text = (field: string) => (typeof body[field] === 'string' ? body[field] : '');
  const retryAt = retryAtOf(response, body.retry_after, ctx.now);
  switch (text('code')) {
    case 'PAYMENT_OVERDUE':
      return readError('exhausted', `${name} stopped serving this account: a payment is overdue.`);
    case 'TOO_MANY_PENDING_JOBS':
      return rateLimited(name, retryAt);
    case 'SERVICE_BUSY':
      return unavailable(name, 'it is busy', retryAt);
  }
  const message = text('message');
  // 403 stands for a bad key and for used-up credits, and so does an error in a 200: the message tells.
  const isOwnWord = response.status === 403 && !isWebPage(response);
  if (isOwnWord || (response.status === 200 && text('status') === 'error')) {
    const quoted = quote(message, ctx);
    const blamed = blames(message);
    if (blamed === 'credential') return badCredential(name);
    if (blamed === 'credits') return exhausted(name, quoted);
    return isOwnWord
      ? readError('limited-scope', `${name} does not let this key see the usage.${quoted}`)
      : readError('refused', `${name} refused the request.${quoted}`);
  }
  return statusError(name, response, ctx.now, retryAt);
}

/** Retry-After, else the body's seconds, else the RateLimit headers. */
function retryAtOf(response: ProviderResponse, bodySeconds: unknown, now: number): number | null {
  const inBody = numeric.safeParse(bodySeconds);
  return (
    retryAfter(response, now) ??
    (inBody.success ? afterSeconds(inBody.data, now) : rateLimitReset(response, now))
  );
}

/** `RateLimit-Reset`, or the combined `RateLimit` of the newer drafts: `…, reset=30` or `"default";r=0;t=30`. */
function rateLimitReset(response: ProviderResponse, now: number): number | null {
  const own = response.headers['ratelimit-reset'] ?? '';
  const combined = /(?:^|[\s,;])(?:reset|t)=(\d+)/.exec(response.headers.ratelimit ?? '')?.[1];
  const reset = numeric.safeParse(own === '' ? combined : own);
  if (!reset.success) return null;
  // The documentation calls it an epoch, the provider's own client takes it as seconds from now.
  return afterSeconds(reset.data > 1e9 ? reset.data - now / 1000 : reset.data, now);
}
