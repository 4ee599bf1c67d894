import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import type { Engine } from '../../main/engine/engine.ts';
import { openEngine } from '../../main/engine/open-engine.ts';
import { createMemoryVault } from '../../main/engine/vault/memory.ts';
import { alertsJsonSchema } from '../../shared/json/alerts.ts';
import type { AppState } from '../../shared/model/index.ts';
import { runBuiltCli, runCli, temporaryHome } from '../helpers/run-cli.ts';

// The app runs in this process. What it must notice of another one is done by one; the rest runs here, too, because that is
// faster.

vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryHome();
const elsewhere = (...args: string[]) => runBuiltCli(folder.home, args);
const cli = (...args: string[]) => runCli(folder.home, args);
let opened: { engine: Engine; close(): Promise<void> };

beforeAll(async () => {
  const app = openEngine({
    shell: 'browser',
    mode: 'live',
    environment: { FUELGAUGE_HOME: folder.home },
    watch: true,
    vault: createMemoryVault,
    fetch: async () => {
      throw new Error('Nothing is asked over the network here.');
    },
  });
  if (!app.ok) throw new Error(app.error.message);
  opened = app.value;
  const { engine } = opened;
  await engine.addAccount({
    provider: 'scrapio',
    label: 'crawler',
    credential: { from: 'values', values: {} },
  });
  await engine.editAccount({ account: 'a1', plan: 'free', cycleStart: '2026-11-20' });
  engine.start();
});
afterAll(async () => {
  await opened.close();
  folder.remove();
});

/** Resolves once the running app shows what a command did. */
function shown(isSo: (state: AppState) => boolean | undefined): Promise<void> {
  const { engine } = opened;
  return new Promise((resolve) => {
    const leave = engine.subscribe((state) => {
      if (!isSo(state)) return;
      leave();
      resolve();
    });
    if (isSo(engine.state())) resolve();
  });
}
const alert = (state: AppState) => state.accounts[0]?.alerts.find(({ kind }) => kind === 'low');

it('shows in the running app what commands do about its alerts', async () => {
  expect((await cli('alerts')).stdout).toBe('No active alerts. Earlier ones: fuelgauge alerts --all\n');
  // The command logs the use, the app raises the alert, the command acknowledges it.
  expect((await elsewhere('log', 'crawler', '950')).code).toBe(0);
  await shown((state) => typeof alert(state)?.episode === 'string');
  expect((await cli('alerts')).stdout).toMatch(/^ID .*\na1\/low +critical +Low balance +Scrapio, crawler /);

  expect(await elsewhere('alerts', 'seen', 'a1/low')).toEqual({
    code: 0,
    stdout: 'Acknowledged a1/low of Scrapio, crawler. You will hear again only if it gets worse.\n',
    stderr: '',
  });
  await shown((state) => alert(state)?.acknowledged);
  expect((await cli('alerts', 'seen', 'crawler')).stdout).toContain('is acknowledged already.');

  expect((await cli('alerts', 'snooze', 'crawler/low', '--for', '1h')).stdout).toMatch(
    /^Snoozed a1\/low .* until /,
  );
  await shown((state) => (alert(state)?.snoozedUntil ?? 0) > Date.now());

  expect((await cli('alerts', 'mute', 'crawler', '--forever')).stdout).toBe(
    'Muted Scrapio, crawler (a1) for good.\n',
  );
  await shown((state) => (state.accounts[0]?.alertSettings.mutedUntil ?? 0) > Date.now());
  const json = alertsJsonSchema.parse(JSON.parse((await cli('alerts', '--json')).stdout));
  expect(json).toMatchObject({
    alerts: [{ id: 'a1/low', account: 'a1', kind: 'low', state: 'muted', endedAt: null }],
    muted: [{ account: 'a1', until: null }],
  });

  expect(await cli('alerts', 'seen', 'a2')).toEqual({
    code: 2,
    stdout: '',
    stderr: 'There is no alert ‘a2’. `fuelgauge alerts` lists them.\n',
  });
});
