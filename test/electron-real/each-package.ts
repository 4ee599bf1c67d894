// `node test/electron-real/each-package.ts FOLDER`: installs or unpacks every package in the folder that this machine can
// start, runs the suite for packaged programs on it, and removes it again. For a machine that may be changed, as in
// .github/workflows/nightly.yml.
import { spawnSync } from 'node:child_process';
import { globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { type Command, type Package, packagesFor } from './packages.ts';
import { root } from './runtime.ts';

const folder = resolve(process.argv[2] ?? 'dist');
const scratch = mkdtempSync(join(tmpdir(), 'fuelgauge-packages-'));
const failures: string[] = [];

function succeeds([program, ...args]: Command, env: Record<string, string> = {}): boolean {
  process.stdout.write(`> ${[program, ...args].join(' ')}\n`);
  const { status } = spawnSync(program, args, {
    cwd: root,
    env: { ...process.env, ...env },
    stdio: 'inherit',
  });
  return status === 0;
}

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const suite: Command = [
  process.execPath,
  vitest,
  'run',
  '--project',
  'electron-real',
  'test/electron-real/packaged.test.ts',
  'test/electron-real/life.test.ts',
];

function tryPackage({ file, install, program, remove, gone }: Package): void {
  const failed = install.find((command) => !succeeds(command));
  if (failed !== undefined) failures.push(`${file}: ${failed.join(' ')} failed`);
  else if (!succeeds(suite, { FUELGAUGE_PACKAGED: program })) failures.push(`${file}: its suite failed`);
  if (!remove.every((command) => succeeds(command))) failures.push(`${file} cannot be removed`);
  else if (gone.some((command) => succeeds(command))) failures.push(`${file} leaves something behind`);
}

const machine = {
  system: process.platform,
  chip: process.arch,
  scratch,
  appData: process.env.LOCALAPPDATA ?? '',
};
const packages = packagesFor(
  machine,
  globSync('*', { cwd: folder }).map((name) => join(folder, name)),
);
if (packages.length === 0) failures.push(`There is no package for this machine in ${folder}.`);
packages.forEach(tryPackage);
rmSync(scratch, { recursive: true, force: true });
process.stdout.write(`${packages.length} packages were tried.\n`);
for (const failure of failures) process.stderr.write(`${failure}\n`);
process.exitCode = failures.length === 0 ? 0 : 1;
