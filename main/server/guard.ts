import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import { secureHeaders } from 'hono/secure-headers';
import { refusal } from './answers.ts';

/** 32 random bytes as text for URLs. */
export const randomToken = (): string => randomBytes(32).toString('base64url');

const digest = (text: string) => createHash('sha256').update(text).digest();

/** Compares two secrets in constant time. */
export const sameSecret = (given: string, wanted: string): boolean =>
  timingSafeEqual(digest(given), digest(wanted));

/** Security headers for every response. Pages may load only from this server. */
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
  // This is plain HTTP on loopback; HSTS would also bind every other program on this host name.
  strictTransportSecurity: false,
});

/** No answer is stored by the browser or a proxy, unless it says otherwise itself. */
export const neverStored: MiddlewareHandler = async (c, next) => {
  await next();
  if (!c.res.headers.has('Cache-Control')) c.header('Cache-Control', 'no-store');
};

/** Refuses every other name. Scripts are told in their form. */
export const onlyOwnHosts =
  (hosts: ReadonlySet<string>): MiddlewareHandler =>
  async (c, next) => {
    if (hosts.has((c.req.header('host') ?? '').toLowerCase())) return await next();
    const message = 'This name does not lead to Fuelgauge.';
    return c.req.path.startsWith('/v1') ? c.json(refusal('refused', message), 421) : c.text(message, 421);
  };

/** What a request says about its origin. */
export interface Source {
  method: string;
  host: string | undefined;
  origin: string | undefined;
  secFetchSite: string | undefined;
  hasTls: boolean;
}

/**
 * Whether a request that reads or changes state comes from this server's own page. `hasTls`: by this name it is reached
 * through a proxy with TLS, too.
 */
export function isFromOwnPage({ method, host, origin, secFetchSite, hasTls }: Source): boolean {
  if (origin !== undefined && origin !== `http://${host}` && !(hasTls && origin === `https://${host}`))
    return false;
  if (secFetchSite !== undefined && secFetchSite !== 'same-origin') return false;
  // Browsers send Origin with everything but GET and HEAD, so a request with neither header is not from a page.
  return method === 'GET' || method === 'HEAD' || origin !== undefined || secFetchSite !== undefined;
}
