import { existsSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { openHistory } from '../../main/engine/store/history.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';

// How the app ends: in time, once, and for an update.

const closing = closingAfterwards();

async function start(
  args: string[],
  environment: Record<string, string> = {},
  as: StartAs = {},
): Promise<StandInApp> {
  const app = await startStandIn(args, environment, as);
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return app;
}

/** A provider that takes every request and never answers. Resolves `asked` with the first. */
async function silentProvider() {
  const asked = Promise.withResolvers<void>();
  const broken = Promise.withResolvers<void>();
  const server = createServer((request) => {
    request.socket.once('close', () => broken.resolve());
    asked.resolve();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return {
    origin: `http://127.0.0.1:${address !== null && typeof address === 'object' ? address.port : 0}`,
    asked: asked.promise,
    broken: broken.promise,
  };
}

async function addCrustdata(page: Page): Promise<void> {
  await page.evaluate(
    `window.fuelgauge.call('addAccount', 'mutation', { provider: 'crustdata', label: 'production', credential: { from: 'values', values: { key: 'sandbox-crustdata-1' } } })`,
  );
}

/** A running app in whose name a request is under way that nobody answers. */
async function startHanging(as: StartAs = {}) {
  const provider = await silentProvider();
  const app = await start([], { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin }, as);
  const page = await app.page('index.html');
  await addCrustdata(page);
  await provider.asked;
  return { app, provider };
}

/** That the request was broken off by the end. One that it had waited for would have failed: nobody answers it. */
function expectBrokenOff(app: StandInApp): void {
  const opened = openHistory(join(app.home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { history } = opened.value;
  expect(history.pollRecord('a1')).toMatchObject({ failures: 0, error: null });
  history.close();
}

const openDatabase = (app: StandInApp) => existsSync(join(app.home, 'history.db-wal'));

describe('Quit', () => {
  it('ends in time while a request hangs, which is broken off, and in Electron’s order', async () => {
    const { app, provider } = await startHanging();
    expect(openDatabase(app)).toBe(true);
    await app.order({ do: 'choose', way: ['Quit Fuelgauge'] });
    expect(await app.ended).toBe(0);
    await provider.broken;
    expect(app.ending).toEqual([
      'before-quit (prevented)',
      'before-quit',
      'windows closed',
      'will-quit',
      'quit',
    ]);
    expect(openDatabase(app)).toBe(false);
    expectBrokenOff(app);
    expect(app.written).toEqual([]);
  });

  it('does its work once, however often it is chosen', async () => {
    const { app } = await startHanging();
    await Promise.all([app.order({ do: 'quit' }), app.order({ do: 'quit' }), app.order({ do: 'quit' })]);
    expect(await app.ended).toBe(0);
    expect(openDatabase(app)).toBe(false);
    expectBrokenOff(app);
    expect(app.written).toEqual([]);
  });

  // One that hangs never closes.
  it('does not wait for a page that hangs', async () => {
    const app = await start([]);
    await (await app.page('index.html')).getByRole('heading', { level: 1 }).first().waitFor();
    await app.order({ do: 'hang', page: 'index.html' });
    await app.order({ do: 'quit' });
    expect(await app.ended).toBe(0);
    expect(app.ending.at(-1)).toBe('quit');
  });
});

describe('quitting for an update', () => {
  it('is not prevented and lets the new version have the lock, even while a request hangs', async () => {
    const { app, provider } = await startHanging();
    await app.order({ do: 'quitForUpdate' });
    expect(await app.ended).toBe(0);
    await provider.broken;
    expect(app.ending).toEqual(['lock released', 'before-quit', 'windows closed', 'will-quit', 'quit']);
    expect(openDatabase(app)).toBe(false);
    expectBrokenOff(app);
    expect(app.written).toEqual([]);
  });

  it('is not prevented where Squirrel closes the windows first', async () => {
    const { app } = await startHanging({ platform: 'darwin', resources: {}, signed: true });
    await app.order({ do: 'squirrelReady' });
    await app.order({ do: 'quitAndInstall' });
    expect(await app.ended).toBe(0);
    expect(app.ending).toEqual([
      'before-quit-for-update',
      'lock released',
      'window-all-closed',
      'before-quit-for-update',
      'before-quit',
      'will-quit',
      'quit',
    ]);
    expect(openDatabase(app)).toBe(false);
    expectBrokenOff(app);
    expect(app.written).toEqual([]);
  });

  it('goes on, and keeps later starts away, where Squirrel cannot install', async () => {
    const app = await start([], {}, { platform: 'darwin', resources: {} });
    await app.page('index.html');
    await app.order({ do: 'quitAndInstall' });
    expect((await app.look()).ending).toContain('lock released');
    expect(await app.startAgain(['fuelgauge://alerts'])).toBe(0);
    await expect
      .poll(async () => (await app.look()).windows.map(({ page }) => page), patience)
      .toEqual(['index.html#/alerts']);
    await app.order({ do: 'quit' });
    expect(await app.ended).toBe(0);
    expect(app.written).toEqual([]);
  });
});
