import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { sessionHeader } from '../../shared/browser-session.ts';
import { firstLine, runCli, startCli, temporaryHome } from '../helpers/run-cli.ts';
import { signIn } from '../server/helpers.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeAll(async () => {
  expect(await ensureBuilt()).toBe(true);
});
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());

const ended = (child: ReturnType<typeof startCli>) => new Promise((resolve) => child.once('close', resolve));

it('says that browser mode is not running, also after a kill', async () => {
  const nothing = {
    code: 1,
    stdout: '',
    stderr: 'Browser mode is not running. Start it with `fuelgauge serve`.\n',
  };
  expect(await runCli(folder.home, ['open', '--print'])).toEqual(nothing);
  const child = startCli(folder.home, ['serve', '--port', '0']);
  await firstLine(child);
  child.kill('SIGKILL');
  await ended(child);
  expect(existsSync(join(folder.home, 'browser-mode.json'))).toBe(true);
  expect(await runCli(folder.home, ['open', '--print'])).toEqual(nothing);
});

it('prints an address of the running one that works once, and signs browsers out', async () => {
  const file = join(folder.home, 'token');
  writeFileSync(file, `${'0123456789abcdef'.repeat(4)}\n`, { mode: 0o600 });
  const env = { FUELGAUGE_SIGN_IN_TOKEN_FILE: file };
  const child = startCli(folder.home, ['serve', '--port', '0'], { env });
  const printed = (await firstLine(child)) ?? '';
  expect((await signIn(`${printed}?token=${'0123456789abcdef'.repeat(4)}`)).status).toBe(204);
  const opened = await runCli(folder.home, ['open', '--print']);
  expect(opened).toMatchObject({ code: 0, stderr: '' });
  const address = opened.stdout.trim();
  expect(new URL(address).origin).toBe(new URL(printed).origin);
  const { session, status } = await signIn(address);
  expect(status).toBe(204);
  expect((await signIn(address)).status).toBe(401);
  const state = () => fetch(new URL('/trpc/state', printed), { headers: { [sessionHeader]: session } });
  expect((await state()).status).toBe(200);
  expect((await runCli(folder.home, ['open', '--sign-out', '--print'])).stderr).toBe(
    'Every browser is signed out.\n',
  );
  expect((await state()).status).toBe(401);
  child.kill('SIGTERM');
  expect(await ended(child)).toBe(0);
  expect(existsSync(join(folder.home, 'browser-mode.json'))).toBe(false);
});

it('starts with no sign-in token that is weak or that others can read', async () => {
  const file = join(folder.home, 'token');
  const serve = () =>
    runCli(folder.home, ['serve', '--port', '0'], { env: { FUELGAUGE_SIGN_IN_TOKEN_FILE: file } });
  expect(await serve()).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('There is no sign-in token file'),
  });
  writeFileSync(file, 'hunter2\n', { mode: 0o600 });
  const weak = await serve();
  expect(weak).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringContaining('openssl rand -hex 32'),
  });
  expect(weak.stderr).not.toContain('hunter2');
  writeFileSync(file, 'a'.repeat(64));
  chmodSync(file, 0o640);
  expect((await serve()).stderr).toContain('chmod 600');
});

it('opens the credentials with a passphrase file that only its owner can read', async () => {
  const file = join(folder.home, 'passphrase');
  const add = (label: string, env: Record<string, string>) =>
    runCli(folder.home, ['add', 'scraperapi', '--no-test', '--label', label], {
      input: 'an-invented-key-0001\n',
      env,
    });
  writeFileSync(file, 'correct horse battery\n', { mode: 0o600 });
  expect(await add('one', { FUELGAUGE_PASSPHRASE_FILE: file })).toMatchObject({ code: 0 });
  expect(await add('two', { FUELGAUGE_PASSPHRASE: 'correct horse battery' })).toMatchObject({ code: 0 });
  expect((await add('three', { FUELGAUGE_PASSPHRASE_FILE: join(folder.home, 'none') })).stderr).toContain(
    'There is no passphrase file',
  );
  writeFileSync(file, '\n');
  expect((await add('four', { FUELGAUGE_PASSPHRASE_FILE: file })).stderr).toContain('is empty');
  chmodSync(file, 0o644);
  const open = await add('five', { FUELGAUGE_PASSPHRASE_FILE: file });
  expect(open).toMatchObject({ code: 2, stdout: '' });
  expect(open.stderr).toContain('chmod 600');
});
