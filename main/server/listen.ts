import type { RequestListener, Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type { Hono } from 'hono';
import { badInput, type CommandError, ok, type Result } from '../../shared/model/index.ts';
import { createServer } from '../engine/network/http.ts';
import { refusal } from './answers.ts';
import { loopback, originOf, type Place } from './place.ts';

export interface Listening {
  /** Such as `http://127.0.0.1:PORT`. */
  origin: string;
  port: number;
  /** Also ends open streams, so that the process can exit. Resolves once the port is free. May be called twice. */
  close(): Promise<void>;
}

/** The default port. It is fixed so that scripts which log use can find it. */
export const usualPort = 47615;

export function cannotListen(code: string | undefined, port: number, address = loopback) {
  if (code === 'EADDRNOTAVAIL')
    return badInput(`This computer has no address ${address}. Choose one of its own, or 0.0.0.0 for all.`);
  if (code === 'EADDRINUSE')
    return badInput(`Port ${port} is in use by another program. Choose another port, or 0 for any free one.`);
  if (code === 'EACCES')
    return badInput(`You do not have permission to use port ${port}. Choose one above 1023.`);
  return badInput(`Fuelgauge cannot listen on port ${port} (${code ?? 'no reason given'}).`);
}

/** More are closed at once: each needs a file descriptor, and the data folder needs some, too. */
const mostConnections = 256;
/** A request that dribbles in must not hold its connection for long. Node looks every half minute. */
const longestHeadersMs = 10_000;

/** What Node answers to a request that never becomes one. */
const refusals: Record<string, [status: string, kind: string, message: string]> = {
  HPE_HEADER_OVERFLOW: [
    '431 Request Header Fields Too Large',
    'too-large',
    'The address and the headers are too long.',
  ],
  HPE_CHUNK_EXTENSIONS_OVERFLOW: ['413 Payload Too Large', 'too-large', 'The body is too large.'],
  ERR_HTTP_REQUEST_TIMEOUT: ['408 Request Timeout', 'timed-out', 'The request took too long.'],
};
const notHttp = ['400 Bad Request', 'bad-input', 'This is not a sound HTTP request.'] as const;

/** As Node itself, but in the form of our other errors (here: `inForm`), and to be stored as little. */
export function refuseBroken(
  error: NodeJS.ErrnoException,
  socket: Duplex,
  inForm: (kind: string, message: string) => object = refusal,
): void {
  if (error.code === 'ECONNRESET' || !socket.writable) return void socket.destroy(error);
  const [status, kind, message] = refusals[error.code ?? ''] ?? notHttp;
  const body = JSON.stringify(inForm(kind, message));
  const headers = `Content-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\nCache-Control: no-store\r\nConnection: close`;
  socket.end(`HTTP/1.1 ${status}\r\n${headers}\r\n\r\n${body}`);
}

/** To a request whose Host and address make no URL. */
const refuseUnaddressed = () => {
  const [, kind, message] = notHttp;
  return Response.json(refusal(kind, message), { status: 400, headers: { 'Cache-Control': 'no-store' } });
};

const failed = () => new Response(null, { status: 500 });

export function listenOn(
  server: Server,
  port: number,
  host = loopback,
): Promise<NodeJS.ErrnoException | null> {
  return new Promise((resolve) => {
    const failed = (error: NodeJS.ErrnoException) => resolve(error);
    server.once('error', failed);
    server.listen({ port, host, exclusive: true }, () => {
      server.off('error', failed);
      resolve(null);
    });
  });
}

/** Nothing else keeps code from being loaded than another build or version in its place. */
const replaced = 'Fuelgauge was replaced by another version while it ran. Start it again.';

export function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Makes the app that answers. */
export type MakeApp = () => Hono | Promise<Hono>;

async function listenerOf(makeApp: MakeApp): Promise<RequestListener> {
  const [{ getRequestListener, RequestError }, { fetch }] = await Promise.all([
    import('@hono/node-server'),
    makeApp(),
  ]);
  return getRequestListener(fetch, {
    overrideGlobalObjects: false,
    errorHandler: (error) => (error instanceof RequestError ? refuseUnaddressed() : failed()),
  });
}

/**
 * Serves an app, on 127.0.0.1 unless told otherwise. `port` 0 means any free one. Without a port it takes the default one, or
 * any free one if that is in use. `prepare` is called once the port is known, because the app checks the Host header against
 * it; the app is made with the first request, because most of its code is of no use before.
 */
export async function listen(
  { port, address = loopback }: Partial<Place>,
  prepare: (port: number) => MakeApp,
): Promise<Result<Listening, CommandError>> {
  const prepared = Promise.withResolvers<MakeApp>();
  let listener: Promise<RequestListener> | null = null;
  // Node would refuse a request without a Host by itself, without a word.
  const server = createServer({ requireHostHeader: false }, (request, response) => {
    listener ??= prepared.promise.then(listenerOf);
    listener.then(
      (answer) => answer(request, response),
      () => response.writeHead(503, { 'Cache-Control': 'no-store' }).end(replaced),
    );
  });
  server.on('clientError', refuseBroken);
  server.maxConnections = mostConnections;
  server.headersTimeout = longestHeadersMs;

  let error = await listenOn(server, port ?? usualPort, address);
  if (port === undefined && error?.code === 'EADDRINUSE') error = await listenOn(server, 0, address);
  if (error) return cannotListen(error.code, port ?? usualPort, address);
  const taken = portOf(server);
  prepared.resolve(prepare(taken));

  let closed: Promise<void> | null = null;
  return ok({
    origin: originOf({ port: taken, address }),
    port: taken,
    close() {
      closed ??= new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
      return closed;
    },
  });
}
