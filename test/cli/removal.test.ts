import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';
import { beginQuickVault } from '../helpers/vault.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

const key = 'invented-key-number-one-7f3a';
const passphrase = 'an invented passphrase';
const env = { FUELGAUGE_PASSPHRASE: passphrase };

let folder: ReturnType<typeof temporaryHome>;
beforeEach(async () => {
  folder = temporaryHome();
  await beginQuickVault(folder.home, passphrase);
});
afterEach(() => folder.remove());
const cli = (args: string[], input = '', environment: Record<string, string> = env) =>
  runCli(folder.home, args, { input, env: environment });

it('lets an account rest without a passphrase, lists it, and restores it', async () => {
  await cli(['add', 'crustdata', '--label', 'production'], key);
  const removed = await cli(['remove', 'production', '--yes'], '', {});
  expect(removed).toMatchObject({ code: 0, stderr: '' });
  expect(removed.stdout).toMatch(
    /^Removed crustdata “production” \(a1\)\.\nYou can restore it until \d+ \w+: fuelgauge restore a1\nThen its key and history are deleted\. To delete them now: fuelgauge remove a1 --for-good\n$/,
  );
  expect(JSON.parse((await cli(['accounts', '--json'], '', {})).stdout).accounts).toEqual([]);
  expect(JSON.parse((await cli(['status', '--json'], '', {})).stdout).accounts).toEqual([]);
  const [entry] = JSON.parse((await cli(['removed', '--json'], '', {})).stdout).removed;
  expect(entry).toMatchObject({ id: 'a1', provider: 'crustdata', label: 'production' });
  expect(Date.parse(entry.restorableUntil) - Date.parse(entry.removedAt)).toBe(7 * 86_400_000);
  expect((await cli(['removed'], '', {})).stdout).toMatch(/^ID +PROVIDER .*\na1 +crustdata +production /);

  await cli(['add', 'crustdata', '--label', 'Production'], `${key}-other`);
  expect(await cli(['restore', 'a1'], '', {})).toEqual({
    code: 0,
    stdout:
      'Restored “production” (a1) as “production (restored)”, because another account has its label now.\n',
    stderr: '',
  });
  expect(await cli(['restore', 'a1'], '', {})).toEqual({
    code: 2,
    stdout: '',
    stderr: 'There is no removed account “a1” that can be restored.\n',
  });
  expect((await cli(['removed'], '', {})).stdout).toBe('No account was removed that could be restored.\n');
});

it('deletes for good only with a yes and the passphrase', async () => {
  await cli(['add', 'crustdata', '--label', 'production'], key);
  await cli(['add', 'scrapio', '--label', 'invented-label']);
  expect((await cli(['status'])).stdout).toContain('invented-label');
  expect(await cli(['remove', 'a1', '--for-good'], 'y\n')).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'Nothing was removed. Add --yes to remove crustdata “production” (a1) for good, with its key and its history.\n',
  });
  const locked = await cli(['remove', 'a1', '--for-good', '--yes'], '', {});
  expect(locked).toMatchObject({ code: 2, stdout: '' });
  expect(locked.stderr).toContain('FUELGAUGE_PASSPHRASE');
  expect(JSON.parse((await cli(['accounts', '--json'])).stdout).accounts).toHaveLength(2);

  expect((await cli(['remove', 'a1', '--yes'])).code).toBe(0);
  // One that rests, and one that does not.
  expect((await cli(['remove', 'a1', '--for-good', '--yes'])).stdout).toBe(
    'Removed crustdata “production” (a1) for good.\n',
  );
  expect((await cli(['remove', 'invented-label', '--for-good', '--yes'], '', {})).code).toBe(0);
  expect(everythingIn(folder.home)).not.toMatch(/production|invented-label/);
  expect((await cli(['add', 'scrapio', '--label', 'next'])).stdout).toBe('Added scrapio “next” as a3.\n');
});
