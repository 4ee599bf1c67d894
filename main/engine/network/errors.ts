import type { ReadError, ReadErrorKind } from '../../../shared/model/index.ts';
import { readError } from '../../providers/contract/provider.ts';
import { ProxyError } from './proxy.ts';

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
  ['refused', /^net::ERR_UNSAFE_REDIRECT$/],
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
  const proxyFault = error instanceof ProxyError ? proxySentence(error, codes, exchange) : null;
  if (proxyFault !== null) return readError('refused', proxyFault);
  for (const [kind, pattern] of kinds) {
    const code = codes.find((candidate) => pattern.test(candidate));
    if (code !== undefined) return readError(kind, sentence(kind, code, exchange));
  }
  return readError('unavailable', `The connection to ${exchange.name} (${exchange.host}) failed.`);
}

/** What the proxy did; null if what failed lies beyond it, at the provider or in its certificate. */
function proxySentence(
  { variable, address }: ProxyError,
  codes: readonly string[],
  { name, host, signal, timeoutMs }: Exchange,
): string | null {
  if (address === null)
    return `${variable} is not the address of a proxy, so ${name} was not asked. Write one such as http://127.0.0.1:3128.`;
  const proxy = `The proxy ${address} (${variable})`;
  if (signal.aborted)
    return `Neither ${name} (${host}) nor the proxy ${address} (${variable}) answered within ${timeoutMs / 1000} seconds.`;
  const status = codes.find((code) => code.startsWith('proxy-answer-'))?.slice('proxy-answer-'.length);
  if (status === '407') return `${proxy} wants a user name and a password, so ${name} was not asked.`;
  if (status !== undefined) return `${proxy} answered ${status} and did not connect to ${host}.`;
  if (codes.some((code) => /^(ENOTFOUND|EAI_\w+)$/.test(code)))
    return `${proxy} was not found, so ${name} was not asked.`;
  // Whatever comes first on a connection comes from the proxy.
  if (
    codes.some((code) =>
      /^(ECONNREFUSED|EHOSTUNREACH|ENETUNREACH|ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$/.test(code),
    )
  )
    return `${proxy} can’t be reached, so ${name} was not asked.`;
  return codes.some((code) =>
    /^(UND_ERR_PRX_\w+|ERR_SSL_WRONG_VERSION_NUMBER|HTTPParserError|UND_ERR_SOCKS5\w*|UND_ERR_INVALID_ARG)$/.test(
      code,
    ),
  )
    ? `${proxy} broke off or does not speak as a proxy does, so ${name} was not asked.`
    : null;
}

/** The codes of an error, its causes and its parts, outermost first. */
export function* codesOf(error: unknown, depth = 0): Generator<string> {
  if (!(error instanceof Error) || depth > 5) return;
  if ('code' in error && typeof error.code === 'string') yield error.code;
  yield error.name;
  const chromium = /net::ERR_\w+/.exec(error.message)?.[0];
  if (chromium) yield chromium;
  // Can only be told by its text (undici's ProxyAgent).
  const refusal = /^Proxy response \((\d+)\)/.exec(error.message)?.[1];
  if (refusal) yield `proxy-answer-${refusal}`;
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
      if (code === 'net::ERR_UNSAFE_REDIRECT')
        return `${name} redirected ${host} to another address, which Fuelgauge does not follow.`;
      if (/PROXY_CONNECTION_FAILED/.test(code))
        return `Your network’s proxy can’t be reached, so ${name} was not asked.`;
      if (/PROXY|TUNNEL/.test(code)) return `Your network’s proxy refused to connect to ${host}.`;
      return `The secure connection to ${host} failed: ${tlsReason(code)}.${caAdvice(code)}`;
    default:
      return /REFUSED/.test(code)
        ? `${name} (${host}) refused the connection.`
        : `The connection to ${name} (${host}) was interrupted.`;
  }
}

/** Companies that look into the traffic of their network sign it anew, with a certificate that only they know. */
function caAdvice(code: string): string {
  if (!/SELF_SIGNED|UNABLE_TO_|AUTHORITY|INVALID_CA/.test(code)) return '';
  return code.startsWith('net::')
    ? ' If your company’s network does this, install its certificate on this computer.'
    : ' If your company’s network does this, set NODE_EXTRA_CA_CERTS to the file with its certificate.';
}

function tlsReason(code: string): string {
  if (/EXPIRED|DATE_INVALID/.test(code)) return 'its certificate is not valid at this time';
  if (/SELF_SIGNED/.test(code)) return 'its certificate is self-signed';
  if (/ALTNAME|HOSTNAME|COMMON_NAME/.test(code)) return 'its certificate is for another host';
  if (/UNABLE_TO_|AUTHORITY|INVALID_CA/.test(code)) return 'its certificate is from an unknown authority';
  if (/REVOKED/.test(code)) return 'its certificate was revoked';
  return code;
}
