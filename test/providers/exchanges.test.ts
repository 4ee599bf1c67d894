import { createServer } from 'node:http';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createRequester } from '../../main/engine/network/requester.ts';
import { providers } from '../../main/providers/index.ts';
import { readErrorSchema, readingSchema } from '../../shared/model/index.ts';
import { bodyOf, type Exchange, fixturesOf, now, readable } from './exchanges.ts';

// Every fixture over real HTTP: provider.read → the engine's request layer → a server on loopback.

interface Received {
  method: string | undefined;
  path: string;
  query: Record<string, string>;
  headers: Record<string, unknown>;
  json: unknown;
}

const wordless = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value).replaceAll('…', '••••'), (key, part) =>
    key === 'message' ? '' : key === 'notes' ? part.length > 0 : part,
  );

let received: Received[] = [];
let answers: Exchange['exchange'] = [];
let origin = '';

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = Buffer.concat(chunks).toString();
    const answer = answers[received.length]?.response;
    received.push({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      headers: request.headers,
      json: body === '' ? undefined : JSON.parse(body),
    });
    // One request more than the fixture tells shows in `received`.
    response.writeHead(answer?.status ?? 599, answer?.headers);
    response.end(answer ? bodyOf(answer) : '');
  });
});

beforeAll(async () => {
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  origin = `http://127.0.0.1:${address.port}`;
});
afterAll(() => {
  server.closeAllConnections();
  server.close();
});

for (const provider of providers) {
  describe(provider.name, () => {
    for (const { credential, exchanges } of fixturesOf(provider.id)) {
      it.each(exchanges.map((exchange) => [`${exchange.covers}: ${exchange.name}`, exchange] as const))(
        '%s',
        async (_, { exchange, expected }) => {
          received = [];
          answers = exchange;
          const requester = createRequester({
            fetch: (url, init) => fetch(url, init),
            endpoints: { [provider.id]: origin },
            now: () => now,
          });

          const result = await provider.read({ credential, now, request: requester(provider) });

          expect(received).toMatchObject(exchange.map(({ request }) => ({ ...request, json: request.json })));
          expect(received.map((request) => request.query)).toEqual(
            exchange.map(({ request }) => request.query),
          );
          // Wording may change; kinds, instants and numbers may not.
          const want =
            'error' in expected
              ? { ok: false, error: expected.error }
              : { ok: true, value: expected.reading };
          expect(wordless(readable(result))).toEqual(wordless(want));
          expect(
            (result.ok ? readingSchema : readErrorSchema).safeParse(result.ok ? result.value : result.error)
              .success,
          ).toBe(true);

          const text = JSON.stringify(result);
          for (const value of Object.values(credential)) expect(text).not.toContain(value);
          expect(text).not.toContain('CAP-PKG');
        },
      );
    }
  });
}
