import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import manifest from '../../package.json' with { type: 'json' };
import { root } from './packed.ts';

// The command as people get it: packed, installed globally into a folder of its own, without a network.

let folder: string;
let command: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'fuelgauge-command-'));
  npm('pack', root, '--ignore-scripts', '--pack-destination', folder);
  const [tarball = ''] = globSync('fuelgauge-*.tgz', { cwd: folder });
  npm('install', '--global', '--offline', '--prefix', join(folder, 'prefix'), join(folder, tarball));
  command =
    process.platform === 'win32'
      ? join(folder, 'prefix', 'fuelgauge.cmd')
      : join(folder, 'prefix', 'bin', 'fuelgauge');
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** The Node that runs the tests comes first on the path: it is what `#!/usr/bin/env node` finds. */
const environment = () => ({
  PATH: `${dirname(process.execPath)}${delimiter}${process.env.PATH}`,
  SystemRoot: process.env.SystemRoot,
  HOME: folder,
  TZ: 'UTC',
  FUELGAUGE_HOME: join(folder, 'data'),
  npm_config_cache: join(folder, 'cache'),
});

/** The npm that runs the tests, or the one on the path. */
function npm(...args: string[]): void {
  const cli = process.env.npm_execpath;
  const shell = process.platform === 'win32';
  const options = { cwd: folder, env: environment(), stdio: 'pipe' as const };
  if (cli?.endsWith('.js')) execFileSync(process.execPath, [cli, ...args], options);
  else execFileSync('npm', args, { ...options, shell });
}

const fuelgauge = (args: string[]) =>
  spawn(command, args, {
    env: environment(),
    stdio: ['ignore', 'pipe', 'pipe'],
    shell: process.platform === 'win32',
  });

async function outcome(args: string[]) {
  const child = fuelgauge(args);
  let [output, errors] = ['', ''];
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const [code] = await once(child, 'close');
  return { code, output, errors };
}

describe('the installed command', () => {
  it('tells its version and usage, and the status of no account', async () => {
    expect(await outcome(['--version'])).toMatchObject({
      code: 0,
      output: `${manifest.version}\n`,
      errors: '',
    });
    expect(await outcome(['--help'])).toMatchObject({
      code: 0,
      output: expect.stringContaining('Usage: fuelgauge'),
      errors: '',
    });
    const { code, output, errors } = await outcome(['status', '--json']);
    expect([code, errors]).toEqual([0, '']);
    expect(JSON.parse(output)).toMatchObject({ schemaVersion: 1, accounts: [], errors: [] });
  });

  // npm installs manual pages on no Windows.
  it.skipIf(process.platform === 'win32')('brings its manual page', async () => {
    const page = join(folder, 'prefix', 'share', 'man', 'man1', 'fuelgauge.1');
    expect(readFileSync(page, 'utf8')).toBe((await outcome(['man'])).output);
  });

  it('runs on the oldest Node that package.json asks for', () => {
    const [major] = process.versions.node.split('.');
    expect(manifest.engines.node).toBe(`>=${major}`);
  });

  it('serves the demo', async () => {
    const child = fuelgauge(['serve', '--demo', '--port', '0']);
    const ended = once(child, 'exit');
    try {
      const [address] = await Promise.race([
        once(createInterface({ input: child.stdout }), 'line'),
        ended.then(() => Promise.reject(new Error('It ended before it was ready.'))),
      ]);
      const page = await fetch(String(address));
      expect(page.status).toBe(200);
      expect(await page.text()).toContain('<div id="root"');
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  });
});
