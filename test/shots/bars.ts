import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { writeDemoHome } from '../../bench/demo-home.ts';
import { ensureBuilt } from '../../scripts/build.ts';
import { builtCommand } from '../../scripts/built.mjs';

// `node test/shots/bars.ts` draws the pictures of docs/bars.md: the real programs, on a virtual screen, with the demo's accounts.
// It needs Xvfb, xterm, tmux, i3, i3blocks and ImageMagick, which Debian has.

const pictures = join(import.meta.dirname, '..', '..', 'docs', 'bars');
const display = ':97';
const settledMs = 6000;

const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-bars-'));
const bin = join(folder, 'bin');
const environment = {
  PATH: `${bin}:${process.env.PATH}`,
  HOME: folder,
  LANG: 'C.UTF-8',
  TZ: 'UTC',
  DISPLAY: display,
  FUELGAUGE_HOME: join(folder, 'home'),
  INVENTED_KEY: 'invented',
};

const tmuxConf = `set -g status-interval 1
set -g status-style 'bg=#222222,fg=#dddddd'
set -g status-left '[work] '
set -g status-right-length 60
set -g status-right '#(fuelgauge status --format tmux) '
set -g window-status-current-format ''
`;
const i3Conf = `# i3 config file (v4)
set $mod Mod4
font pango:DejaVu Sans Mono 11
bar {
  position top
  status_command i3blocks -c ${join(folder, 'i3blocks.conf')}
}
`;
const i3blocksConf = `separator_block_width=24
[fuelgauge]
command=fuelgauge status --format i3blocks --watch
format=json
interval=persist

[time]
command=printf '09:41'
interval=once
`;

/** Runs a program on the virtual screen, and draws a part of it (\`900x120+0+0\`) after a while. */
async function draw(picture: string, part: string, program: readonly [string, ...string[]]): Promise<void> {
  const [command, ...args] = program;
  const child = spawn(command, args, { env: environment, stdio: 'ignore', detached: true });
  await delay(settledMs);
  const file = join(pictures, picture);
  const taken = spawnSync(
    'import',
    ['-window', 'root', '-crop', part, '+repage', '+dither', '-colors', '24', file],
    {
      env: environment,
    },
  );
  end(child);
  if (taken.status !== 0) throw new Error(`${picture} could not be drawn: ${taken.stderr}`);
}

/** With all that it started. */
function end({ pid }: ChildProcess): void {
  if (pid !== undefined) process.kill(-pid, 'SIGTERM');
}

async function main(): Promise<void> {
  mkdirSync(bin, { recursive: true });
  mkdirSync(pictures, { recursive: true });
  const command = join(bin, 'fuelgauge');
  writeFileSync(command, `#!/bin/sh\nexec "${process.execPath}" "${builtCommand}" "$@"\n`);
  chmodSync(command, 0o755);
  writeFileSync(join(folder, 'tmux.conf'), tmuxConf);
  writeFileSync(join(folder, 'i3.conf'), i3Conf);
  writeFileSync(join(folder, 'i3blocks.conf'), i3blocksConf);
  await writeDemoHome(environment.FUELGAUGE_HOME, 7);
  const screen = spawn('Xvfb', [display, '-screen', '0', '900x400x24'], { stdio: 'ignore', detached: true });
  await once(screen, 'spawn');
  while (!existsSync(`/tmp/.X11-unix/X${display.slice(1)}`)) await delay(100);
  try {
    const tmux = ['tmux', '-L', 'fuelgauge-bars', '-f', join(folder, 'tmux.conf'), 'new-session'];
    const terminal = ['xterm', '-geometry', '97x12+0+0', '-b', '6', '-fa', 'DejaVu Sans Mono', '-fs', '11'];
    const dark = ['-bg', '#111111', '-fg', '#dddddd', '+sb', '-e'];
    const session = `fuelgauge status a4 a6; printf '$ '; sleep 60`;
    await draw('tmux.png', '900x256+0+0', ['xterm', ...terminal.slice(1), ...dark, ...tmux, session]);
    spawnSync('tmux', ['-L', 'fuelgauge-bars', 'kill-server'], { env: environment });
    await draw('i3blocks.png', '900x26+0+0', ['i3', '-c', join(folder, 'i3.conf')]);
  } finally {
    end(screen);
    rmSync(folder, { recursive: true, force: true });
  }
}

if (await ensureBuilt()) await main();
else process.exitCode = 3;
