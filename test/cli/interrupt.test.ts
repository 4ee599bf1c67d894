import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { runCli, startCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

/** A provider of your own whose program notes its own process and a child, ignores what asks it to end, and hangs. */
function hanging() {
  const folder = temporaryHome();
  onTestFinished(folder.remove);
  const pids = join(folder.home, 'pids');
  const file = join(folder.home, 'hangs.json');
  const script = `trap '' INT TERM HUP; sleep 300 & echo $$ $! > ${pids}.new; mv ${pids}.new ${pids}; wait`;
  const command = ['/bin/sh', '-c', script];
  writeFileSync(file, JSON.stringify({ id: 'hangs', name: 'Hangs', command, timeLimitSeconds: 60 }));
  return {
    home: folder.home,
    file,
    async started() {
      await expect.poll(() => existsSync(pids), { timeout: 60_000 }).toBe(true);
      return readFileSync(pids, 'utf8').trim().split(' ').map(Number);
    },
  };
}

/** Ended and not yet collected by the system counts as ended. */
const isRunning = (pid: number | undefined): boolean =>
  /^[^Z\s]/.test(spawnSync('ps', ['-o', 'stat=', '-p', String(pid)], { encoding: 'utf8' }).stdout.trim());

it.skipIf(process.platform === 'win32').each(['SIGINT', 'SIGTERM', 'SIGHUP'] as const)(
  'ends the program that it runs, and its children, at %s',
  async (signal) => {
    const { home, file, started } = hanging();
    const child = startCli(home, ['provider', 'test', file, '--yes']);
    const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
    const [program, grandchild] = await started();
    expect([isRunning(program), isRunning(grandchild)]).toEqual([true, true]);
    child.kill(signal);
    // Shells stop a script whose command ended by the signal, not by an exit code.
    expect(await ended).toBe(signal);
    await expect.poll(() => isRunning(program) || isRunning(grandchild)).toBe(false);
  },
);

it.skipIf(process.platform === 'win32')('does so while it checks accounts', async () => {
  const { home, file, started } = hanging();
  const env = { FUELGAUGE_PASSPHRASE: 'invented passphrase' };
  expect(await runCli(home, ['provider', 'add', file, '--yes'], { env })).toMatchObject({ code: 0 });
  expect(await runCli(home, ['add', 'hangs', '--no-test'], { env })).toMatchObject({ code: 0 });
  const child = startCli(home, ['status', '--refresh'], { env });
  const ended = new Promise((resolve) => child.once('close', (_, by) => resolve(by)));
  const [program, grandchild] = await started();
  child.kill('SIGINT');
  expect(await ended).toBe('SIGINT');
  await expect.poll(() => isRunning(program) || isRunning(grandchild)).toBe(false);
});
