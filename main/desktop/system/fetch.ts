import { Readable } from 'node:stream';
import { net, session } from 'electron';
import type { Fetch, FetchResponse } from '../../engine/network/requester.ts';

/**
 * Fetch over Chromium's network, which has the system's proxy and certificates. Chromium would keep whole addresses in its
 * cache on disk, keys in them included, and send the cookies of one account with the requests of another: so it has a
 * session of its own in memory, without cache and cookies.
 *
 * A redirect is an answer, as with Node's fetch. `net.fetch` would reject it and hide where it leads
 * (lib/common/api/net-client-request.ts, August 2026).
 */
export const electronFetch: Fetch = (url, { body, signal, ...init }) =>
  new Promise((resolve, reject) => {
    const request = net.request({
      ...init,
      url,
      session: session.fromPartition('requests', { cache: false }),
      cache: 'no-store',
      credentials: 'omit',
    });
    const abort = () => {
      reject(signal.reason);
      request.abort();
    };
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    request.on('error', reject);
    request.on('redirect', (status, _method, location) => {
      resolve({ status, headers: headersOf({ location }), body: null });
      request.abort();
    });
    request.on('response', (response) => {
      // Electron documents it as a readable stream, and declares only some of its events.
      if (!(response instanceof Readable)) return reject(new Error('The answer is no stream.'));
      // A body that nobody reads may fail too.
      response.on('error', () => {});
      // Electron goes on loading a body that was left early.
      response.once('close', () => request.abort());
      resolve({ status: response.statusCode, headers: headersOf(response.headers), body: response });
    });
    request.end(body);
  });

/** Not `Headers`, with which Node would load its own fetch. */
function headersOf(given: Record<string, string | string[]>): FetchResponse['headers'] {
  const headers = new Map(
    Object.entries(given).map(([name, value]) => [name.toLowerCase(), [value].flat().join(', ')]),
  );
  return {
    get: (name) => headers.get(name.toLowerCase()) ?? null,
    forEach: (visit) => headers.forEach(visit),
  };
}
