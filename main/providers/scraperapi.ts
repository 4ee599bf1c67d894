import { z } from 'zod';
import { tidy } from '../../shared/ledger.ts';
import {
  type Cap,
  type Cycle,
  fail,
  ok,
  type Pool,
  type Provenance,
  type ReadError,
} from '../../shared/model/index.ts';
import { dayMs, nextRenewal } from '../../shared/time/index.ts';
import { defineProvider, type ProviderResponse, type ReadResult } from './define.ts';
import {
  badCredential,
  blames,
  exhausted,
  isoInstant,
  isWebPage,
  type JsonObject,
  jsonObject,
  jsonOf,
  numeric,
  optionalField,
  type ParseContext,
  parseAnswer,
  quote,
  statusError,
} from './parse.ts';

const name = 'ScraperAPI';
const host = 'api.scraperapi.com';

export const scraperapi = defineProvider({
  id: 'scraperapi',
  name,
  mark: 'SA',
  category: 'web scraping',
  homepage: 'https://www.scraperapi.com/',
  credentialPage: 'https://dashboard.scraperapi.com/',
  billingPage: 'https://dashboard.scraperapi.com/billing',
  docs: { url: 'https://docs.scraperapi.com/account-management/credit-usage', readOn: '2026-11' },
  credentialFields: [
    {
      id: 'key',
      label: 'API key',
      secret: true,
      pattern: null,
      environment: ['SCRAPERAPI_API_KEY', 'SCRAPERAPI_KEY'],
      hint: 'The API key on the dashboard’s first page. It sees the credits of the whole account.',
    },
  ],
  hosts: [host],
  // The counts are renewed every 15 s only (documentation, November 2026).
  refresh: { usualMs: 300_000, shortestMs: 15_000 },
  checkCost: 0,
  unit: { kind: 'credits' },
  balance: 'reported',
  topupLifetimeMonths: null,
  tells: 'The credits left and used in this billing cycle, and how many requests may run at once.',
  plans: [
    {
      id: 'free',
      name: 'Free',
      grant: 1000,
      frequency: 'monthly',
      rollover: 'none',
      caps: [
        {
          id: 'concurrency',
          label: 'Concurrent requests',
          window: 'concurrent',
          limit: 5,
          zone: null,
          hard: true,
        },
      ],
      note: 'The first 7 days come with 5,000 credits.',
      source: { url: 'https://docs.scraperapi.com/resources/faq/plans-and-billing', readOn: '2026-11' },
    },
  ],

  async read(ctx) {
    const answer = await ctx.request({
      method: 'GET',
      host,
      path: '/account',
      query: { api_key: ctx.credential.key ?? '' },
    });
    return answer.ok ? parseAccount(answer.value, ctx) : answer;
  },
});

/** `creditsLeft` is newer; older answers have only the limit and the use. Numbers may come as strings. */
const accountSchema = z
  .looseObject({
    creditsLeft: numeric.nullish(),
    requestCount: numeric.nullish(),
    requestLimit: numeric.nullish(),
  })
  .superRefine((account, check) => {
    if (account.creditsLeft != null) return;
    for (const field of ['requestLimit', 'requestCount'] as const)
      if (account[field] == null) check.addIssue({ code: 'custom', path: [field], message: 'missing' });
  });

function parseAccount(response: ProviderResponse, ctx: ParseContext): ReadResult {
  const error = errorOf(response, ctx);
  if (error) return fail(error);
  const answer = parseAnswer(name, response, accountSchema);
  if (!answer.ok) return answer;

  const account = answer.value;
  const notes: string[] = [];
  const left = account.creditsLeft ?? null;
  const used = account.requestCount ?? null;
  const limit = account.requestLimit ?? null;
  const { cycle, provenance } = cycleOf(account, limit, ctx.now, notes);
  const pool: Pool = {
    id: 'credits',
    label: 'Credits',
    unit: { kind: 'credits' },
    // The use may exceed the limit: new accounts get more credits than the limit says.
    remaining: left ?? tidy(Math.max(0, (limit ?? 0) - (used ?? 0))),
    used,
    limit,
    provenance: {
      remaining: left === null ? 'computed' : 'reported',
      ...(used === null ? {} : { used: 'reported' }),
      ...(limit === null ? {} : { limit: 'reported' }),
      cycle: provenance,
    },
    cycle,
    grants: [],
  };
  const caps = concurrencyOf(account, notes);
  return ok({ at: ctx.now, plan: null, scope: 'account', pools: [pool], caps, dailyUse: [], notes });
}

/** An error comes with its status, or as a text `error` with any; 403 stands for a bad key and for used-up credits. */
function errorOf(response: ProviderResponse, ctx: ParseContext): ReadError | null {
  const { status } = response;
  const message = errorMessage(response);
  const byStatus = statusError(name, response, ctx.now);
  const isOwnWord = status === 403 ? !isWebPage(response) : message !== null;
  if (byStatus && (byStatus.kind !== 'refused' || !isOwnWord)) return byStatus;
  if (!isOwnWord) return null;
  const text = message ?? response.body;
  return blames(text) === 'credits' ? exhausted(name, quote(text, ctx)) : badCredential(name);
}

function errorMessage(response: ProviderResponse): string | null {
  const body = jsonObject.safeParse(jsonOf(response));
  const message = body.success ? body.data.error : null;
  return typeof message === 'string' ? message : null;
}

/** Monthly from the start of the subscription, where the answer does not tell the next bill; further off, it is a yearly plan. */
function cycleOf(
  account: JsonObject,
  grant: number | null,
  now: number,
  notes: string[],
): { cycle: Cycle; provenance: Provenance } {
  const cycle: Cycle = { frequency: 'monthly', renewsAt: null, grant, rollover: 'none' };
  const billed = optionalField(isoInstant, account, 'nextBillingDate', notes);
  if (billed !== null) {
    const frequency = billed - now > 32 * dayMs ? 'yearly' : 'monthly';
    return { cycle: { ...cycle, frequency, renewsAt: billed }, provenance: 'reported' };
  }
  const subscribed = optionalField(isoInstant, account, 'subscriptionDate', notes);
  if (subscribed === null) return { cycle, provenance: 'catalogue' };
  // Cycles are counted in days; the time of day of the subscription is put back.
  const day = new Date(subscribed).toISOString().slice(0, 10);
  const timeOfDay = subscribed - Date.parse(day);
  const renewsAt = nextRenewal(day, 'monthly', now - timeOfDay) + timeOfDay;
  return { cycle: { ...cycle, renewsAt }, provenance: 'computed' };
}

function concurrencyOf(account: JsonObject, notes: string[]): Cap[] {
  const used = optionalField(numeric, account, 'concurrentRequests', notes);
  const limit = optionalField(numeric, account, 'concurrencyLimit', notes);
  if (used === null || limit === null) return [];
  return [
    {
      id: 'concurrency',
      label: 'Concurrent requests',
      window: 'concurrent',
      limit,
      used,
      resetsAt: null,
      zone: null,
      hard: true,
      provenance: 'reported',
    },
  ];
}
