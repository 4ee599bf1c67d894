import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { z } from 'zod';
import type { LoadWorld } from './world.ts';

const clientKey = z.object({ clientKey: z.string() });

/** The world's providers over HTTP. `setDown` refuses every connection, as a network that is down does. */
export async function startLoadServer(world: LoadWorld) {
  const server = createServer((request, response) => void answer(world, request, response));
  const listen = (port: number) =>
    new Promise<void>((resolve) => server.listen(port, '127.0.0.1', () => resolve()));
  const close = () =>
    new Promise<void>((resolve) => {
      server.close(() => resolve());
      server.closeAllConnections();
    });
  await listen(0);
  const address = server.address();
  const port = address !== null && typeof address === 'object' ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    setDown: (down: boolean) => (down ? close() : listen(port)),
    close,
  };
}

async function answer(world: LoadWorld, request: IncomingMessage, response: ServerResponse): Promise<void> {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  const given = clientKey.safeParse(body === '' ? null : JSON.parse(body));
  const query = new URL(request.url ?? '/', 'http://127.0.0.1').searchParams.get('api_key');
  const bearer = (request.headers.authorization ?? '').replace(/^(Bearer|Token) /, '');
  const deed = world.answer(given.success ? given.data.clientKey : (query ?? bearer), Date.now());
  if (deed.kind === 'cut') response.destroy();
  else if (deed.kind === 'answer') {
    // As far away as a provider is.
    await new Promise((resolve) => setTimeout(resolve, 20));
    response.writeHead(deed.status, { 'content-type': 'application/json', ...deed.headers });
    response.end(deed.body);
  }
}
