import { spawn } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { builtCli, runCli, temporaryHome, writeAccounts } from '../helpers/run-cli.ts';

vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());

/** Runs a command on a terminal, which `script` of util-linux makes, and types once it asks. */
function onTerminal(args: readonly string[], asks: string, typed: string) {
  const command = [process.execPath, builtCli, ...args].map((part) => `'${part}'`).join(' ');
  const child = spawn('script', ['--quiet', '--return', '--command', command, '/dev/null'], {
    env: { PATH: process.env.PATH, TERM: 'dumb', HOME: folder.home, FUELGAUGE_HOME: folder.home },
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  let text = '';
  child.stdout.setEncoding('utf8').on('data', (more: string) => {
    const isNew = !text.includes(asks);
    text += more;
    if (isNew && text.includes(asks)) child.stdin.write(typed);
  });
  return new Promise<{ code: number | null; text: string }>((resolve) =>
    child.once('close', (code) => resolve({ code, text })),
  );
}

it.skipIf(process.platform !== 'linux')('changes nothing after Ctrl-C, and says so', async () => {
  writeAccounts(folder.home, [{ provider: 'scrapio', label: 'one', variable: 'KEY' }]);
  const cancelled = await onTerminal(['remove', 'a1'], '[y/N]', '\u0003');
  expect(cancelled).toMatchObject({ code: 2, text: expect.stringMatching(/Cancelled\.\s*$/) });
  expect((await runCli(folder.home, ['accounts'])).stdout).toContain('a1');
  const agreed = await onTerminal(['remove', 'a1'], '[y/N]', 'y\r');
  expect(agreed).toMatchObject({ code: 0, text: expect.stringContaining('You can restore it until') });
});

it.skipIf(process.platform !== 'linux')(
  'ends with exit code 1 if you answer no, whatever the question',
  async () => {
    writeAccounts(folder.home, [{ provider: 'scrapio', label: 'one', variable: 'KEY' }]);
    const file = join(folder.home, 'near.json');
    const request = { address: 'http://127.0.0.1:9/left' };
    writeFileSync(file, JSON.stringify({ id: 'near', name: 'Near', request, read: { remaining: 'left' } }));
    for (const [args, nothing] of [
      [['remove', 'a1'], 'Nothing was removed.'],
      [['provider', 'add', file], 'Nothing was added.'],
      [['passphrase', '--reset'], 'Nothing was changed.'],
      [['export', file], 'Nothing was written.'],
    ] as const)
      expect(await onTerminal(args, '[y/N]', 'n\r')).toMatchObject({
        code: 1,
        text: expect.stringContaining(nothing),
      });
  },
);

it.skipIf(process.platform !== 'linux')('adds nothing after Ctrl-C in the hidden paste', async () => {
  const cancelled = await onTerminal(['import'], 'Ctrl-D', 'SCRAPERAPI_KEY=0123456789abcdef\u0003');
  expect(cancelled).toMatchObject({ code: 2, text: expect.stringMatching(/Cancelled\.\s*$/) });
  expect(cancelled.text).not.toContain('0123456789abcdef');
});
