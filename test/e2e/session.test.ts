import { createServer, type IncomingMessage, type Server } from 'node:http';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { type RunningServer, rendererFolder, startServer } from '../../main/server/server.ts';
import { signOutAll } from '../../main/server/sessions.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { type House, openHouse } from '../server/helpers.ts';
import { openBrowser } from './app.ts';

// How a real browser keeps its session of browser mode: across a restart, and from every other program.

let browser: Browser;
let house: House;
let server: RunningServer;
let context: BrowserContext;
let page: Page;
const others: Server[] = [];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());
beforeEach(async () => {
  house = openHouse();
  const added = await house.engine.addAccount({
    provider: 'scrapio',
    label: 'kept',
    credential: { from: 'values', values: {} },
  });
  if (!added.ok) throw new Error(added.error.message);
  server = await serve(0);
  context = await browser.newContext({ reducedMotion: 'reduce' });
  page = await context.newPage();
  await page.goto(server.address);
  await page.getByText('kept').first().waitFor();
});
afterEach(async () => {
  await context.close();
  await server.close();
  for (const other of others.splice(0)) {
    other.closeAllConnections();
    await new Promise((resolve) => other.close(resolve));
  }
  await house.close();
});

async function serve(port: number): Promise<RunningServer> {
  const started = await startServer({
    home: join(house.folder, 'home'),
    context: { engine: () => house.engine, demo: null },
    live: house.engine,
    shown: () => house.engine,
    rendererDir: rendererFolder(),
    port,
    log: house.log,
  });
  if (!started.ok) throw new Error(started.error.message);
  return started.value;
}

/** Another program on this computer. It keeps what it was sent, and answers everything with 200. */
async function otherProgram(port = 0): Promise<{ origin: string; seen: IncomingMessage[]; text(): string }> {
  const seen: IncomingMessage[] = [];
  let bodies = '';
  const other = createServer((request, response) => {
    seen.push(request);
    request.setEncoding('utf8').on('data', (text: string) => {
      bodies += text;
    });
    response.writeHead(200, { 'content-type': 'application/json' }).end('{"proof":"00"}');
  });
  others.push(other);
  await new Promise<void>((resolve) => other.listen(port, '127.0.0.1', resolve));
  const address = other.address();
  if (address === null || typeof address === 'string') throw new Error('It listens on no port.');
  const text = () => seen.map(({ url, rawHeaders }) => `${url} ${rawHeaders.join(' ')}`).join('\n') + bodies;
  return { origin: `http://127.0.0.1:${address.port}`, seen, text };
}

const secret = async () =>
  (await page.evaluate<string>('localStorage.getItem("fuelgauge-session")')).split('.')[1] ?? '';

it('gives nothing of it to a program on another port', async () => {
  const other = await otherProgram();
  const session = await secret();
  expect(session).toHaveLength(43);
  expect(await context.cookies()).toEqual([]);
  const second = await context.newPage();
  await second.goto(other.origin);
  expect(other.seen.length).toBeGreaterThan(0);
  expect(other.text()).not.toContain(session);
  expect(other.seen.every(({ headers }) => headers.cookie === undefined)).toBe(true);
  expect(await second.evaluate('localStorage.length')).toBe(0);
  // Nor can its page send a command, with or without the header.
  const send = (headers: object) =>
    second.evaluate(
      `fetch(${JSON.stringify(`${server.origin}/trpc/setPreferences`)}, { method: 'POST', credentials: 'include',
        headers: ${JSON.stringify(headers)}, body: '{"paused":true}' }).then((answer) => answer.status, () => 'refused')`,
    );
  expect(await send({ 'content-type': 'text/plain' })).toBe('refused');
  expect(await send({ 'content-type': 'application/json', [sessionHeader]: 'x' })).toBe('refused');
  expect(house.engine.state().preferences.paused).toBe(false);
});

it('outlives a restart: the open page reconnects, and the plain address works', async () => {
  const { port, origin } = server;
  await server.close();
  await page.getByText('Fuelgauge is not responding.').waitFor();
  // The headline no longer claims that all is well.
  await page.getByRole('heading', { level: 1, name: 'This may be out of date.' }).waitFor();
  server = await serve(port);
  await page.getByText('Fuelgauge is not responding.').waitFor({ state: 'detached' });
  const tomorrow = await context.newPage();
  await tomorrow.goto(origin);
  await tomorrow.getByText('kept').first().waitFor();
  await tomorrow.goto(`${origin}/popover.html`);
  await tomorrow.getByText('Scrapio').first().waitFor();
  expect(tomorrow.url()).not.toContain('token');
});

it('says what to do when it is signed out, and comes back by itself', async () => {
  signOutAll(join(house.folder, 'home'));
  const { port } = server;
  await server.close();
  server = await serve(port);
  await page.getByText('This browser is not signed in to Fuelgauge.').waitFor();
  await page.getByRole('heading', { level: 1, name: 'This may be out of date.' }).waitFor();
  const second = await context.newPage();
  await second.goto(server.address);
  await second.getByText('kept').first().waitFor();
  await second.close();
  await page.getByText('This browser is not signed in to Fuelgauge.').waitFor({ state: 'detached' });
});

it('is not sent to another program that took the port', async () => {
  const session = await secret();
  const { port } = server;
  await server.close();
  const other = await otherProgram(port);
  await page.getByText('Fuelgauge is not responding.').waitFor();
  await expect.poll(() => other.text().includes('/session/proof'), { timeout: 15_000 }).toBe(true);
  expect(other.text()).not.toContain(session);
  expect(other.seen.every(({ url }) => url === '/session/proof')).toBe(true);
});
