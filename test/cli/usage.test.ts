import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { recordFault } from '../../main/cli/fault.ts';
import { keepSecret } from '../../main/cli/input/secrets.ts';
import { providers } from '../../main/providers/index.ts';
import { loadRateCard } from '../../main/providers/rates/index.ts';
import {
  everythingIn,
  firstLine,
  runCli,
  startCli,
  temporaryHome,
  writeAccounts,
} from '../helpers/run-cli.ts';

// Each command is a process of its own, and the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder: ReturnType<typeof temporaryHome>;
beforeEach(() => {
  folder = temporaryHome();
});
afterEach(() => folder.remove());

it('explains itself', async () => {
  const help = await runCli(folder.home, ['--help']);
  expect(help).toMatchObject({ code: 0, stderr: '' });
  for (const command of [
    'status',
    'add',
    'remove',
    'accounts',
    'providers',
    'edit',
    'grant',
    'log',
    'check',
    'history',
    'serve',
    'sandbox',
  ])
    expect(help.stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
  expect(help.stdout).toContain('FUELGAUGE_HOME');
  // Help alone touches nothing.
  expect(readdirSync(folder.home)).toEqual([]);
});

it.each([
  [[], /^Usage: fuelgauge/],
  [['quiet', 'set'], /^Missing required argument ‘hours’\. `fuelgauge quiet set --help` shows how\.\n$/],
  [['statu'], /^Unknown command ‘statu’\. Did you mean status\? `fuelgauge --help` shows how\.\n$/],
  [
    ['status', '--jsn'],
    /^Unknown option ‘--jsn’\. Did you mean --json\? `fuelgauge status --help` shows how\.\n$/,
  ],
  [
    ['add', 'scraperap', '--label', 'x'],
    /^Unknown provider ‘scraperap’\. Did you mean scraperapi( or [a-z-]+)*\? `fuelgauge providers` lists them all\.\n$/,
  ],
  [['add', 'scraperapi', '--label', ' '], /^The label is empty\./],
  [
    ['add', 'scraperapi', 'inventedkey0123', '--label', 'x'],
    /^Too many arguments for ‘add’; never pass a credential as an argument/,
  ],
  [['add', 'scraperapi', '--label', 'x', '--key=inventedkey0123'], /^Unknown option ‘--key’\./],
  [['check', 'a1'], /^Required option ‘--need <amount>’ not specified\./],
  [['sandbox', '--port', '99999'], /^‘99999’ is not a port\./],
])('answers %j with a sentence and exit code 2', async (args, sentence) => {
  const result = await runCli(folder.home, args);
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toMatch(sentence);
  expect(result.stderr).not.toContain('inventedkey0123');
  expect(result.stderr).not.toMatch(/^\s+at /m);
});

it('lists the providers', async () => {
  const json = JSON.parse((await runCli(folder.home, ['providers', '--json'])).stdout);
  expect(json.providers.map(({ id }: { id: string }) => id)).toEqual(providers.map(({ id }) => id));
  for (const { id, rateCard } of json.providers) expect(rateCard, id).toEqual(await loadRateCard(id));
});

it('refuses an endpoint that is not loopback', async () => {
  const result = await runCli(folder.home, ['status'], {
    env: { FUELGAUGE_ENDPOINT_SPIDRA: 'http://example.com' },
  });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain('FUELGAUGE_ENDPOINT_SPIDRA');
});

it('sets a damaged settings file aside and says so beside the answer', async () => {
  writeAccounts(folder.home, [{ provider: 'scrapio', label: 'x', variable: 'MY_KEY' }]);
  await runCli(folder.home, ['add', 'scrapio', '--label', 'second']);
  writeFileSync(join(folder.home, 'settings.json'), '{"version":1,"accounts":[{"id":');
  const result = await runCli(folder.home, ['accounts', '--json']);
  expect(result.code).toBe(0);
  expect(result.stderr).toMatch(/^Note: .*settings.*\n$/);
  expect(JSON.parse(result.stdout).accounts.map(({ label }: { label: string }) => label)).toContain('x');
  expect(everythingIn(folder.home)).toContain('{"version":1,"accounts":[{"id":');
});

it('says when the data folder cannot be written', async () => {
  const file = join(folder.home, 'a-file');
  writeFileSync(file, '');
  const home = join(file, 'folder');
  const result = await runCli(folder.home, ['status'], { env: { FUELGAUGE_HOME: home } });
  expect(result).toMatchObject({ code: 2, stdout: '' });
  expect(result.stderr).toContain(home);
  expect(result.stderr.trimEnd().split('\n')).toHaveLength(1);
});

it('runs the sandbox until it is told to end, and says when its port is taken', async () => {
  const child = startCli(folder.home, ['sandbox', '--port', '0']);
  const address = (await firstLine(child)) ?? '';
  expect(address).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  // A name that a shell can set.
  const said = await printed(child.stderr, /^FUELGAUGE_ENDPOINT_API.FOOTBALL=.*$/m);
  expect(said).toBe(`FUELGAUGE_ENDPOINT_API_FOOTBALL=${address}`);
  const answer = await fetch(`${address}/user/credits`);
  expect(answer.status).toBe(401);
  const taken = await runCli(folder.home, ['sandbox', '--port', new URL(address).port]);
  expect(taken).toMatchObject({ code: 2, stdout: '' });
  expect(taken.stderr).toMatch(/^Port \d+ is in use by another program\./);
  child.kill('SIGTERM');
  expect(await new Promise((resolve) => child.once('close', resolve))).toBe(0);
});

it('is quiet when nobody reads on', async () => {
  const child = startCli(folder.home, ['providers', '--json']);
  child.stdout?.destroy();
  let stderr = '';
  child.stderr?.on('data', (text) => {
    stderr += text;
  });
  await new Promise((resolve) => child.once('close', resolve));
  expect(stderr).toBe('');
});

it('records a fault of its own without a credential', () => {
  const secret = keepSecret('inventedsecret0123');
  const sentence = recordFault(new Error(`could not send ${secret}`), folder.home);
  expect(sentence).toMatch(/^Something went wrong: could not send .*\. See the log: .*fuelgauge\.log$/);
  expect(sentence).not.toContain(secret);
  const log = everythingIn(folder.home);
  expect(log).toContain('usage.test.ts');
  expect(log).not.toContain(secret);
});

/** What a stream says that looks like this. */
function printed(stream: NodeJS.ReadableStream | null, wanted: RegExp): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    stream?.on('data', (more: Buffer) => {
      text += more;
      const [found] = wanted.exec(text) ?? [];
      if (found !== undefined) resolve(found);
    });
  });
}
