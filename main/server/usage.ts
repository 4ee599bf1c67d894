import { Hono } from 'hono';
import { z } from 'zod';
import { logUsageInput } from '../../shared/api/accounts.ts';
import { readAnswer } from '../../shared/metering/read-answer.ts';
import { amountSchema, type CommandError, instantSchema, type Result } from '../../shared/model/index.ts';
import type { Log } from '../engine/log.ts';
import { refusal, refuse, wrongMethod } from './answers.ts';
import { bearer, type TokenVerifier } from './bearer.ts';
import { readBody } from './body.ts';

/** The part of the engine that POST /v1/usage needs. */
export interface UsageLedger extends TokenVerifier {
  /** Null: what is left is unknown. */
  reportUsage(use: Use): Result<{ remaining: number | null }, CommandError>;
}

export const maxBodyBytes = 64 * 1024;

/** More than a script needs to report each response. It keeps a runaway loop from filling the disk. */
const callsPerMinute = 6000;

const errorCode = logUsageInput.shape.error;
const flatUsage = z.object({
  account: z.string().min(1).optional(),
  credits: amountSchema.nonnegative().optional(),
  /** Epoch milliseconds, or ISO 8601 with its zone. */
  at: z
    .union([instantSchema, z.iso.datetime({ offset: true }).transform((text) => Date.parse(text))])
    .optional(),
  id: logUsageInput.shape.id,
  error: errorCode,
});
type Use = z.infer<typeof logUsageInput>;

const expected =
  'Send JSON such as {"account":"production","credits":2}, or the provider’s own answer with ?account=production in the URL.';

/** The use that a request reports; null if it cannot be understood. `account` is the one in the URL. */
export function readUse(body: unknown, account: string | undefined, now: number): Use | null {
  const answer = readAnswer(body, () => true, now);
  const flat = flatUsage.safeParse(body).data;
  const reported = answer.tells === 'use' ? answer.use : flat && { ...flat, amount: flat.credits };
  if (!reported || (reported.amount === undefined && reported.error === undefined)) return null;
  const use = logUsageInput.safeParse({ account, ...reported, amount: reported.amount ?? 0 });
  return use.success ? use.data : null;
}

/** Null if it is not JSON. */
function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return null;
  }
}

/**
 * POST /v1/usage: a script reports what a provider's response cost. It needs a bearer token, ignores cookies and rejects
 * web pages. Answers `{ok:true, remaining}` (null if unknown) or `{ok:false, error:{kind, message}}`.
 */
export function createUsageApp(ledger: UsageLedger, log: Log, now: () => number = Date.now): Hono {
  const app = new Hono();
  app.use(
    bearer(ledger, {
      kind: 'usage',
      perMinute: callsPerMinute,
      advice:
        'Send “Authorization: Bearer TOKEN” with a token from Fuelgauge’s settings or `fuelgauge token`.',
      now,
    }),
  );
  app.post('/', async (c) => {
    const body = await readBody(c.req.raw, maxBodyBytes);
    if (body === 'too-large') return c.json(refusal('too-large', 'The body is larger than 64 KiB.'), 413);
    if (body === 'broken') return c.json(refusal('bad-input', 'The body broke off.'), 400);
    const use = readUse(jsonOf(body.bytes), c.req.query('account'), now());
    if (!use) return c.json(refusal('bad-input', `This request reports no use. ${expected}`), 400);
    const logged = ledger.reportUsage(use);
    if (!logged.ok) return refuse(c, logged.error);
    return c.json({ ok: true, remaining: logged.value.remaining });
  });
  app.all('*', (c) => wrongMethod(c, 'POST'));
  app.onError((error, c) => {
    log.error('a report of use failed', { error: error.message });
    return c.json(refusal('failed', 'Fuelgauge could not log this use. See its log.'), 500);
  });
  return app;
}
