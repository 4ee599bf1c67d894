import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { builtCli, runBuiltCli, temporaryHome } from '../../helpers/run-cli.ts';

// The scripts in the shells themselves. PowerShell is not tried.

vi.setConfig({ testTimeout: 60_000 });

const folder = temporaryHome();
const bin = join(folder.home, 'bin');
const ran = join(folder.home, 'ran');
const label = `it's "new": $HOME=x`;
const names = [label, 'my big crawl', 'team:eu'];

beforeAll(async () => {
  const accounts = names.map((each, at) => ({ id: `a${at + 1}`, provider: 'spidra', label: each, tags: [] }));
  writeFileSync(join(folder.home, 'settings.json'), JSON.stringify({ version: 2, accounts }));
  mkdirSync(bin);
  // Completes as the real one, and otherwise notes its arguments.
  const own = join(bin, 'fuelgauge');
  writeFileSync(
    own,
    `#!/bin/sh
case "$1" in
  __complete) exec "${process.execPath}" "${builtCli}" "$@" ;;
  *) printf '%s\\n' "$@" > "${ran}" ;;
esac
`,
  );
  chmodSync(own, 0o755);
  for (const shell of ['bash', 'zsh', 'fish']) {
    const { stdout, code } = await runBuiltCli(folder.home, ['completion', shell]);
    expect(code).toBe(0);
    writeFileSync(join(folder.home, `script.${shell}`), stdout);
  }
});
afterAll(() => folder.remove());

/** Runs a shell on a program in its own language; returns what it prints, line by line. */
function inShell(shell: string, args: readonly string[]): string[] {
  const { stdout, stderr } = spawnSync(shell, args, {
    env: {
      PATH: `${bin}:${process.env.PATH}`,
      HOME: folder.home,
      FUELGAUGE_HOME: folder.home,
      LC_ALL: 'C.UTF-8',
      TERM: 'dumb',
      SCRIPT: join(folder.home, `script.${shell}`),
    },
    encoding: 'utf8',
    timeout: 50_000,
  });
  expect(stderr).toBe('');
  return stdout.split('\n').filter(Boolean);
}

it('bash offers what fits, quoted as it was begun', () => {
  const lines = ['fuelgauge statu', 'fuelgauge check my', 'fuelgauge check "it', 'fuelgauge check team:'];
  const program = `source "$SCRIPT"
for COMP_LINE in "$@"; do COMP_POINT=§{#COMP_LINE}; _fuelgauge; printf '%s\\n' "§{COMPREPLY[@]}"; done
eval "fuelgauge check \\"§(command fuelgauge __complete bash 'fuelgauge check "it')\\""`.replaceAll('§', '$');
  expect(inShell('bash', ['--norc', '-c', program, 'bash', ...lines])).toEqual([
    'status',
    'my\\ big\\ crawl',
    `it's \\"new\\": \\$HOME=x`,
    'eu',
  ]);
  // What was completed means the label, whatever is in it.
  expect(readFileSync(ran, 'utf8')).toBe(`check\n${label}\n`);
});

it('fish offers what fits, with words about it', () => {
  const program = 'source $SCRIPT; for line in $argv; complete -C $line; end';
  const lines = ['fuelgauge statu', 'fuelgauge check "my', 'fuelgauge spend --by t', 'fuelgauge check zzz'];
  expect(inShell('fish', ['--no-config', '-c', program, ...lines])).toEqual([
    expect.stringMatching(/^status\tshow your accounts/),
    'my big crawl\tSpidra, a2',
    'tag',
  ]);
});

it('zsh completes on a terminal what then runs as meant', () => {
  // The outer zsh types into an inner one, and waits for what that one prints.
  const program = `zmodload zsh/zpty
zpty inner zsh -f -i
zpty -w inner 'PS1=; source "$SCRIPT"; print loa""ded'
zpty -r inner out '*loaded*'
zpty -w -n inner $'fuelgauge chec\\t it\\t; print do""ne\\n'
zpty -r inner out '*done*'
zpty -d inner`;
  rmSync(ran, { force: true });
  inShell('zsh', ['-f', '-c', program]);
  expect(readFileSync(ran, 'utf8')).toBe(`check\n${label}\n`);
});

it('a damaged data folder, or none, completes nothing and says nothing', async () => {
  for (const home of [join(folder.home, 'nowhere'), '/dev/null'])
    expect(
      await runBuiltCli(folder.home, ['__complete', 'fish', 'check', '='], { env: { FUELGAUGE_HOME: home } }),
    ).toEqual({ code: 0, stdout: '', stderr: '' });
});
