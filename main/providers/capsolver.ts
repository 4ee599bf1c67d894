import { z } from 'zod';
import { fail, ok, type Pool, type ReadError } from '../../shared/model/index.ts';
import { defineProvider, type ProviderResponse, type ReadResult, readError } from './define.ts';
import {
  afterSeconds,
  badCredential,
  epochSeconds,
  exhausted,
  type JsonObject,
  jsonObject,
  jsonOf,
  numeric,
  optionalField,
  type ParseContext,
  parseAnswer,
  rateLimited,
  retryAfter,
  statusError,
  unavailable,
  uniqueId,
  withoutCredential,
} from './parse.ts';

const name = 'CapSolver';
const host = 'api.capsolver.com';

export const capsolver = defineProvider({
  id: 'capsolver',
  name,
  mark: 'CS',
  category: 'captcha solving',
  homepage: 'https://www.capsolver.com/',
  credentialPage: 'https://dashboard.capsolver.com/dashboard/overview',
  billingPage: 'https://dashboard.capsolver.com/dashboard/overview',
  docs: { url: 'https://docs.capsolver.com/en/guide/api-getbalance', readOn: '2026-11' },
  credentialFields: [
    {
      id: 'key',
      label: 'Client key',
      secret: true,
      pattern: '^CAP-',
      environment: ['CAPSOLVER_API_KEY'],
      hint: 'The account’s API key from the dashboard’s overview, not the token of a package.',
    },
  ],
  hosts: [host],
  // No limit is published; repeated errors get the key or the address blocked (November 2026).
  refresh: { usualMs: 300_000, shortestMs: 1000 },
  checkCost: 0,
  unit: { kind: 'money', code: 'USD' },
  balance: 'reported',
  topupLifetimeMonths: null,
  tells: 'The balance in US dollars, and the active packages with their calls and expiry.',
  // What each kind of captcha costs could not be read (November 2026), so it has no rate card.
  plans: [],

  async read(ctx) {
    const answer = await ctx.request({
      method: 'POST',
      host,
      path: '/getBalance',
      json: { clientKey: ctx.credential.key ?? '' },
    });
    return answer.ok ? parseBalance(answer.value, ctx) : answer;
  },
});

function parseBalance(response: ProviderResponse, ctx: ParseContext): ReadResult {
  const error = errorOf(response, ctx.now);
  if (error) return fail(error);
  const schema = z.looseObject({ errorId: numeric.optional(), balance: numeric });
  const answer = parseAnswer(name, response, schema);
  if (!answer.ok) return answer;
  const notes: string[] = [];
  const pools = [balancePool(answer.value.balance), ...packagePools(answer.value, ctx, notes)];
  return ok({ at: ctx.now, plan: null, scope: 'account', pools, caps: [], dailyUse: [], notes });
}

/** An error body may come with any status, 200 among them: its code tells more than the status. */
function errorOf(response: ProviderResponse, now: number): ReadError | null {
  const body = jsonObject.safeParse(jsonOf(response)).data ?? {};
  const code = typeof body.errorCode === 'string' ? body.errorCode : '';
  const failed = (numeric.safeParse(body.errorId).data ?? 0) !== 0;
  const hasCode = code.startsWith('ERROR_');
  return (
    (hasCode ? errorOfCode(code, response, now) : null) ?? statusError(name, response, now) ?? unnamed(failed)
  );
}

const unnamed = (failed: boolean): ReadError | null =>
  failed ? readError('refused', `${name} answered with an error that it does not name.`) : null;

function errorOfCode(code: string, response: ProviderResponse, now: number): ReadError | null {
  switch (code) {
    // Too many errors: the key is blocked for 5 minutes, the address for 10 to 30.
    case 'ERROR_KEY_TEMP_BLOCKED':
      return readError('rate-limited', `${name} blocks this key for 5 minutes.`, afterSeconds(300, now));
    case 'ERROR_IP_BANNED':
      return readError(
        'rate-limited',
        `${name} blocks this address for up to 30 minutes.`,
        afterSeconds(1800, now),
      );
    case 'ERROR_RATE_LIMIT':
      return rateLimited(name, retryAfter(response, now));
    case 'ERROR_ZERO_BALANCE':
    case 'ERROR_SETTLEMENT_FAILED':
      return exhausted(name);
    // The first spelling is CapSolver's own.
    case 'ERROR_SERVICE_UNAVALIABLE':
    case 'ERROR_SERVICE_UNAVAILABLE':
      return unavailable(name, 'it says so itself', retryAfter(response, now));
  }
  if (code.startsWith('ERROR_KEY_')) return badCredential(name);
  const shown = /^[A-Z_]{1,60}$/.test(code) ? code : 'an error';
  return readError('refused', `${name} answered ${shown}.`);
}

function balancePool(balance: number): Pool {
  return {
    id: 'balance',
    label: 'Balance',
    unit: { kind: 'money', code: 'USD' },
    remaining: balance,
    used: null,
    limit: null,
    provenance: { remaining: 'reported' },
    cycle: null,
    grants: [],
  };
}

/** Each active package is a pool of its own: its calls are no dollars. Its token is a secret and is not read at all. */
function packagePools(body: JsonObject, ctx: ParseContext, notes: string[]): Pool[] {
  const ids = new Set<string>();
  let hidden = 0;
  const pools = (optionalField(z.array(z.unknown()), body, 'packages', notes) ?? []).flatMap((entry) => {
    const row = jsonObject.safeParse(entry).data ?? {};
    const id = optionalField(z.union([z.string().min(1), z.number()]), row, 'packageId', notes);
    const calls = optionalField(numeric, row, 'numberOfCalls', notes);
    const status = optionalField(numeric, row, 'status', notes);
    if (id === null || calls === null || status === null) {
      notes.push('A package was left out: it does not tell its id, its calls or its status.');
      return [];
    }
    const expiresAt = optionalField(epochSeconds, row, 'expireTime', notes);
    if (status !== 1 || (expiresAt !== null && expiresAt <= ctx.now)) {
      hidden += 1;
      return [];
    }
    const title = withoutCredential(optionalField(z.string(), row, 'title', notes) ?? 'Package', ctx);
    return [packagePool(uniqueId(withoutCredential(String(id), ctx), ids), title, calls, expiresAt)];
  });
  if (hidden > 0)
    notes.push(hidden === 1 ? '1 inactive or expired package.' : `${hidden} inactive or expired packages.`);
  return pools;
}

function packagePool(id: string, title: string, calls: number, expiresAt: number | null): Pool {
  return {
    id: `package-${id}`,
    label: title,
    unit: { kind: 'calls' },
    remaining: calls,
    used: null,
    limit: null,
    provenance: { remaining: 'reported' },
    cycle: null,
    grants: [
      {
        id,
        kind: 'package',
        label: title,
        granted: null,
        remaining: calls,
        grantedAt: null,
        expiresAt,
        provenance: 'reported',
      },
    ],
  };
}
