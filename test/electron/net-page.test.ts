import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type StandInApp, startStandIn } from './driver.ts';
import { closingAfterwards, patience } from './started.ts';

// What a page of ours may do, the menu whose keys work in it, and where Chromium keeps its own files.

const closing = closingAfterwards();

async function start(...given: Parameters<typeof startStandIn>): Promise<StandInApp> {
  const app = await startStandIn(...given);
  closing.push(() => app.close());
  return app;
}
async function startWithPage(...given: Parameters<typeof startStandIn>) {
  const app = await start(...given);
  const page = await app.page('index.html');
  await page.getByRole('heading', { level: 1 }).waitFor();
  return { app, page };
}

describe('a page', () => {
  it('copies what you copy, and reads no clipboard', async () => {
    const { app, page } = await startWithPage();
    const nameOf = (call: string) => page.evaluate(`${call}.then(() => 'granted', ({ name }) => name)`);
    expect(await nameOf(`navigator.clipboard.writeText('a token')`)).toBe('granted');
    expect((await app.look()).clipboard).toBe('a token');
    expect(await nameOf('navigator.clipboard.readText()')).toBe('NotAllowedError');
    expect(await page.evaluate('Notification.requestPermission()')).toBe('denied');
  });

  it('makes no code of a text', async () => {
    const { page } = await startWithPage();
    const made = (code: string) =>
      page.evaluate(`(() => { try { ${code}; return 'made'; } catch (error) { return error.name; } })()`);
    expect(await made(`document.createElement('p').innerHTML = '<b>text</b>'`)).toBe('TypeError');
    expect(await made(`trustedTypes.createPolicy('ours', { createHTML: (text) => text })`)).toBe('TypeError');
  });

  it('can change nothing of the bridge', async () => {
    const { page } = await startWithPage();
    const changed = `(() => { try { 'use strict'; window.fuelgauge.call = null; window.fuelgauge = null; } catch {} })()`;
    await page.evaluate(changed);
    expect(await page.evaluate('typeof window.fuelgauge.call')).toBe('function');
  });

  it('is sandboxed before there is one', async () => {
    expect((await (await start(['--hidden'])).look()).sandboxed).toBe(true);
  });
});

describe('the menu', () => {
  it.each(['linux', 'win32'] as const)('is none on %s', async (platform) => {
    const app = await start(['--hidden'], {}, { platform });
    await expect.poll(async () => (await app.look()).menuBar, patience).toBe(null);
  });

  it('edits and closes on macOS, and neither reloads, quits nor opens the developer tools', async () => {
    const app = await start(['--hidden'], {}, { platform: 'darwin', resources: {} });
    const roles = (await app.look()).menuBar ?? [];
    for (const role of ['copy', 'paste', 'selectAll', 'undo', 'close', 'hide']) expect(roles).toContain(role);
    for (const role of ['quit', 'reload', 'forceReload', 'toggleDevTools']) expect(roles).not.toContain(role);
  });
});

describe('Chromium’s own files', () => {
  it('are in a folder of their own in the data folder, and so is the lock', async () => {
    const first = await start(['--hidden']);
    await expect.poll(() => existsSync(join(first.home, 'Chromium')), patience).toBe(true);
    // The same user, another data folder.
    const second = await start(['--hidden'], { HOME: first.user });
    await expect.poll(async () => (await second.look()).trays.length, patience).toBe(1);
    expect(existsSync(join(first.user, '.config', 'Fuelgauge'))).toBe(false);
    expect(await first.startAgain(['--hidden'])).toBe(0);
  });

  it('belong to an app whose item in the keychain has its name', async () => {
    expect((await (await start(['--hidden'])).look()).name).toBe('Fuelgauge');
  });
});
