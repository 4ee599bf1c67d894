import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { startMockProvider } from '../helpers/mock-provider.ts';
import { type StandInApp, type StartAs, startStandIn } from './driver.ts';
import { type Keychain, sealedByFixedKey, sealedByKeychain } from './stand-in/safe-storage.ts';
import { closingAfterwards, keepAccount, patience, stateOf } from './started.ts';

// A keychain that is locked, refused or gone: what the built app says, and when it goes on.

const closing = closingAfterwards();

const key = 'invented-crustdata-0123456789';
const content = JSON.stringify({ version: 1, accounts: { a1: { key } } });
/** Starts with an account whose key is in the file. */
async function start(keychain: Keychain, sealed = sealedByKeychain(content), as: StartAs = {}) {
  const provider = await startMockProvider({
    body: { account: { credits: 4200, recurring_credits: 10_000 } },
  });
  closing.push(() => provider.close());
  const app = await startStandIn(
    [],
    { FUELGAUGE_ENDPOINT_CRUSTDATA: provider.origin, STAND_IN_KEYCHAIN: keychain },
    {
      ...as,
      prepare: (home) => keepAccount(home, sealed),
    },
  );
  closing.push(() => app.close());
  await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
  return { app, file: join(app.home, 'credentials.system') };
}

const remaining = async (page: Page) => (await stateOf(page)).accounts[0]?.pools[0]?.remaining ?? null;

async function expectNoComplaint(app: StandInApp): Promise<void> {
  expect((await app.look()).complaints).toEqual([]);
  expect((await app.look()).errorBoxes).toEqual([]);
  expect(app.written).toEqual([]);
}

describe('a keychain that does not help', () => {
  it('is locked: the tray is there, the page says it once, and goes on after it was unlocked', async () => {
    const { app, file } = await start('locked');
    const before = readFileSync(file);
    const dashboard = await app.page('index.html');
    const said = dashboard.getByText(/The system’s keychain is locked/);
    await said.waitFor();
    expect(await said.count()).toBe(1);
    expect(await dashboard.getByText(/damaged/).count()).toBe(0);

    // Still locked: the same words, once.
    await dashboard.getByRole('button', { name: 'Try again' }).click();
    await expect.poll(() => said.count(), patience).toBe(1);
    expect(readFileSync(file)).toEqual(before);

    await app.order({ do: 'keychain', is: 'open' });
    await dashboard.getByRole('button', { name: 'Try again' }).click();
    await said.waitFor({ state: 'detached' });
    await expect.poll(() => remaining(dashboard), patience).toBe(4200);
    await expectNoComplaint(app);
  });

  it('asks a question: the tray does not wait for the answer', async () => {
    const { app } = await start('asks');
    const dashboard = await app.page('index.html');
    await dashboard.getByText(/waiting for the system’s keychain/).waitFor();
    expect((await app.look()).trays[0]?.tooltip).toMatch(/^Fuelgauge/);
    await app.order({ do: 'keychain', is: 'open' });
    await expect.poll(() => remaining(dashboard), patience).toBe(4200);
    expect(await dashboard.getByText(/keychain/).count()).toBe(0);
    await expectNoComplaint(app);
  });

  it.each(['linux', 'darwin', 'win32'] as const)('refuses its key on %s', async (platform) => {
    const { app, file } = await start('refused', refusedOn(platform), { platform });
    const before = readFileSync(file);
    const dashboard = await app.page('index.html');
    const said = dashboard.getByText(/does not let Fuelgauge use the keychain.*still stored/);
    await said.waitFor();
    expect(await said.count()).toBe(1);
    expect(await dashboard.getByText(/damaged/).count()).toBe(0);
    expect(readFileSync(file)).toEqual(before);
    await expectNoComplaint(app);
  });

  it('has another key: the file cannot be read, and stays', async () => {
    const { app, file } = await start('other');
    const before = readFileSync(file);
    const dashboard = await app.page('index.html');
    await dashboard.getByText(/credentials\.system is damaged and was not changed/).waitFor();
    expect(readFileSync(file)).toEqual(before);
    await expectNoComplaint(app);
  });
});

describe('what was encrypted', () => {
  it('is not asked for before there is any', async () => {
    const app = await startStandIn(['--hidden'], { STAND_IN_KEYCHAIN: 'asks' });
    closing.push(() => app.close());
    await expect.poll(async () => (await app.look()).trays.length, patience).toBe(1);
    expect((await app.look()).keychainAsked).toBe(0);
    await expectNoComplaint(app);
  });

  it('is warned about when everybody knows the key, and encrypted anew by the keychain', async () => {
    const weak = sealedByFixedKey(content);
    const { app, file } = await start('refused', weak);
    const dashboard = await app.page('index.html');
    await dashboard.getByText(/only weakly protected/).waitFor();
    await expect.poll(() => remaining(dashboard), patience).toBe(4200);
    await expectNoComplaint(app);
    expect(markOf(file)).toBe('v10');

    const { app: next, file: nextFile } = await start('open', weak);
    const later = await next.page('index.html');
    await expect.poll(() => remaining(later), patience).toBe(4200);
    await expect.poll(() => markOf(nextFile), patience).toBe('v11');
    expect(await later.getByText(/only weakly protected/).count()).toBe(0);
    await expectNoComplaint(next);
  });

  it('says so when the system encrypts nothing', async () => {
    const app = await startStandIn([], { STAND_IN_KEYCHAIN: 'refused' }, { platform: 'darwin' });
    closing.push(() => app.close());
    const dashboard = await app.page('index.html');
    await dashboard.getByRole('button', { name: 'Add account' }).waitFor();
    const answer: unknown = await dashboard.evaluate(
      `window.fuelgauge.call('addAccount', 'mutation', ${JSON.stringify({
        provider: 'crustdata',
        label: 'production',
        credential: { from: 'values', values: { key } },
      })}).then(({ data }) => data)`,
    );
    expect(answer).toMatchObject({
      ok: false,
      error: { message: expect.stringMatching(/keychain did not encrypt your keys, so nothing was stored/) },
    });
    expect(existsSync(join(app.home, 'credentials.system'))).toBe(false);
    await expectNoComplaint(app);
  });
});

const markOf = (file: string): string =>
  Buffer.from(readFileSync(file, 'utf8'), 'base64').subarray(0, 3).toString();

/** macOS and Windows call their only key `v10`. */
const refusedOn = (platform: 'linux' | 'darwin' | 'win32'): Buffer => {
  const sealed = sealedByKeychain(content);
  if (platform !== 'linux') sealed.write('v10');
  return sealed;
};
