import { createServer, type Server } from 'node:http';
import type { Fixture } from '../providers/fixtures.ts';

/** A request as it could be sent again. */
export interface SentRequest {
  url: string;
  method: string;
  body: string;
}

export interface FixtureProviders {
  /** Provider id → the origin that stands in for it. */
  endpoints: Record<string, string>;
  /** Every request so far. */
  requests: SentRequest[];
  close(): void;
}

/** Providers on loopback, one server each, that give the first answer of their fixture, over and over. */
export async function startFixtureProviders(
  fixtures: readonly Fixture[],
  delayMs = 0,
): Promise<FixtureProviders> {
  const servers: Server[] = [];
  const endpoints: Record<string, string> = {};
  const requests: FixtureProviders['requests'] = [];
  for (const { id, answers } of fixtures) {
    const steps = answers[0]?.steps ?? [];
    let asked = 0;
    const server = createServer((request, response) => {
      const chunks: Buffer[] = [];
      request.on('data', (chunk: Buffer) => chunks.push(chunk));
      request.on('end', () => {
        const step = steps[asked % steps.length];
        asked += 1;
        requests.push({
          url: `${endpoints[id]}${request.url}`,
          method: request.method ?? 'GET',
          body: Buffer.concat(chunks).toString(),
        });
        setTimeout(() => {
          response.writeHead(step?.status ?? 599, step?.headers);
          response.end(step?.body ?? '');
        }, delayMs);
      });
    });
    servers.push(server);
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const address = server.address();
    endpoints[id] = `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`;
  }
  return {
    endpoints,
    requests,
    close() {
      for (const server of servers) {
        server.closeAllConnections();
        server.close();
      }
    },
  };
}
