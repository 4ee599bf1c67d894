import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { startServer } from '../../main/server/server.ts';
import { openSessions } from '../../main/server/sessions.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { temporaryHome } from '../helpers/folder.ts';
import { ask, openHouse } from './helpers.ts';

it('stays through restarts for a browser that comes through your own proxy, as in a container', async () => {
  const house = openHouse();
  onTestFinished(() => house.close());
  const token = 'a-token-that-you-keep_0123456789abcdef';
  const name = 'fuelgauge.example.com';
  // On all addresses, at one port, with the data folder of before.
  const started = async (port: number) => {
    const server = await startServer({
      home: join(house.folder, 'home'),
      context: { engine: () => house.engine, demo: null },
      live: house.engine,
      shown: () => house.engine,
      rendererDir: house.rendererDir,
      port,
      address: '0.0.0.0',
      names: [name],
      signInToken: token,
      log: house.log,
    });
    if (!server.ok) throw new Error(server.error.message);
    return server.value;
  };
  const session = `${'a'.repeat(12)}.${'b'.repeat(43)}`;
  // The browser's own origin is the proxy's; the proxy hands on the name.
  const headers = { host: name, origin: `https://${name}`, 'content-type': 'application/json' };
  const signIn = (origin: string) =>
    ask(origin, '/session', { method: 'POST', headers, body: JSON.stringify({ token, session }) });
  const pause = (origin: string) =>
    ask(origin, '/trpc/setPreferences', {
      method: 'POST',
      headers: { ...headers, [sessionHeader]: session },
      body: JSON.stringify({ paused: true }),
    });
  const first = await started(0);
  expect((await pause(first.origin)).status).toBe(401);
  expect((await signIn(first.origin)).status).toBe(204);
  expect((await pause(first.origin)).status).toBe(200);
  await first.close();
  const second = await started(first.port);
  expect((await pause(second.origin)).status).toBe(200);
  await second.close();
});

it('ends a session that nobody used for 30 days, and no other', () => {
  const day = 86_400_000;
  let now = day * 20_000;
  const sessions = openSessions(temporaryHome(), 1, () => now);
  const used = `${'a'.repeat(12)}.${'b'.repeat(43)}`;
  const left = `${'c'.repeat(12)}.${'d'.repeat(43)}`;
  sessions.add(used);
  sessions.add(left);
  for (let days = 0; days < 40; days += 1) {
    expect(sessions.has(used)).toBe(true);
    now += day + 1;
  }
  expect(sessions.has(left)).toBe(false);
  expect(sessions.has(used)).toBe(true);
});

it('forgets no session while the clock is ahead', () => {
  let now = 86_400_000 * 20_000;
  const sessions = openSessions(temporaryHome(), 1, () => now);
  const [one, other] = [`${'a'.repeat(12)}.${'b'.repeat(43)}`, `${'c'.repeat(12)}.${'d'.repeat(43)}`];
  sessions.add(one);
  now += 40 * 86_400_000;
  expect(sessions.has(one)).toBe(false);
  sessions.add(other);
  now -= 40 * 86_400_000;
  expect(sessions.has(one)).toBe(true);
});
