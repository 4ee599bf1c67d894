import { z } from 'zod';
import { tidy } from '../../shared/ledger.ts';
import { type Cycle, type Frequency, fail, type Grant, ok, type Pool } from '../../shared/model/index.ts';
import { defineProvider, type ProviderResponse, type ReadResult, readError } from './define.ts';
import {
  isoInstant,
  type JsonObject,
  jsonObject,
  numeric,
  optionalField,
  type ParseContext,
  parseAnswer,
  statusError,
  uniqueId,
} from './parse.ts';

const name = 'Crustdata';
const host = 'api.crustdata.com';
/** Answers of the full endpoint after which the bare one may still tell the balance. */
const noFullAnswer = [400, 403, 404, 405, 410, 501];

export const crustdata = defineProvider({
  id: 'crustdata',
  name,
  mark: 'Cr',
  category: 'data',
  homepage: 'https://crustdata.com/',
  credentialPage: 'https://app.crustdata.com/',
  billingPage: 'https://app.crustdata.com/',
  docs: { url: 'https://docs.crustdata.com/general/credits', readOn: '2026-11' },
  credentialFields: [
    {
      id: 'key',
      label: 'API key',
      secret: true,
      pattern: null,
      environment: ['CRUSTDATA_API_KEY'],
      hint: 'An API key from the dashboard. All keys draw from one balance, which each of them sees.',
    },
  ],
  hosts: [host],
  // Checking is free; 300 requests a minute are allowed (documentation, November 2026).
  refresh: { usualMs: 300_000, shortestMs: 1000 },
  checkCost: 0,
  unit: { kind: 'credits' },
  balance: 'reported',
  topupLifetimeMonths: null,
  tells:
    'The credits left, the recurring grant with its next refresh and rollover, and top-ups with their expiry.',
  plans: [],

  async read(ctx) {
    const ask = (path: string) =>
      ctx.request({
        method: 'GET',
        host,
        path,
        headers: {
          authorization: `Bearer ${ctx.credential.key ?? ''}`,
          // Without the version /account/credits answers 400.
          'x-api-version': '2025-11-01',
        },
      });
    const full = await ask('/account/credits');
    if (!full.ok) return full;
    if (!noFullAnswer.includes(full.value.status)) return parseAccountCredits(full.value, ctx);
    const bare = await ask('/user/credits');
    return bare.ok ? parseUserCredits(bare.value, ctx) : bare;
  },
});

/** `/user/credits`: the balance alone. */
function parseUserCredits(response: ProviderResponse, ctx: ParseContext): ReadResult {
  if (response.status === 403)
    return fail(readError('limited-scope', `${name} does not let this key see the credits.`));
  const error = statusError(name, response, ctx.now);
  if (error) return fail(error);
  const answer = parseAnswer(name, response, z.object({ credits: numeric }));
  return answer.ok ? reading(creditsPool(answer.value.credits, null, null, []), [], ctx) : answer;
}

/** `/account/credits`: the balance, the recurring grant, and for some accounts wallets and top-ups. */
function parseAccountCredits(response: ProviderResponse, ctx: ParseContext): ReadResult {
  const error = statusError(name, response, ctx.now);
  if (error) return fail(error);
  const schema = z.looseObject({ account: z.looseObject({ credits: numeric }) });
  const answer = parseAnswer(name, response, schema);
  if (!answer.ok) return answer;

  const notes: string[] = [];
  const { account } = answer.value;
  const recurring = optionalField(numeric, account, 'recurring_credits', notes) ?? 0;
  const limit = recurring > 0 ? recurring : null;
  const cycle = limit === null ? null : cycleOf(account, limit, notes);
  const grants = grantsOf(answer.value, account, cycle, notes);
  return reading(creditsPool(account.credits, limit, cycle, grants), notes, ctx);
}

function reading(pool: Pool, notes: string[], ctx: ParseContext): ReadResult {
  return ok({ at: ctx.now, plan: null, scope: 'account', pools: [pool], caps: [], dailyUse: [], notes });
}

function creditsPool(remaining: number, limit: number | null, cycle: Cycle | null, grants: Grant[]): Pool {
  const used = usedOf(remaining, limit, grants);
  return {
    id: 'credits',
    label: 'Credits',
    unit: { kind: 'credits' },
    remaining,
    used,
    limit,
    provenance: {
      remaining: 'reported',
      ...(used === null ? {} : { used: 'computed' }),
      ...(limit === null ? {} : { limit: 'reported' }),
      ...(cycle === null ? {} : { cycle: 'reported' }),
    },
    cycle,
    grants,
  };
}

/** Use of the recurring grant; unknown where the balance holds more than it: credits that rolled over, or others. */
function usedOf(remaining: number, limit: number | null, grants: Grant[]): number | null {
  const others = grants.filter((grant) => grant.kind !== 'refill');
  const ofGrant = remaining - others.reduce((sum, grant) => sum + grant.remaining, 0);
  return limit !== null && ofGrant >= 0 && ofGrant <= limit ? tidy(limit - ofGrant) : null;
}

const frequencies: Record<string, Frequency> = {
  daily: 'daily',
  weekly: 'weekly',
  monthly: 'monthly',
  yearly: 'yearly',
  annual: 'yearly',
  annually: 'yearly',
};

function cycleOf(account: JsonObject, grant: number, notes: string[]): Cycle {
  const word = optionalField(z.string(), account, 'recurring_credits_frequency', notes);
  const frequency = word === null ? null : (frequencies[word.trim().toLowerCase()] ?? null);
  if (word !== null && frequency === null)
    notes.push(`${name} names a refill frequency that Fuelgauge does not know.`);
  const rolls = optionalField(z.boolean(), account, 'credit_rollover', notes);
  return {
    frequency,
    renewsAt: optionalField(isoInstant, account, 'recurring_credits_refresh_date', notes),
    grant,
    rollover: rolls === null ? 'unknown' : rolls ? 'all' : 'none',
  };
}

/**
 * The grants that the answer lists, in draw order: the recurring one first, then by expiry. The top-up wallet holds
 * the same credits as `credit_topups`, so it counts only where those are missing.
 */
function grantsOf(body: JsonObject, account: JsonObject, cycle: Cycle | null, notes: string[]): Grant[] {
  const wallets = lotsOf('wallets', body, account, notes);
  const topups = lotsOf('credit_topups', body, account, notes);
  const recurring = wallets.find((wallet) => /recurring/i.test(wallet.origin));
  const reserve = wallets.filter((wallet) => /top.?up/i.test(wallet.origin));
  const ids = new Set<string>();
  const refill: Grant[] = recurring
    ? [
        {
          id: uniqueId('refill', ids),
          kind: 'refill',
          label: 'Recurring credits',
          granted: recurring.granted ?? cycle?.grant ?? null,
          remaining: recurring.remaining,
          grantedAt: null,
          expiresAt: recurring.expiresAt ?? (cycle?.rollover === 'none' ? cycle.renewsAt : null),
          provenance: 'reported',
        },
      ]
    : [];
  const bought = (topups.length > 0 ? topups : reserve)
    .toSorted((a, b) => (a.expiresAt ?? Infinity) - (b.expiresAt ?? Infinity))
    .map((lot) => topupGrant(lot, ids));
  return [...refill, ...bought];
}

const origins: Record<string, { kind: Grant['kind']; label: string }> = {
  purchase: { kind: 'topup', label: 'Top-up' },
  auto_topup: { kind: 'topup', label: 'Automatic top-up' },
  granted: { kind: 'promotion', label: 'Granted by Crustdata' },
};

function topupGrant(lot: Lot, ids: Set<string>): Grant {
  const { kind, label } = origins[lot.origin.toLowerCase()] ?? { kind: 'topup', label: 'Top-up' };
  // The answer has no ids: what does not change while a top-up is spent stands in for one.
  const id = [label, lot.expiresAt ?? 'never', lot.granted ?? 'all']
    .join('-')
    .toLowerCase()
    .replaceAll(' ', '-');
  return {
    id: uniqueId(id, ids),
    kind,
    label,
    granted: lot.granted,
    remaining: lot.remaining,
    grantedAt: null,
    expiresAt: lot.expiresAt,
    provenance: 'reported',
  };
}

interface Lot {
  origin: string;
  granted: number | null;
  remaining: number;
  expiresAt: number | null;
}

/** The entries of a list that may stand beside `account` or inside it. Key names are not documented, so several are known. */
function lotsOf(field: string, body: JsonObject, account: JsonObject, notes: string[]): Lot[] {
  const list = z.array(z.unknown());
  const beside = optionalField(list, body, field, notes) ?? [];
  const entries = beside.length > 0 ? beside : (optionalField(list, account, field, notes) ?? []);
  return entries.flatMap((entry) => {
    const row = jsonObject.safeParse(entry).data ?? {};
    const first = <Schema extends z.ZodType>(schema: Schema, keys: string[]) => {
      const key = keys.find((candidate) => row[candidate] != null);
      return key === undefined ? null : optionalField(schema, row, key, notes);
    };
    const remaining = first(numeric, ['remaining_credits', 'credits_remaining', 'remaining', 'balance']);
    if (remaining === null) {
      notes.push(`An entry of “${field}” was left out: it does not tell what remains.`);
      return [];
    }
    return [
      {
        origin: first(z.string(), ['origin', 'type']) ?? '',
        granted: first(numeric, ['original_credits', 'credits_original', 'amount']),
        remaining,
        expiresAt: first(isoInstant, ['expires_at', 'expiry_date', 'expires_on']),
      },
    ];
  });
}
