import { beforeAll, expect, it, onTestFinished, vi } from 'vitest';
import { ensureBuilt } from '../../scripts/build.ts';
import { everythingIn, runCli, temporaryHome } from '../helpers/run-cli.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 120_000 });
beforeAll(async () => {
  expect(await ensureBuilt()).toBe(true);
});

it('makes tokens that are printed once, lists them and revokes one', async () => {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  const read = await runCli(home, ['token', '--read', '--label', 'bar']);
  expect(read).toMatchObject({ code: 0, stderr: 'Made the token “bar”. You will not see it again.\n' });
  expect(read.stdout).toMatch(/^fgr_[\w-]{32}\n$/);
  const calendar = await runCli(home, ['token', '--calendar']);
  expect(calendar.stdout).toMatch(/^http:\/\/127\.0\.0\.1:47615\/v1\/calendar\.ics\?token=fgc_[\w-]{32}\n$/);
  expect(await runCli(home, ['token', '--read', '--label', 'BAR'])).toMatchObject({ code: 2, stdout: '' });
  expect(JSON.parse((await runCli(home, ['token', '--list', '--json'])).stdout)).toMatchObject({
    tokens: [
      { label: 'bar', kind: 'read', end: read.stdout.trim().slice(-4), lastUsedAt: null },
      { label: 'calendar', kind: 'calendar' },
    ],
  });
  expect((await runCli(home, ['token', '--revoke', 'bar'])).stdout).toBe('Revoked the token “bar”.\n');
  expect((await runCli(home, ['token', '--list'])).stdout).toMatch(/^NAME .*\ncalendar +calendar .*never\n$/);
  expect(everythingIn(home)).not.toContain(read.stdout.trim());
});

it('prints the schema of what is printed, and says which there are', async () => {
  const { home, remove } = temporaryHome();
  onTestFinished(remove);
  expect(JSON.parse((await runCli(home, ['schema', 'status'])).stdout)).toMatchObject({
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    properties: { schemaVersion: { const: 1 } },
  });
  expect((await runCli(home, ['schema'])).stdout).toMatch(/^status +status --json, GET \/v1\/status\n/);
  const wrong = await runCli(home, ['schema', 'statu']);
  expect(wrong).toMatchObject({ code: 2, stdout: '' });
  expect(wrong.stderr).toBe('There is no JSON ‘statu’. Did you mean status? `fuelgauge schema` lists all.\n');
});
