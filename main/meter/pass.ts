import type { Agent, ClientRequest, IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream';
import { networkError } from '../engine/network/errors.ts';
import { request as ask, STATUS_CODES } from '../engine/network/http.ts';
import type { Connections } from './connections.ts';
import { closesAfter, hasBody, pairsOf, passedOn } from './headers.ts';
import type { Watch } from './watch.ts';
import type { Way } from './way.ts';

/** Of headers, in an answer as in a request: four times what Node lets through by itself. */
export const mostHeaderBytes = 64 * 1024;

/** A way to a provider. */
export type Leading = Extract<Way, { to: 'provider' }>;

export interface Passing {
  connections: Connections;
  wayOf(target: string): Way;
  /** Sees the bytes of an answer as they pass; null: there is nothing to see. */
  watch(way: Leading, method: string, answer: IncomingMessage): Watch | null;
  /** The proxy's part in an error; null: none. */
  faultOfProxy(error: Error, upstream: string): Error | null;
  /** A request was sent and broke off before its answer began: what it cost is not known. */
  onBrokenOff(): void;
}

/** `continues`: the client waits for the provider’s word before it sends the body. */
type Exchange = { request: IncomingMessage; response: ServerResponse; way: Leading; continues: boolean };

/** Passes a request on to the provider, and what it answers back, byte by byte. What goes wrong there goes wrong here in the same way. */
export function pass(
  passing: Passing,
  request: IncomingMessage,
  response: ServerResponse,
  continues = false,
): void {
  const way = passing.wayOf(request.url ?? '');
  if (way.to === 'nowhere') return void refuse(request, response, way.status, way.code, way.message);
  const exchange = { request, response, way, continues };
  const agent = passing.connections.begin(request.socket, response, way.account.upstream);
  if (!agent.ok) return void refuse(request, response, 502, 'proxy', agent.error);
  const sent = unlessThrown(() => asked(exchange, agent.value));
  if (sent === null)
    return void refuse(
      request,
      response,
      400,
      'not_sent',
      'This request has characters that cannot be sent.',
    );
  passing.connections.follow(request.socket, sent);
  sendBody(exchange, sent);
  passInformation(exchange, sent);
  sent.once('response', (answer) => passAnswer(passing, exchange, answer));
  sent.on('error', (error) => failed(passing, exchange, error));
  response.once('close', () => {
    if (response.writableFinished) return;
    if (!response.headersSent) passing.onBrokenOff();
    sent.destroy();
  });
}

function asked({ request, way }: Exchange, agent: Agent): ClientRequest {
  const { protocol, hostname, port, host } = new URL(way.account.upstream);
  return ask({
    protocol,
    hostname: hostname.replace(/^\[|\]$/g, ''),
    ...(port !== '' && { port }),
    path: way.path,
    method: request.method ?? 'GET',
    headers: ['Host', host, ...passedOn(request, ['host']), ...framing(request)],
    agent,
    maxHeaderSize: mostHeaderBytes,
  });
}

/** Node reads some characters that it does not write. */
function unlessThrown<Value>(work: () => Value): Value | null {
  try {
    return work();
  } catch {
    return null;
  }
}

/** Methods that Node takes to have no body, unless a header says so. For others it would make one of no chunks. */
const usuallyEmpty = new Set(['GET', 'HEAD', 'DELETE', 'OPTIONS', 'TRACE']);

/** What else is needed for the body to be sent as it came: with its length, or in chunks. */
function framing(request: IncomingMessage): string[] {
  if (request.headers['transfer-encoding'] !== undefined) return ['Transfer-Encoding', 'chunked'];
  return hasBody(request) || usuallyEmpty.has(request.method ?? '') ? [] : ['Content-Length', '0'];
}

function sendBody({ request, continues }: Exchange, sent: ClientRequest): void {
  // A client that is gone ends the exchange by the response.
  request.on('error', () => {});
  if (!hasBody(request)) return void sent.end();
  if (continues) sent.flushHeaders();
  request.once('end', () => {
    if (request.rawTrailers.length > 0) sent.addTrailers(pairsOf(request.rawTrailers));
  });
  request.pipe(sent);
}

function passInformation({ request, response, continues }: Exchange, sent: ClientRequest): void {
  sent.on('information', ({ statusCode, rawHeaders }) => {
    // A client of HTTP/1.0 knows no such words (RFC 9110, 15.2), nor does a Node before 24.18 write them.
    if (response.headersSent || response.destroyed || request.httpVersion === '1.0') return;
    if (statusCode === 100) {
      if (continues) response.writeContinue();
    } else if ('writeInformation' in response)
      unlessThrown(() => response.writeInformation(statusCode, rawHeaders));
  });
}

function passAnswer(passing: Passing, { request, response, way }: Exchange, answer: IncomingMessage): void {
  const { statusCode = 502, statusMessage } = answer;
  response.sendDate = false;
  if (closesAfter(answer)) response.shouldKeepAlive = false;
  if (unlessThrown(() => response.writeHead(statusCode, statusMessage, passedOn(answer))) === null) {
    answer.destroy();
    return void refuse(
      request,
      response,
      502,
      'not_http',
      `${way.account.provider.name} sent an invalid HTTP response.`,
    );
  }
  // A stream may wait long for its first byte. An answer that is here already goes out in one piece.
  setImmediate(() => response.flushHeaders());
  const watch = passing.watch(way, request.method ?? 'GET', answer);
  if (watch) answer.on('data', watch.take);
  answer.once('end', () => {
    if (answer.rawTrailers.length > 0) response.addTrailers(pairsOf(answer.rawTrailers));
  });
  // Whichever side breaks off, the other does too: a body without its end is seen as such.
  pipeline(answer, response, () => watch?.end(answer.complete));
}

/** No answer came, and none will. */
function failed(passing: Passing, { request, response, way }: Exchange, error: Error): void {
  // What has begun is ended by its own pipeline.
  if (response.headersSent || response.destroyed) return;
  if ('code' in error && /^(ECONNRESET|EPIPE)$/.test(String(error.code)))
    return void request.socket.destroy();
  const { upstream, provider } = way.account;
  const { host } = new URL(upstream);
  const { name } = provider;
  const { kind, message } = networkError(passing.faultOfProxy(error, upstream) ?? error, {
    name,
    host,
    signal: new AbortController().signal,
    timeoutMs: 0,
  });
  const what = kind === 'timed-out' ? `${name} (${host}) took no connection.` : message;
  refuse(request, response, 502, 'not_reached', `${what} Fuelgauge’s meter says this, not ${name}.`);
}

/** An error of the meter’s own, in the form of a provider’s. */
export const ownError = (code: string, message: string) => ({
  error: { code: `fuelgauge_${code.replaceAll('-', '_')}`, message },
});

/** Answers with it, and reads no more of the request. */
export function refuse(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  code: string,
  message: string,
): void {
  request.unpipe();
  request.resume();
  const body = JSON.stringify(ownError(code, message));
  response.writeHead(status, STATUS_CODES[status], {
    'Content-Type': 'application/json',
    'Content-Length': Buffer.byteLength(body),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
    Connection: 'close',
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}
