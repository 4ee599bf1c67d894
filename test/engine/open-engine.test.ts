import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { type OpenOptions, openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { temporaryHome } from '../helpers/folder.ts';
import { createQuickVault } from '../helpers/vault.ts';

const optionsIn = (home: string, environment: Record<string, string> = {}): OpenOptions => ({
  shell: 'browser',
  mode: 'live',
  environment: { FUELGAUGE_HOME: home, ...environment },
  watch: true,
  vault: createMemoryVault,
  fetch: async () => {
    throw new Error('Nothing is asked over the network here.');
  },
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('openEngine', () => {
  it('opens the folder that the environment names, and closes all of it', async () => {
    const home = join(temporaryHome(), 'new');
    const opened = openEngine(optionsIn(home));
    if (!opened.ok) throw new Error(opened.error.message);
    const { engine, settings, history, log, close } = opened.value;
    log.info('opened');
    expect(await engine.setPreferences({ theme: 'dark' })).toEqual({ ok: true, value: {} });
    expect(settings.get().preferences.theme).toBe('dark');
    await close();
    expect(() => history.lastReading('a1')).toThrow();
    log.info('closed');
    const lines = readFileSync(join(home, 'fuelgauge.log'), 'utf8');
    expect(lines).toContain('opened');
    expect(lines).not.toContain('closed');
  });

  it('leaves no watcher behind where the history cannot be used', () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'history.db'));
    const watchers = () => process.getActiveResourcesInfo().filter((name) => name === 'FSEventWrap').length;
    const before = watchers();
    expect(openEngine(optionsIn(home))).toMatchObject({ ok: false, error: { kind: 'not-writable' } });
    expect(watchers()).toBe(before);
  });

  it('refuses an endpoint that is not on this machine before it touches the folder', () => {
    const home = join(temporaryHome(), 'new');
    const environment = { FUELGAUGE_ENDPOINT_SCRAPERAPI: 'https://example.com' };
    const opened = openEngine(optionsIn(home, environment));
    expect(opened).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    expect(() => readFileSync(join(home, 'settings.json'))).toThrow();
  });
});

describe('accounts', () => {
  const opened = (home: string) => {
    const engine = openEngine({
      ...optionsIn(home),
      watch: false,
      vault: (folder, isExpected) => createQuickVault(join(folder, 'credentials.age'), isExpected),
    });
    if (!engine.ok) throw new Error(engine.error.message);
    onTestFinished(() => engine.value.close());
    return engine.value;
  };
  const given = (label: string) => ({
    provider: 'scraperapi',
    label,
    credential: { from: 'values' as const, values: { key: `invented-key-0123456789-${label}` } },
  });
  const passphrase = 'an invented passphrase';

  it('get one label once, and never one that looks like an id, also from several engines at once', async () => {
    const home = temporaryHome();
    const [one, two] = [opened(home), opened(home)];
    for (const { engine } of [one, two]) await engine.unlock({ passphrase });
    const both = await Promise.all([
      one.engine.addAccount(given('same')),
      two.engine.addAccount(given(' SAME ')),
    ]);
    expect(both.filter(({ ok }) => ok)).toHaveLength(1);
    for (const label of ['a1', 'A1', 'a77'])
      expect(await one.engine.addAccount(given(label))).toMatchObject({
        ok: false,
        error: { kind: 'bad-input', message: expect.stringContaining('looks like the id') },
      });
    const others = [await one.engine.addAccount(given('two')), await two.engine.addAccount(given('three'))];
    const renamed = await Promise.all(
      others.map((added) =>
        one.engine.editAccount({ account: added.ok ? added.value.id : '', label: 'renamed' }),
      ),
    );
    expect(renamed.filter(({ ok }) => ok)).toHaveLength(1);
  });

  it('never get an id that was given before, even if the settings were lost', async () => {
    const home = temporaryHome();
    const first = opened(home);
    await first.engine.unlock({ passphrase });
    await first.engine.addAccount(given('one'));
    await first.engine.addAccount(given('two'));
    await first.close();
    for (const name of ['settings.json', 'settings.backup.json']) writeFileSync(join(home, name), '{');
    const next = opened(home);
    expect(next.settings.notices).toEqual([expect.stringContaining('The backup is damaged too')]);
    await next.engine.unlock({ passphrase });
    expect(await next.engine.addAccount(given('three'))).toMatchObject({ ok: true, value: { id: 'a3' } });
  });

  it('leave no credential behind when an addition was killed before they were stored', async () => {
    const home = temporaryHome();
    const vault = createQuickVault(join(home, 'credentials.age'));
    await vault.unlock(passphrase);
    await vault.set('a1', { key: 'of-a-killed-addition' });
    await vault.set('carrier:c-1', { url: 'https://example.com' });
    const { engine } = opened(home);
    await engine.unlock({ passphrase });
    await engine.addAccount(given('next'));
    await engine.unlock({ passphrase });
    expect(await vault.ids()).toEqual({ ok: true, value: ['carrier:c-1', 'a2'] });
  });

  it('of an unknown provider are told', () => {
    const home = temporaryHome();
    const account = {
      id: 'a1',
      provider: 'of-tomorrow',
      label: 'x',
      createdAt: 0,
      credential: { kind: 'none' },
      credentialEnd: null,
    };
    writeFileSync(
      join(home, 'settings.json'),
      JSON.stringify({ version: 2, accounts: [account], lastAccountNumber: 1 }),
    );
    expect(opened(home).engine.state().notices).toEqual([
      expect.stringContaining('“x” (a1) is an account at “of-tomorrow”'),
    ]);
  });

  it('are safe from a token whose stored hash has another length', async () => {
    const home = temporaryHome();
    writeFileSync(
      join(home, 'settings.json'),
      JSON.stringify({ version: 2, usageToken: { hash: '00', end: 'abcd' } }),
    );
    expect(opened(home).engine.verifyToken('usage', 'fg_anything')).toBe(false);
  });
});
