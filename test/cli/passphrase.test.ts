import { readdirSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { runCli, temporaryHome } from '../helpers/run-cli.ts';

// The command starts, and every use of a passphrase costs scrypt its 0.2 s.
vi.setConfig({ testTimeout: 120_000 });

const old = 'the old passphrase';
const next = 'another passphrase';
let folder: ReturnType<typeof temporaryHome>;
beforeAll(async () => {
  folder = temporaryHome();
  const env = { FUELGAUGE_PASSPHRASE: old };
  const added = await runCli(folder.home, ['add', 'scraperapi', '--label', 'main'], {
    input: 'invented-key-1',
    env,
  });
  expect(added.code, added.stderr).toBe(0);
});
afterAll(() => folder.remove());

const passphrase = (args: string[], given: string | null, input = '') =>
  runCli(folder.home, ['passphrase', ...args], {
    input,
    env: given === null ? {} : { FUELGAUGE_PASSPHRASE: given },
  });

it('changes the passphrase, without a terminal from the environment and standard input', async () => {
  expect(await passphrase([], null, next)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Set FUELGAUGE_PASSPHRASE'),
  });
  expect(await passphrase([], 'a wrong one', next)).toEqual({
    code: 1,
    stdout: '',
    stderr: 'Wrong passphrase. Try again.\n',
  });
  expect(await passphrase([], old, 'short')).toMatchObject({
    code: 2,
    stderr: 'Use at least 8 characters. Nothing was changed.\n',
  });
  expect(await passphrase([], old, `${next}\n`)).toEqual({
    code: 0,
    stdout: 'The passphrase is changed. The file with your credentials and its backup are encrypted anew.\n',
    stderr: '',
  });
  expect(await passphrase([], old, 'a third passphrase')).toMatchObject({ code: 1 });
});

it('starts again without it, when told to, and lists what needs its key again', async () => {
  expect(await passphrase(['--reset'], null, 'a third passphrase')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('Add --yes'),
  });
  expect(await passphrase(['--yes'], null)).toMatchObject({ code: 2 });
  const reset = await passphrase(['--reset', '--yes'], null, 'a third passphrase');
  expect(reset).toMatchObject({ code: 0, stderr: '' });
  const [aside = ''] = readdirSync(folder.home).filter((name) => name.includes('forgotten'));
  expect(reset.stdout).toBe(
    `You have a new, empty vault. The old file is now ${aside}; delete it once you are sure.\n\nThese accounts need their key again:\n  fuelgauge credential a1    # scraperapi “main”\n`,
  );
  const env = { FUELGAUGE_PASSPHRASE: 'a third passphrase' };
  const checked = await runCli(folder.home, ['check', 'main', '--need', '1'], { env });
  expect(checked).toMatchObject({
    code: 4,
    stdout: 'Unknown: The key of “main” is missing. Enter it again.\n',
  });
});

it('says once that everything is locked', async () => {
  const env = { FUELGAUGE_PASSPHRASE: 'a third passphrase' };
  for (const label of ['two', 'three'])
    await runCli(folder.home, ['add', 'scraperapi', '--label', label], {
      input: `invented-key-${label}`,
      env,
    });
  const { code, stdout, stderr } = await runCli(folder.home, ['status', '--refresh']);
  expect(code).toBe(3);
  expect(`${stdout}${stderr}`.match(/encrypted/g)).toHaveLength(1);
  expect(await runCli(folder.home, ['check', 'two', '--need', '1'])).toMatchObject({
    code: 4,
    stdout: 'Unknown: Your credentials are encrypted. Set FUELGAUGE_PASSPHRASE to the passphrase.\n',
  });
});
