import { createServer } from 'node:http';

export interface MockRequest {
  method: string;
  /** With its query. */
  url: string;
  headers: Readonly<Record<string, string | string[] | undefined>>;
  body: string;
}

export interface MockAnswer {
  status?: number;
  headers?: Record<string, string>;
  /** Text goes out as it is, anything else as JSON. */
  body: unknown;
}

export interface MockProvider {
  /** For FUELGAUGE_ENDPOINT_<PROVIDER>. */
  origin: string;
  /** Every request so far. */
  requests: MockRequest[];
  /** What is answered from now on. */
  answer(next: MockAnswer | ((request: MockRequest) => MockAnswer)): void;
  close(): Promise<void>;
}

/** A provider on loopback that answers what a test tells it to, and remembers what it was asked. */
export async function startMockProvider(
  first: MockAnswer | ((request: MockRequest) => MockAnswer),
): Promise<MockProvider> {
  const requests: MockRequest[] = [];
  let current = first;
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('end', () => {
      const request: MockRequest = {
        method: incoming.method ?? '',
        url: incoming.url ?? '',
        headers: incoming.headers,
        body: Buffer.concat(chunks).toString(),
      };
      requests.push(request);
      const { status = 200, headers = {}, body } = typeof current === 'function' ? current(request) : current;
      const isText = typeof body === 'string';
      response.writeHead(status, { 'content-type': isText ? 'text/html' : 'application/json', ...headers });
      response.end(isText ? body : JSON.stringify(body));
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    requests,
    answer(next) {
      current = next;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
