import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import {
  type Balances,
  hour,
  minute,
  openAlertEngine,
  recordingChannel,
  writeAccounts,
} from '../../helpers/alert-engine.ts';
import { createTestClock } from '../../helpers/clock.ts';
import { temporaryHome } from '../../helpers/folder.ts';
import { firstLine } from '../../helpers/run-cli.ts';

// A real process, killed with no time for anything.
vi.setConfig({ testTimeout: 60_000 });

const child = join(import.meta.dirname, '..', '..', 'helpers', 'alert-child.ts');

it.each(['raised', 'sending'])(
  'an alert is told once by the next process when one was killed while it was %s',
  async (stage) => {
    const home = temporaryHome();
    writeAccounts(home, 1);
    const killed = spawn(process.execPath, [child, home, stage], { stdio: ['ignore', 'pipe', 'inherit'] });
    const ended = once(killed, 'exit');
    onTestFinished(() => void killed.kill('SIGKILL'));
    expect(await firstLine(killed)).toBe(stage);
    killed.kill('SIGKILL');
    await ended;

    const time = createTestClock(Date.parse('2026-11-21T09:20:00Z'));
    const balances: Balances = new Map([['a1', 150]]);
    const desktop = recordingChannel('desktop');
    const engine = openAlertEngine(home, time.clock, balances, [desktop]);
    onTestFinished(() => engine.stop());
    engine.start();
    await time.advance(2 * minute);
    expect(desktop.told.map(({ body }) => body)).toEqual(['150 of 1,000 credits left.']);
    await time.advance(2 * hour);
    expect(desktop.told).toHaveLength(1);
  },
);
