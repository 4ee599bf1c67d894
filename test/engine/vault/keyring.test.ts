import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, onTestFinished, vi } from 'vitest';
import { createNodeFetch } from '../../../main/engine/network/fetch.ts';
import { openEngine } from '../../../main/engine/open-engine.ts';
import { createSystemKeyring } from '../../../main/engine/vault/keyring.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { missingKeyringPrograms, startTestKeyring, type TestKeyring } from '../../helpers/keyring.ts';
import { runBuiltCli } from '../../helpers/run-cli.ts';
import { createQuickVault } from '../../helpers/vault.ts';

// GNOME's own keyring on a session bus of its own. `.ci/run` installs it; without it, these tests are skipped, and say so.

vi.setConfig({ testTimeout: 60_000 });

const missing = missingKeyringPrograms();
if (missing.length > 0)
  process.stderr.write(`The keyring is not tested: ${missing.join(' and ')} is not installed.\n`);

describe.skipIf(missing.length > 0)('the system’s keyring', () => {
  let system: TestKeyring;
  beforeAll(async () => {
    system = await startTestKeyring();
  });
  afterAll(() => system?.stop());

  const keyringOf = (home: string, readMs?: number) =>
    createSystemKeyring({
      home,
      environment: system.env,
      log: { warn: () => {} },
      ...(readMs !== undefined && { readMs }),
    });

  function openIn(home: string) {
    const opened = openEngine({
      shell: 'browser',
      mode: 'live',
      environment: { ...system.env, FUELGAUGE_HOME: home },
      vault: (folder, isExpected) => createQuickVault(join(folder, 'credentials.age'), isExpected),
      keyring: (folder) => keyringOf(folder),
      fetch: createNodeFetch({}),
    });
    if (!opened.ok) throw new Error(opened.error.message);
    onTestFinished(() => opened.value.close());
    return opened.value.engine;
  }

  it('keeps one passphrase for each data folder, also over a restart, and forgets it', async () => {
    await system.restart('open');
    const [one, two] = [keyringOf(temporaryHome()), keyringOf(temporaryHome())];
    expect(await one.read()).toEqual({ ok: true, value: null });
    expect(await one.keep('the passphrase “of one”')).toEqual({ ok: true, value: undefined });
    await system.restart('open');
    expect(await one.read()).toEqual({ ok: true, value: 'the passphrase “of one”' });
    expect(await two.read()).toEqual({ ok: true, value: null });
    expect(await one.forget()).toEqual({ ok: true, value: undefined });
    expect(await one.read()).toEqual({ ok: true, value: null });
  });

  it('is asked no longer than its time when it is locked or hangs, and says so in a sentence', async () => {
    await system.restart('open');
    const home = temporaryHome();
    await keyringOf(home).keep('a passphrase');
    system.hold(true);
    const began = keyringOf(home, 500).read();
    expect(await began).toEqual({
      ok: false,
      error: {
        kind: 'not-supported',
        message:
          'The system’s keyring did not answer within 0.5 seconds. A dialog of the system may be waiting for you.',
      },
    });
    system.hold(false);
    await system.restart('locked');
    expect(await keyringOf(home, 30_000).read()).toEqual({
      ok: false,
      error: {
        kind: 'not-supported',
        message: 'The system’s keyring is locked. Unlock it, then try again.',
      },
    });
  });

  it('opens the vault with a passphrase that nobody typed, and follows a new one', async () => {
    await system.restart('open');
    const home = temporaryHome();
    const engine = openIn(home);
    expect(engine.state().vault.keyring).toEqual({ on: false, isRandom: false, problem: null });
    expect(await engine.keepInKeyring({ on: true })).toEqual({ ok: true, value: {} });
    expect(engine.state().vault).toMatchObject({ state: 'open', keyring: { on: true, isRandom: true } });
    await engine.addAccount({
      provider: 'scraperapi',
      label: 'main',
      credential: { from: 'values', values: { key: 'invented-key-0001' } },
    });
    // Nobody could open it then.
    expect(await engine.keepInKeyring({ on: false })).toMatchObject({ error: { kind: 'bad-input' } });

    const later = openIn(home);
    expect(later.state().vault.state).toBe('locked');
    expect(await later.unlockFromKeyring()).toEqual({ ok: true, value: undefined });
    expect(later.state().vault.state).toBe('open');
    expect(await later.changePassphrase({ next: 'a passphrase of my own' })).toEqual({ ok: true, value: {} });
    expect(later.state().vault.keyring).toEqual({ on: true, isRandom: false, problem: null });
    expect(await keyringOf(home).read()).toEqual({ ok: true, value: 'a passphrase of my own' });

    expect(await later.keepInKeyring({ on: false })).toEqual({ ok: true, value: {} });
    expect(await keyringOf(home).read()).toEqual({ ok: true, value: null });
  });

  it('falls back on asking, on the command line, too', async () => {
    await system.restart('open');
    const home = temporaryHome();
    const run = (args: string[], env: Record<string, string> = {}, input = '') =>
      runBuiltCli(home, args, { env: { ...system.env, ...env }, input });
    const passphrase = { FUELGAUGE_PASSPHRASE: 'a typed passphrase' };
    await run(['add', 'scraperapi', '--label', 'main'], passphrase, 'invented-key-0001');
    expect(await run(['passphrase', '--keyring'], passphrase)).toMatchObject({
      code: 0,
      stdout:
        'The passphrase is in this system’s keyring. Fuelgauge reads it from there, and asks you if it cannot.\n',
    });
    expect(await run(['credential', 'main'], {}, 'invented-key-0002')).toMatchObject({ code: 0 });
    await system.restart('locked');
    expect(await run(['credential', 'main'], {}, 'invented-key-0003')).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/^Note: The system’s keyring (is locked|did not answer)/),
    });
    await system.restart('open');
    expect(await run(['passphrase', '--no-keyring'])).toMatchObject({ code: 0 });
    expect(await keyringOf(home).read()).toEqual({ ok: true, value: null });
  });
});

it('says that there is none where there is no session bus', async () => {
  const keyring = createSystemKeyring({
    home: temporaryHome(),
    environment: { PATH: process.env.PATH },
    log: { warn: () => {} },
    readMs: 30_000,
  });
  const read = await keyring.read();
  // macOS and Windows have one for everybody who is logged in.
  if (process.platform === 'linux')
    expect(read).toEqual({
      ok: false,
      error: { kind: 'not-supported', message: 'There is no keyring on this system that Fuelgauge can use.' },
    });
});
