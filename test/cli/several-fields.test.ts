import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());
const cli = (args: string[], env: Record<string, string>, input = '') =>
  runCli(folder.home, args, { env: { FUELGAUGE_PASSPHRASE: 'invented passphrase', ...env }, input });
const names = (...all: string[]) => all.flatMap((name) => ['--from-env', name]);
const credentialsKept = () =>
  JSON.parse(readFileSync(join(folder.home, 'settings.json'), 'utf8')).accounts.map(
    ({ credential }: { credential: unknown }) => credential,
  );

it('takes one variable for each field, in their order', async () => {
  const env = { SID: 'ACinvented0123456789', TOKEN: 'invented-token-0123456789' };
  const added = await cli(['add', 'twilio', '--label', 'x', '--no-test', ...names('SID', 'TOKEN')], env);
  expect(added).toMatchObject({ code: 0, stderr: '' });
  expect(credentialsKept()).toEqual([{ kind: 'environment', variables: { sid: 'SID', token: 'TOKEN' } }]);
  const less = await cli(['add', 'twilio', '--label', 'y', '--from-env', 'SID'], env);
  expect(less).toMatchObject({ code: 2, stdout: '' });
  expect(less.stderr).toMatch(/^Twilio needs 2 variables \(.+; .+\): give --from-env once for each/);
});

it('asks for no optional field', async () => {
  const env = { ONE: 'sk-or-v1-invented0123456789', TWO: 'sk-or-v1-invented9876543210' };
  expect(await cli(['add', 'openrouter', '--no-test', ...names('ONE')], env)).toMatchObject({
    code: 0,
  });
  const both = ['add', 'openrouter', '--no-test', ...names('ONE', 'TWO')];
  expect(await cli(both, env)).toMatchObject({ code: 0 });
  expect(await cli(['add', 'openrouter', '--no-test'], env, `${env.ONE}\n`)).toMatchObject({ code: 0 });
  expect(credentialsKept()).toEqual([
    { kind: 'environment', variables: { key: 'ONE' } },
    { kind: 'environment', variables: { key: 'ONE', managementKey: 'TWO' } },
    { kind: 'vault' },
  ]);
});

it('refuses a key of the wrong kind before anything is stored', async () => {
  const key = 'sk-ant-api03-invented0123456789';
  for (const [args, input] of [
    [['add', 'anthropic', '--label', 'x'], key],
    [['add', 'anthropic', '--label', 'x', '--from-env', 'KEY'], ''],
  ] as const) {
    const refused = await cli([...args], { KEY: key }, input);
    expect(refused).toMatchObject({ code: 1, stdout: '' });
    expect(refused.stderr).toMatch(/^Anthropic: .*admin key.* Nothing was changed\.\n$/i);
  }
  expect(everythingIn(folder.home)).not.toContain('age-encryption');
  expect(JSON.parse((await cli(['accounts', '--json'], {})).stdout).accounts).toEqual([]);
});
