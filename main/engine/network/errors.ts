import type { ReadError, ReadErrorKind } from '../../../shared/model/index.ts';
import { readError } from '../../providers/contract/provider.ts';

interface Exchange {
  name: string;
  host: string;
  signal: AbortSignal;
  timeoutMs: number;
}

/** Codes of Node, OpenSSL, undici and (as `net::ERR_…`) Chromium. The first match decides. */
const kinds: [ReadErrorKind, RegExp][] = [
  [
    'timed-out',
    /^(TimeoutError|ETIMEDOUT|ESOCKETTIMEDOUT|UND_ERR_\w*TIMEOUT|net::ERR_(CONNECTION_)?TIMED_OUT)$/,
  ],
  [
    'refused',
    /^(CERT_\w+|ERR_TLS_\w+|ERR_SSL_\w+|EPROTO|\w*SELF_SIGNED\w*|UNABLE_TO_\w+|HOSTNAME_MISMATCH|INVALID_CA)$/,
  ],
  [
    'refused',
    /^net::ERR_(CERT_\w+|SSL_\w+|BAD_SSL\w+|PROXY_\w+|TUNNEL_\w+|NO_SUPPORTED_PROXIES|BLOCKED_BY_\w+)$/,
  ],
  ['refused', /^(UND_ERR_PRX_TLS|ERR_INVALID_URL|proxy-answer|redirect-cancelled)$/],
  ['offline', /^(ENOTFOUND|EAI_AGAIN|EAI_NODATA|ENETUNREACH|EHOSTUNREACH|ENETDOWN|EADDRNOTAVAIL)$/],
  ['offline', /^net::ERR_(NAME_\w+|INTERNET_DISCONNECTED|NETWORK_\w+|ADDRESS_UNREACHABLE|DNS_\w+)$/],
  [
    'malformed',
    /^(HTTPParserError|HPE_\w+|UND_ERR_HEADERS_OVERFLOW|Z_\w+|net::ERR_(INVALID_\w+|CONTENT_DECODING_\w+))$/,
  ],
  ['unavailable', /^(ECONN\w+|EPIPE|UND_ERR_\w+|net::ERR_\w+)$/],
];

/** What a failed request means to the user. Uses only codes from the error, because its own text may quote the request. */
export function networkError(error: unknown, exchange: Exchange): ReadError {
  const codes = exchange.signal.aborted ? ['TimeoutError'] : [...codesOf(error)];
  for (const [kind, pattern] of kinds) {
    const code = codes.find((candidate) => pattern.test(candidate));
    if (code !== undefined) return readError(kind, sentence(kind, code, exchange));
  }
  return readError('unavailable', `The connection to ${exchange.name} (${exchange.host}) failed.`);
}

/** The codes of an error, its causes and its parts, outermost first. */
function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (!(error instanceof Error) || depth > 5) return;
  if ('code' in error && typeof error.code === 'string') yield error.code;
  yield error.name;
  const chromium = /net::ERR_\w+/.exec(error.message)?.[0];
  if (chromium) yield chromium;
  // These two can only be told by their text (undici's ProxyAgent; Electron's net.fetch for a manual redirect).
  if (/^Proxy response \(\d+\)/.test(error.message)) yield 'proxy-answer';
  if (error.message === 'Redirect was cancelled') yield 'redirect-cancelled';
  yield* codesOf(error.cause, depth + 1);
  if (error instanceof AggregateError) for (const part of error.errors) yield* codesOf(part, depth + 1);
}

function sentence(kind: ReadErrorKind, code: string, { name, host, timeoutMs }: Exchange): string {
  switch (kind) {
    case 'timed-out':
      return `${name} (${host}) did not answer within ${timeoutMs / 1000} seconds.`;
    case 'offline':
      return `Could not reach ${host}. Is this computer offline?`;
    case 'malformed':
      return `${name} sent an invalid HTTP response (${code}).`;
    case 'refused':
      if (code === 'redirect-cancelled')
        return `${name} redirected ${host}, which Fuelgauge does not follow.`;
      // The request's URL has been parsed already, so only the proxy's can be invalid.
      if (/PROXY|TUNNEL|PRX|proxy|INVALID_URL/.test(code))
        return `Your network’s proxy refused to connect to ${host}.`;
      return `The secure connection to ${host} failed: ${tlsReason(code)}.`;
    default:
      return /REFUSED/.test(code)
        ? `${name} (${host}) refused the connection.`
        : `The connection to ${name} (${host}) was interrupted.`;
  }
}

function tlsReason(code: string): string {
  if (/EXPIRED|DATE_INVALID/.test(code)) return 'its certificate is not valid at this time';
  if (/SELF_SIGNED/.test(code)) return 'its certificate is self-signed';
  if (/ALTNAME|HOSTNAME|COMMON_NAME/.test(code)) return 'its certificate is for another host';
  if (/UNABLE_TO_|AUTHORITY|INVALID_CA/.test(code)) return 'its certificate is from an unknown authority';
  if (/REVOKED/.test(code)) return 'its certificate was revoked';
  return code;
}
