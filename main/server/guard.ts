import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';

/** 32 random bytes that fit into an address and a cookie. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Whether two secrets are the same, in a time that tells nothing of where they differ. */
export const sameSecret = (given: string, wanted: string): boolean =>
  timingSafeEqual(digest(given), digest(wanted));

/** The strict headers of every answer; the page may load from this server alone. */
export const strictHeaders: MiddlewareHandler = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'"],
    imgSrc: ["'self'", 'data:'],
    connectSrc: ["'self'"],
    fontSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  xFrameOptions: 'DENY',
  referrerPolicy: 'no-referrer',
  crossOriginOpenerPolicy: 'same-origin',
  crossOriginResourcePolicy: 'same-origin',
  // Plain HTTP on loopback: a promise of HTTPS would bind every other program on this host name.
  strictTransportSecurity: false,
});

/** The values of Host that this server answers to; any other is a foreign name pointed at loopback (DNS rebinding). */
export const ownHosts = (port: number): ReadonlySet<string> =>
  new Set(['127.0.0.1', 'localhost'].map((name) => new URL(`http://${name}:${port}`).host));

/** What the request says of where it comes from. */
export interface Source {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  secFetchSite: string | undefined;
}

/** Whether a request that reads state or changes it was made by this server's own page. */
export function isFromOwnPage({ method, host, origin, secFetchSite }: Source): boolean {
  if (origin !== undefined && origin !== `http://${host}`) return false;
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return false;
  // Browsers send an Origin with everything but GET and HEAD; a request without either header is not from a page.
  return method === 'GET' || method === 'HEAD' || origin !== undefined || secFetchSite !== undefined;
}
