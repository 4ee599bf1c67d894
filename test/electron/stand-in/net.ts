import { Readable, Writable } from 'node:stream';
import type { ClientRequest, ClientRequestConstructorOptions, IncomingMessage } from 'electron';
import { type Kept, StandInSession, session } from './session.ts';
import { outside } from './system.ts';

// Chromium's network as Electron's main process has it, over Node's own fetch. What it does with redirects, cookies and the
// cache follows lib/browser/api/net-fetch.ts, lib/common/api/net-client-request.ts and electron_api_url_loader.cc.

interface Given extends Omit<ClientRequestConstructorOptions, 'session'> {
  session?: StandInSession;
}

class StandInMessage
  extends Readable
  implements Pick<IncomingMessage, 'statusCode' | 'statusMessage' | 'headers'>
{
  readonly statusCode: number;
  readonly statusMessage = '';
  readonly headers: Record<string, string | string[]>;
  readonly #body: AsyncIterator<Uint8Array>;

  constructor(status: number, headers: [string, string][], body: AsyncIterable<Uint8Array>) {
    super();
    this.statusCode = status;
    this.headers = Object.fromEntries(headers);
    this.#body = body[Symbol.asyncIterator]();
  }

  override _read(): void {
    this.#body.next().then(
      ({ done, value }) => this.push(done ? null : Buffer.from(value)),
      (error) => this.destroy(chromiumError(error)),
    );
  }
}

const redirects = [301, 302, 303, 307, 308];

/** Given whole, or in parts as electron-updater does. */
function addressOf({ url, protocol, hostname, port, path }: Given): URL {
  return new URL(url ?? `${protocol ?? 'http:'}//${hostname ?? 'localhost'}:${port ?? ''}${path ?? '/'}`);
}

class StandInRequest extends Writable implements Pick<ClientRequest, 'abort' | 'followRedirect'> {
  readonly #options: Given;
  readonly #session: StandInSession;
  readonly #headers: Record<string, string>;
  readonly #chunks: Buffer[] = [];
  readonly #loading = new AbortController();
  #response: StandInMessage | null = null;
  #aborted = false;
  #follows: boolean | null = null;

  constructor(options: Given) {
    super();
    if (options.credentials === 'same-origin' && !options.origin)
      throw new Error('credentials: same-origin requires origin to be set');
    if (options.session !== undefined && !(options.session instanceof StandInSession))
      throw new TypeError('`session` should be an instance of the Session class');
    this.#options = options;
    this.#session = options.session ?? session.fromPartition(options.partition ?? '');
    this.#headers = Object.fromEntries(
      Object.entries(options.headers ?? {}).map(([name, value]) => [name, String(value)]),
    );
  }

  override _write(chunk: Buffer, _encoding: BufferEncoding, done: () => void): void {
    this.#chunks.push(chunk);
    done();
  }
  override _final(done: () => void): void {
    const body = this.#chunks.length > 0 ? Buffer.concat(this.#chunks) : undefined;
    this.#load(addressOf(this.#options), this.#options.method ?? 'GET', body).catch((error) =>
      this.#die(chromiumError(error)),
    );
    done();
  }

  followRedirect(): void {
    if (this.#follows === null)
      throw new Error('followRedirect() called, but was not waiting for a redirect');
    this.#follows = true;
  }

  abort(): void {
    if (!this.#aborted) process.nextTick(() => this.emit('abort'));
    this.#aborted = true;
    this.#die();
  }

  /** As Electron's: a request whose stream has ended still tells its errors. */
  #die(error?: Error): void {
    if (this.destroyed && error && !this.#aborted) this.emit('error', error);
    this.destroy(error);
    this.#loading.abort();
    this.#response?.destroy(error);
  }

  async #load(url: URL, method: string, body: Buffer<ArrayBuffer> | undefined): Promise<void> {
    const { cache = 'default', credentials, useSessionCookies = false } = this.#options;
    // Not said: sent, but without cookies. `fetch` always says.
    const withCookies = credentials === undefined ? useSessionCookies : credentials !== 'omit';
    const mayKeep = method === 'GET' && cache !== 'no-store';
    const kept = mayKeep && cache === 'default' ? this.#session.cached(url) : null;
    if (kept !== null) return this.#respond(kept.status, kept.headers, Readable.from([kept.body]));

    const cookies = withCookies ? this.#session.cookiesFor(url) : '';
    const answer = await fetch(url, {
      method,
      headers: { ...this.#headers, ...(cookies !== '' && { cookie: cookies }) },
      redirect: 'manual',
      signal: this.#loading.signal,
      ...(body && { body }),
    });
    if (withCookies) this.#session.keepCookies(url, answer.headers.getSetCookie());
    const location = answer.headers.get('location');
    if (redirects.includes(answer.status) && location !== null)
      return await this.#redirect(answer.status, new URL(location, url), method, body);
    const headers = [...answer.headers];
    const control = answer.headers.get('cache-control') ?? '';
    if (!mayKeep || answer.status !== 200 || /no-store/.test(control))
      return this.#respond(answer.status, headers, answer.body ?? Readable.from([]));
    const freshForMs = Number(/max-age=(\d+)/.exec(control)?.[1] ?? 0) * 1000;
    const entry: Kept = {
      status: answer.status,
      headers,
      body: Buffer.from(await answer.arrayBuffer()),
      freshUntil: Date.now() + freshForMs,
    };
    this.#session.keep(url, entry);
    this.#respond(entry.status, headers, Readable.from([entry.body]));
  }

  async #redirect(
    status: number,
    to: URL,
    method: string,
    body: Buffer<ArrayBuffer> | undefined,
  ): Promise<void> {
    if (!/^https?:$/.test(to.protocol)) throw new Error('net::ERR_UNSAFE_REDIRECT');
    const policy = this.#options.redirect ?? 'follow';
    if (policy === 'error') throw new Error("Attempted to redirect, but redirect policy was 'error'");
    const becomesGet = method === 'POST' && status < 304;
    const newMethod = becomesGet ? 'GET' : method;
    this.#follows = policy === 'follow';
    try {
      this.emit('redirect', status, newMethod, to.href, {});
      if (this.#aborted) return;
      if (!this.#follows) throw new Error('Redirect was cancelled');
    } finally {
      this.#follows = null;
    }
    await this.#load(to, newMethod, becomesGet ? undefined : body);
  }

  #respond(status: number, headers: [string, string][], body: AsyncIterable<Uint8Array>): void {
    if (this.#aborted) return;
    this.#response = new StandInMessage(status, headers, body);
    this.emit('response', this.#response);
  }
}

const codes: Record<string, string> = {
  ECONNREFUSED: 'net::ERR_CONNECTION_REFUSED',
  ECONNRESET: 'net::ERR_CONNECTION_RESET',
  ENOTFOUND: 'net::ERR_NAME_NOT_RESOLVED',
  UND_ERR_SOCKET: 'net::ERR_CONNECTION_CLOSED',
};

/** Chromium's errors have a text and nothing else. */
function chromiumError(error: unknown): Error {
  const cause = error instanceof Error ? error.cause : undefined;
  const code = cause instanceof Error && 'code' in cause ? codes[String(cause.code)] : undefined;
  const isFetchs = error instanceof TypeError || code !== undefined;
  return new Error(isFetchs ? (code ?? 'net::ERR_FAILED') : error instanceof Error ? error.message : '');
}

/** As Electron's: a rejection at any redirect that it may not follow, and cookies unless told not to. */
function fetchOver(input: string | Request, init?: RequestInit): Promise<Response> {
  return new Promise((resolve, reject) => {
    const asked = new Request(input, init);
    const { method, url, credentials, cache, redirect } = asked;
    const request = new StandInRequest({
      method,
      url,
      cache,
      redirect,
      credentials: credentials === 'same-origin' ? 'include' : credentials,
      headers: Object.fromEntries(asked.headers),
    });
    asked.signal.addEventListener(
      'abort',
      () => {
        reject(asked.signal.reason);
        request.abort();
      },
      { once: true },
    );
    request.on('error', reject);
    request.on('response', (response: StandInMessage) => {
      const isEmpty = [101, 204, 205, 304].includes(response.statusCode);
      const headers = Object.entries(response.headers).map(([name, value]): [string, string] => [
        name,
        String(value),
      ]);
      resolve(
        new Response(isEmpty ? null : ReadableStream.from(response), {
          status: response.statusCode,
          headers,
        }),
      );
    });
    asked.arrayBuffer().then((body) => request.end(body.byteLength > 0 ? Buffer.from(body) : undefined));
  });
}

export const net = {
  request: (options: Given) => new StandInRequest(options),
  fetch: fetchOver,
  isOnline: () => outside.online,
};
