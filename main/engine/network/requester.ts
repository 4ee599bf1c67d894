import packageJson from '../../../package.json' with { type: 'json' };
import { fail, ok, type ReadError, type Result } from '../../../shared/model/index.ts';
import {
  type ProviderRequest,
  type ProviderResponse,
  type ReadContext,
  readError,
} from '../../providers/contract/provider.ts';
import { networkError } from './errors.ts';
import { STATUS_CODES, validateHeaderName, validateHeaderValue } from './http.ts';

/** The part of `fetch` used here. Node's, undici's and Electron's `net.fetch` all have it. */
export type Fetch = (url: string, init: FetchInit) => Promise<FetchResponse>;
export interface FetchInit {
  method: string;
  headers: Record<string, string>;
  body?: string;
  redirect: 'manual';
  signal: AbortSignal;
}
export interface FetchResponse {
  status: number;
  headers: { get(name: string): string | null; forEach(visit: (value: string, name: string) => void): void };
  body: AsyncIterable<Uint8Array> | null;
}

export interface RequesterOptions {
  fetch: Fetch;
  /** Provider id → loopback origin to use in place of the provider's. */
  endpoints: Record<string, string>;
  now(): number;
  /** Milliseconds for the whole exchange, including redirects and the body. */
  timeoutMs?: number;
}

type SendRequest = ReadContext['request'];
export interface RequestedProvider {
  id: string;
  name: string;
  hosts: readonly string[];
  plainHosts?: readonly string[];
}

const usualTimeoutMs = 15_000;
const maxBodyBytes = 1024 * 1024;
const maxRedirects = 2;

/**
 * The only way to the network for providers: https to the provider's own hosts and to hosts that the user entered
 * (`entered`; plain http where they did), or to the loopback origin used in their place. One attempt, no retry, broken off by `stopped`. Error messages
 * have the provider and the host, never a query, a header or a body.
 */
export function createRequester(
  options: RequesterOptions,
): (provider: RequestedProvider, entered?: readonly string[], stopped?: AbortSignal) => SendRequest {
  const timeoutMs = options.timeoutMs ?? usualTimeoutMs;
  return (provider, entered, stopped) => async (request) => {
    const target = resolveTarget(provider, request, options.endpoints[provider.id], entered);
    if (!target.ok) return target;
    const headers = resolveHeaders(provider, request);
    if (!headers.ok) return headers;

    const { signal, end } = endingAfter(timeoutMs, stopped);
    let url = target.value;
    let init: FetchInit = {
      method: request.method,
      headers: headers.value,
      redirect: 'manual',
      signal,
      ...bodyOf(request),
    };
    try {
      for (let redirects = 0; ; redirects += 1) {
        const response = await options.fetch(url.href, init);
        if (response.status >= 200 && (response.status < 300 || response.status > 399))
          return await readResponse(provider, response);

        await response.body?.[Symbol.asyncIterator]().return?.();
        const next = redirectTarget(provider, request, url, response, redirects);
        if (!next.ok) return next;
        url = next.value;
        init = redirectedInit(init, response.status);
      }
    } catch (error) {
      return fail(networkError(error, { name: provider.name, host: request.host, signal, timeoutMs }));
    } finally {
      end();
    }
  };
}

/**
 * A signal that is aborted after `ms`, or together with `stopped`. Not by AbortSignal.any, whose signals stay with a source
 * that lives on.
 */
function endingAfter(ms: number, stopped: AbortSignal | undefined): { signal: AbortSignal; end(): void } {
  const controller = new AbortController();
  const abort = () => controller.abort();
  if (stopped?.aborted) abort();
  const timer = setTimeout(abort, ms);
  stopped?.addEventListener('abort', abort);
  return {
    signal: controller.signal,
    end() {
      clearTimeout(timer);
      stopped?.removeEventListener('abort', abort);
    },
  };
}

/** The URL to request. Refused if the host is not one of the provider's, or the path leads to another host. */
function resolveTarget(
  provider: RequestedProvider,
  request: ProviderRequest,
  endpoint: string | undefined,
  entered: readonly string[] = [],
): Result<URL, ReadError> {
  const refused = fail(
    readError('refused', `Fuelgauge may not contact ${request.host} for ${provider.name}.`),
  );
  const { host } = request;
  if (!provider.hosts.some((own) => isHost(own, host)) && !entered.includes(host)) return refused;
  const scheme = provider.plainHosts?.includes(host) ? 'http' : 'https';
  const origin = endpoint ?? `${scheme}://${host}`;
  const text = `${origin}${request.path}`;
  if (!request.path.startsWith('/') || !URL.canParse(text)) return refused;
  const url = new URL(text);
  if (url.origin !== new URL(origin).origin) return refused;
  for (const [name, value] of Object.entries(request.query ?? {})) url.searchParams.append(name, value);
  return ok(url);
}

/** `*.example.com` matches exactly one label below example.com. */
function isHost(own: string, host: string): boolean {
  if (!own.startsWith('*.')) return own === host;
  return host.endsWith(own.slice(1)) && /^[a-z0-9-]+$/i.test(host.slice(0, 1 - own.length));
}

/** Checks the headers here, because fetch's own error would quote the credential. */
function resolveHeaders(
  provider: RequestedProvider,
  request: ProviderRequest,
): Result<Record<string, string>, ReadError> {
  const headers: Record<string, string> = {
    accept: 'application/json',
    'user-agent': `Fuelgauge/${packageJson.version}`,
    ...(request.json !== undefined && { 'content-type': 'application/json' }),
    ...(request.form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
  };
  for (const [name, value] of Object.entries(request.headers ?? {})) headers[name.toLowerCase()] = value;
  try {
    // Not by `Headers`, with which Node loads its own fetch: 40 ms (Node 24.21, November 2026).
    for (const [name, value] of Object.entries(headers)) {
      validateHeaderName(name);
      validateHeaderValue(name, value);
    }
    return ok(headers);
  } catch {
    return fail(
      readError(
        'bad-credential',
        `The credential for ${provider.name} has characters that cannot be sent. Copy it again, without line breaks.`,
      ),
    );
  }
}

function bodyOf({ json, form }: ProviderRequest): { body?: string } {
  if (form !== undefined) return { body: new URLSearchParams(form).toString() };
  return json === undefined ? {} : { body: JSON.stringify(json) };
}

function redirectTarget(
  provider: RequestedProvider,
  request: ProviderRequest,
  from: URL,
  response: FetchResponse,
  redirects: number,
): Result<URL, ReadError> {
  const location = response.headers.get('location');
  const isRedirect = [301, 302, 303, 307, 308].includes(response.status);
  if (!isRedirect || location === null || !URL.canParse(location, from.href))
    return fail(readError('malformed', `${provider.name} answered with ${statusText(response.status)}.`));
  const next = new URL(location, from);
  // Compares the whole origin, because a redirect to http or to another port is not allowed either.
  if (next.origin !== from.origin)
    return fail(
      readError(
        'refused',
        `${provider.name} redirected ${request.host} to another address, which Fuelgauge does not follow.`,
      ),
    );
  if (redirects >= maxRedirects)
    return fail(readError('refused', `${provider.name} redirected ${request.host} too often.`));
  return ok(next);
}

/** 303, and by convention 301 and 302, turn a POST into a GET; 307 and 308 repeat it (RFC 9110, 15.4). */
function redirectedInit(init: FetchInit, status: number): FetchInit {
  if (init.method !== 'POST' || status === 307 || status === 308) return init;
  const { body: _, ...rest } = init;
  const { 'content-type': __, ...headers } = init.headers;
  return { ...rest, method: 'GET', headers };
}

async function readResponse(
  provider: RequestedProvider,
  response: FetchResponse,
): Promise<Result<ProviderResponse, ReadError>> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of response.body ?? []) {
    size += chunk.byteLength;
    // Leaving the loop cancels the stream and the connection.
    if (size > maxBodyBytes)
      return fail(readError('malformed', `${provider.name} sent an answer of more than 1 MiB.`));
    chunks.push(chunk);
  }
  const headers: Record<string, string> = {};
  response.headers.forEach((value, name) => {
    headers[name.toLowerCase()] = value;
  });
  return ok({ status: response.status, headers, body: new TextDecoder().decode(Buffer.concat(chunks)) });
}

const statusText = (status: number) =>
  `status ${status}${STATUS_CODES[status] ? ` (${STATUS_CODES[status]})` : ''}`;
