import type { Context, MiddlewareHandler } from 'hono';
import type { TokenKind } from '../../shared/model/index.ts';
import { refusal } from './answers.ts';

/** The part of the engine that knows the tokens. */
export interface TokenVerifier {
  /** Compares hashes, in constant time. */
  verifyToken(kind: TokenKind, token: string): boolean;
}

/** A call is let through as long as not many came before it: at most `perMinute` at once, and as many a minute. */
export function createLimit(perMinute: number, now: () => number = Date.now) {
  let left = perMinute;
  let at = now();
  return {
    /** Counts the call if it is within the limit. */
    allows(): boolean {
      const current = now();
      left = Math.min(perMinute, left + (Math.max(0, current - at) / 60_000) * perMinute);
      at = current;
      if (left < 1) return false;
      left -= 1;
      return true;
    },
    /** Until the next one is let through: whole seconds, at least 1. */
    seconds: () => Math.max(1, Math.ceil(((1 - left) * 60) / perMinute)),
  };
}

/**
 * Wrong tokens, of all callers together. They are counted apart, so that a flood of them slows nobody who has the right one.
 */
const wrongPerMinute = 120;

export interface BearerOptions {
  kind: TokenKind;
  /** Calls of each token. */
  perMinute: number;
  /** Where to get the token, as a sentence. */
  advice: string;
  /** Default: from `Authorization: Bearer TOKEN`. */
  tokenOf?(c: Context): string | undefined;
  now?: (() => number) | undefined;
}

/**
 * Lets in who has a token of this kind, in the header alone, and no web page. Every wrong token gets the same answer, and
 * too many calls the seconds to wait.
 */
export function bearer(
  tokens: TokenVerifier,
  { kind, perMinute, advice, tokenOf: find = tokenOf, now }: BearerOptions,
): MiddlewareHandler {
  const wrong = createLimit(wrongPerMinute, now);
  /** By token; only right ones are in it, so there are few. */
  const limits = new Map<string, ReturnType<typeof createLimit>>();
  const tooMany = (c: Context, limit: ReturnType<typeof createLimit>, message: string) => {
    c.header('Retry-After', String(limit.seconds()));
    return c.json(refusal('rate-limited', `${message} Wait, then try again.`), 429);
  };
  return async (c, next) => {
    c.header('Cache-Control', 'no-store');
    if (isFromPage(c))
      return c.json(refusal('refused', 'Web pages may not ask this. Call it from a script.'), 403);
    const token = find(c);
    if (token === undefined || !tokens.verifyToken(kind, token)) {
      if (!wrong.allows()) return tooMany(c, wrong, 'Too many calls with a wrong token.');
      c.header('WWW-Authenticate', 'Bearer');
      return c.json(refusal('bad-credential', advice), 401);
    }
    const limit = limits.get(token) ?? createLimit(perMinute, now);
    limits.set(token, limit);
    if (!limit.allows()) return tooMany(c, limit, `More than ${perMinute} calls in a minute.`);
    return await next();
  };
}

/** The bearer token of a request. No longer than any of ours, so that nobody has us compare megabytes. */
export const tokenOf = (c: Context): string | undefined =>
  /^Bearer +(\S{1,200})$/i.exec(c.req.header('authorization') ?? '')?.[1];

/** Browsers say so themselves. `none`: somebody typed the address. */
function isFromPage(c: Context): boolean {
  const site = c.req.header('sec-fetch-site');
  return c.req.header('origin') !== undefined || (site !== undefined && site !== 'none');
}

/** The token of everything that only reads: /v1/…, /metrics. */
export const readToken = (tokens: TokenVerifier, now?: () => number): MiddlewareHandler =>
  bearer(tokens, {
    kind: 'read',
    perMinute: 600,
    advice: 'Send “Authorization: Bearer TOKEN” with a token from `fuelgauge token --read`.',
    now,
  });
