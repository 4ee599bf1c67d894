import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type RunningServer, type ServerOptions, startServer } from '../../main/server/server.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { ask, type House, openHouse, signIn } from './helpers.ts';

let house: House;
let server: RunningServer;

const start = (options: Partial<ServerOptions> = {}) =>
  startServer({
    home: join(house.folder, 'home'),
    context: { engine: () => house.engine, demo: null },
    live: house.engine,
    shown: () => house.engine,
    rendererDir: house.rendererDir,
    port: 0,
    log: house.log,
    ...options,
  });

beforeEach(async () => {
  house = openHouse();
  const started = await start();
  if (!started.ok) throw new Error(started.error.message);
  server = started.value;
});
afterEach(async () => {
  await server.close();
  await house.close();
});

describe('starting', () => {
  it('says which port is in use', async () => {
    const second = await start({ port: server.port });
    expect(second).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    if (!second.ok) expect(second.error.message).toContain(`Port ${server.port} is in use`);
  });

  it('says that there is no build', async () => {
    const rendererDir = join(house.folder, 'empty');
    mkdirSync(rendererDir);
    const started = await start({ rendererDir });
    expect(started).toMatchObject({
      ok: false,
      error: { message: expect.stringContaining('npm run build') },
    });
  });

  it('writes neither the token nor the session into the log', async () => {
    const { session } = await signIn(server.address);
    await ask(server.origin, '/trpc/state', { headers: { [sessionHeader]: session } });
    house.log.info('anything');
    const log = readFileSync(join(house.folder, 'home', 'fuelgauge.log'), 'utf8');
    expect(log).not.toContain(session);
    expect(log).not.toContain(new URL(server.address).searchParams.get('token'));
  });
});
