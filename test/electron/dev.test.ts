import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, expect, it } from 'vitest';
import { endChromiums } from './chromium-pool.ts';
import { startStandIn } from './driver.ts';

afterAll(endChromiums);

it('takes its pages from the server that electron-vite dev names', async () => {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(request.url ?? '');
    response.setHeader('content-type', 'text/html').end('<title>hot</title>');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port }: AddressInfo = addressOf(server.address());
  const app = await startStandIn([], { ELECTRON_RENDERER_URL: `http://127.0.0.1:${port}` });
  try {
    const page = await app.page('index.html');
    await expect.poll(() => page.title(), { timeout: 60_000 }).toBe('hot');
    expect(asked).toContain('/index.html');
  } finally {
    await app.close();
    server.close();
  }
});

function addressOf(address: string | AddressInfo | null): AddressInfo {
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  return address;
}
