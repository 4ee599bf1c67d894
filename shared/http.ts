import { dayMs } from './time/index.ts';

// When a server allows the next request.

/** Names in lower case. */
export type HttpHeaders = Readonly<Record<string, string>>;

/** When Retry-After (seconds or an HTTP date) allows the next request, never before now; null if missing or malformed. */
export function retryAfter(headers: HttpHeaders, now: number): number | null {
  const value = headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return afterSeconds(Number(value), now);
  const date = /^[A-Z][a-z]+, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : afterSeconds((date - now) / 1000, now);
}

/**
 * When `RateLimit-Reset`, or `RateLimit` of the newer drafts (`…, reset=30` or `"default";r=0;t=30`), allows the next
 * request. Large numbers are epochs: providers use both forms.
 */
export function rateLimitReset(headers: HttpHeaders, now: number): number | null {
  const own = headers['ratelimit-reset'] ?? headers['x-ratelimit-reset'] ?? '';
  const combined = /(?:^|[\s,;])(?:reset|t)=(\d+)/.exec(headers.ratelimit ?? '')?.[1] ?? '';
  const text = own.trim() === '' ? combined : own.trim();
  if (!/^\d+(\.\d+)?$/.test(text)) return null;
  const reset = Number(text);
  if (reset > 1e12) return afterSeconds((reset - now) / 1000, now);
  return afterSeconds(reset > 1e9 ? reset - now / 1000 : reset, now);
}

/**
 * The instant some seconds from now: not in the past, and at most a day ahead, so that a wrong value cannot stop polling for
 * good.
 */
export function afterSeconds(seconds: number, now: number): number {
  return now + Math.round(Math.min(Math.max(seconds * 1000, 0), dayMs));
}
