import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { createQuickVault } from '../../helpers/vault.ts';

// A busy machine may need long.
vi.setConfig({ testTimeout: 60_000 });

const old = 'the old passphrase';
const next = 'another passphrase';
const at = (home: string) => join(home, 'credentials.age');
const opens = async (file: string, passphrase: string) =>
  (await createQuickVault(file).unlock(passphrase)).ok;

/** A vault with a backup. */
async function filled(home: string) {
  const vault = createQuickVault(at(home));
  await vault.unlock(old);
  await vault.set('a1', { key: 'first-0001' });
  await vault.set('a2', { key: 'second-0002' });
  return vault;
}

/** Null where the vault has none. */
const controlOf = (vault: ReturnType<typeof createQuickVault>) => {
  if (vault.passphrase === null) throw new Error('It has a passphrase.');
  return vault.passphrase;
};

describe('a new passphrase', () => {
  it('opens the file and its backup, and the old one neither', async () => {
    const home = temporaryHome();
    const vault = await filled(home);
    expect(await controlOf(vault).change({ current: 'wrong', next })).toMatchObject({
      error: { kind: 'wrong-passphrase' },
    });
    expect(await opens(at(home), old)).toBe(true);
    expect(await controlOf(vault).change({ current: old, next })).toEqual({ ok: true, value: undefined });
    expect(await vault.get('a1')).toEqual({ ok: true, value: { key: 'first-0001' } });
    for (const file of [at(home), `${at(home)}.bak`]) {
      expect(await opens(file, old)).toBe(false);
      expect(await opens(file, next)).toBe(true);
    }
    await vault.set('a3', { key: 'third-0003' });
    expect(await opens(`${at(home)}.bak`, old)).toBe(false);
  });

  it('locks another vault on the file, at its next look or use, which then opens with the new one', async () => {
    const home = temporaryHome();
    const one = await filled(home);
    const others = [createQuickVault(at(home)), createQuickVault(at(home))] as const;
    const locks = others.map(() => vi.fn());
    for (const [n, other] of others.entries()) {
      await other.unlock(old);
      controlOf(other).onLocked(() => locks[n]?.());
    }
    await controlOf(one).change({ current: old, next });
    await expect.poll(() => others[0].state(), { timeout: 20_000 }).toBe('locked');
    expect(await others[1].set('a3', { key: 'x' })).toMatchObject({
      error: { kind: 'locked', message: 'The passphrase was changed. Enter the new one.' },
    });
    expect(others[1].state()).toBe('locked');
    for (const lock of locks) expect(lock).toHaveBeenCalledTimes(1);
    expect(await others[1].unlock(next)).toMatchObject({ ok: true });
    expect(await others[1].get('a2')).toEqual({ ok: true, value: { key: 'second-0002' } });
  });

  it('is there whole or not at all when the process is killed', async () => {
    const home = temporaryHome();
    await filled(home);
    let passphrase = old;
    for (let kill = 0; kill < 3; kill += 1) {
      await changeAndDie(home, passphrase, kill);
      const isNew = await opens(at(home), `${passphrase}+`);
      expect(isNew || (await opens(at(home), passphrase))).toBe(true);
      if (isNew) {
        if (existsSync(`${at(home)}.bak`)) expect(await opens(`${at(home)}.bak`, passphrase)).toBe(false);
        passphrase = `${passphrase}+`;
      }
      const vault = createQuickVault(at(home));
      await vault.unlock(passphrase);
      expect(await vault.ids()).toEqual({ ok: true, value: ['a1', 'a2'] });
    }
  });
});

/** Changes the passphrase in a process that is killed once it has done so many steps of work on the folder. */
async function changeAndDie(home: string, current: string, step: number): Promise<void> {
  const script = `
    import { watch } from 'node:fs';
    import { createPassphraseVault } from ${JSON.stringify(join(import.meta.dirname, '../../../main/engine/vault/passphrase.ts'))};
    const vault = createPassphraseVault(process.argv[1]);
    process.stdout.write('.');
    const done = vault.passphrase.change({ current: process.argv[2], next: process.argv[2] + '+' });
    let seen = 0;
    watch(${JSON.stringify(home)}, () => { seen += 1; if (seen > ${2 * step}) process.kill(process.pid, 'SIGKILL'); });
    await done;
    process.exit(0);`;
  const child: ChildProcess = spawn(
    process.execPath,
    ['--input-type=module', '--eval', script, at(home), current],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  );
  await once(child, 'close');
}

describe('a forgotten passphrase', () => {
  it('begins an empty vault, and sets the old file and its backup aside', async () => {
    const home = temporaryHome();
    await filled(home);
    const vault = createQuickVault(at(home));
    const reset = await controlOf(vault).reset(next);
    const aside = reset.ok ? (reset.value ?? '') : '';
    expect(aside).toMatch(/^credentials\.age\.forgotten-\d{4}-\d\d-\d\dT[\d-]+\.\d{3}Z$/);
    expect(readdirSync(home).sort()).toEqual(['credentials.age', aside, `${aside}.bak`, 'lock.db']);
    expect(await vault.ids()).toEqual({ ok: true, value: [] });
    expect(await opens(at(home), next)).toBe(true);
    const kept = createQuickVault(join(home, aside));
    await kept.unlock(old);
    expect(await kept.ids()).toEqual({ ok: true, value: ['a1', 'a2'] });
  });

  it('keeps accounts and readings, blames no account, and lists those that need their key', async () => {
    const { one, two, server } = await twoEngines();
    await one.unlock({ passphrase: old });
    for (const label of ['production', 'second'])
      await one.addAccount({
        provider: 'crustdata',
        label,
        credential: { from: 'values', values: { key: `invented-key-of-${label}` } },
      });
    await one.refresh({});
    await two.unlock({ passphrase: old });
    const asked = server.requests.length;

    expect(await one.resetPassphrase({ passphrase: 'short' })).toMatchObject({
      error: { message: 'Use at least 8 characters.' },
    });
    expect(await one.resetPassphrase({ passphrase: next })).toMatchObject({
      ok: true,
      value: { setAside: expect.stringContaining('forgotten') },
    });
    expect(await one.refresh({ account: 'a1' })).toEqual({
      ok: false,
      error: { kind: 'locked', message: 'The key of “production” is missing. Enter it again.' },
    });
    expect(one.state().vault).toMatchObject({ state: 'open', missing: ['a1', 'a2'] });
    expect(one.state().accounts.map(({ health }) => [health.error, health.key, health.nextAt])).toEqual([
      [null, 'missing', null],
      [null, 'missing', null],
    ]);
    expect(one.state().accounts[0]?.pools[0]?.remaining).toBe(9406.5);
    expect(server.requests).toHaveLength(asked);

    // Another process on the folder asks again, and blames nobody either.
    await expect.poll(() => two.state().vault.state, { timeout: 20_000 }).toBe('locked');
    await expect
      .poll(() => two.state().accounts.map(({ health }) => [health.error, health.key]), { timeout: 20_000 })
      .toEqual([
        [null, 'locked'],
        [null, 'locked'],
      ]);
    expect(await two.refresh({})).toMatchObject({ ok: false, error: { kind: 'locked' } });

    await one.replaceCredential({
      account: 'a1',
      credential: { from: 'values', values: { key: 'invented-key-of-production-2' } },
    });
    expect(one.state().vault.missing).toEqual(['a2']);
  });
});

it('needs the old one to be changed, while the vault is open too', async () => {
  const { one } = await twoEngines();
  await one.unlock({ passphrase: old });
  await one.addAccount({
    provider: 'crustdata',
    label: 'production',
    credential: { from: 'values', values: { key: 'invented-key' } },
  });
  expect(await one.changePassphrase({ next })).toMatchObject({
    error: { message: 'Enter your passphrase.' },
  });
  expect(await one.changePassphrase({ current: 'wrong', next })).toMatchObject({
    error: { kind: 'wrong-passphrase' },
  });
  expect(await one.changePassphrase({ current: old, next })).toEqual({ ok: true, value: {} });
  expect(one.state().vault).toMatchObject({ state: 'open', passphraseSince: one.state().at });
});

/** Two processes on one folder, as far as the vault is concerned. */
async function twoEngines() {
  const home = temporaryHome();
  const server = await startMockProvider({
    body: {
      account: {
        credits: 9406.5,
        recurring_credits: 10000,
        recurring_credits_frequency: 'monthly',
        recurring_credits_refresh_date: '2026-12-01T00:00:00+00:00',
        credit_rollover: true,
      },
    },
  });
  onTestFinished(() => server.close());
  const open = () => {
    const opened = openEngine({
      shell: 'browser',
      mode: 'live',
      environment: { FUELGAUGE_HOME: home },
      vault: (folder, isExpected) => createQuickVault(at(folder), isExpected),
      fetch: createNodeFetch({}),
      endpoints: { crustdata: server.origin },
      clock: createTestClock().clock,
      random: () => 0,
      watch: true,
    });
    if (!opened.ok) throw new Error(opened.error.message);
    onTestFinished(() => opened.value.close());
    return opened.value.engine;
  };
  return { one: open(), two: open(), server, home };
}
