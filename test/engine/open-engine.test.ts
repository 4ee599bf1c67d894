import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
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
const watchers = () => process.getActiveResourcesInfo().filter((kind) => kind.startsWith('FSEvent')).length;

describe('openEngine', () => {
  it('opens the folder that the environment names, and closes all of it', async () => {
    const home = join(temporaryHome(), 'new');
    const before = watchers();
    const opened = openEngine(optionsIn(home));
    if (!opened.ok) throw new Error(opened.error.message);
    expect(watchers()).toBeGreaterThan(before);
    const { engine, settings, history, log, close } = opened.value;
    log.info('opened');
    expect(await engine.setPreferences({ theme: 'dark' })).toEqual({ ok: true, value: {} });
    expect(settings.get().preferences.theme).toBe('dark');
    await close();
    expect(watchers()).toBe(before);
    expect(() => history.lastReading('a1')).toThrow();
    log.info('closed');
    const lines = readFileSync(join(home, 'fuelgauge.log'), 'utf8');
    expect(lines).toContain('opened');
    expect(lines).not.toContain('closed');
  });

  it('leaves nothing open where the history cannot be used', () => {
    const home = temporaryHome();
    mkdirSync(join(home, 'history.db'));
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
