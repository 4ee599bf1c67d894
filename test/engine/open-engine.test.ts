import fs, { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { type OpenOptions, openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { temporaryHome } from '../helpers/folder.ts';

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

  // Elsewhere conf watches by other means.
  it.runIf(process.platform === 'linux')('leaves no watcher behind where the history cannot be used', () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'history.db'));
    const begun = vi.spyOn(fs, 'watchFile');
    const ended = vi.spyOn(fs, 'unwatchFile');
    expect(openEngine(optionsIn(home))).toMatchObject({ ok: false, error: { kind: 'not-writable' } });
    expect(begun).toHaveBeenCalledOnce();
    expect(ended).toHaveBeenCalledOnce();
  });

  it('refuses an endpoint that is not on this machine before it touches the folder', () => {
    const home = join(temporaryHome(), 'new');
    const environment = { FUELGAUGE_ENDPOINT_SCRAPERAPI: 'https://example.com' };
    const opened = openEngine(optionsIn(home, environment));
    expect(opened).toMatchObject({ ok: false, error: { kind: 'bad-input' } });
    expect(() => readFileSync(join(home, 'settings.json'))).toThrow();
  });
});
