import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { forgetGlance } from '../main/engine/store/glance.ts';
import { builtCommand, root } from '../scripts/built.mjs';
import { writeDemoHome } from './demo-home.ts';
import { median, report, skip } from './report.ts';

const rounds = 15;

interface Measured {
  what: string;
  command: readonly string[];
  cwd?: string;
  /** Of the CPU time, against bare Node. */
  budget?: number;
  /** Before each run. */
  prepare?: () => void;
}

/** The command as you start it, with all processes that belong to it, in pairs with `node -e 0`. */
export async function command(): Promise<void> {
  if (process.platform === 'win32') return skip('the command', 'bash measures it');
  const folder = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const home = join(folder, 'home');
  try {
    await writeDemoHome(home, 7);
    writeFileSync(join(folder, 'package.json'), '{ "scripts": { "nothing": "node -e 0" } }');
    for (const each of measured(folder, home)) measure(each, home);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function measured(folder: string, home: string): Measured[] {
  const status = [process.execPath, builtCommand, 'status', '--json'];
  const npm = ['npm', 'run', '-s', 'fuelgauge', '--', 'status'];
  const prepare = () => forgetGlance(home);
  return [
    { what: '`status --json` of 7 accounts, again within a minute', command: status, budget: 3.5 },
    { what: '`status --json` of 7 accounts, anew', command: status, prepare },
    { what: '`npm run -s fuelgauge -- status`, again within a minute', command: npm, budget: 10 },
    { what: '`npm run -s fuelgauge -- status`, anew', command: npm, prepare },
    { what: '`fuelgauge --version`', command: [process.execPath, builtCommand, '--version'] },
    {
      what: '`npm run -s` of `node -e 0`, which is npm alone',
      command: ['npm', 'run', '-s', 'nothing'],
      cwd: folder,
    },
  ];
}

function measure({ what, command, cwd = root, budget, prepare }: Measured, home: string): void {
  const pairs = Array.from({ length: rounds + 1 }, () => {
    prepare?.();
    return { ours: run(command, cwd, home), bare: run([process.execPath, '-e', '0'], cwd, home) };
  });
  // The first round fills caches.
  const warm = pairs.slice(1);
  const ratio = (part: keyof Cost) =>
    median(warm.map(({ ours }) => ours[part])) / median(warm.map(({ bare }) => bare[part]));
  report(`CPU time of ${what}, against \`node -e 0\``, ratio('cpuSeconds'), '×', budget);
  report(`  by the clock`, ratio('seconds'), '×');
}

interface Cost {
  cpuSeconds: number;
  seconds: number;
}

/** What a program and all that it starts takes. Node tells this of itself alone; bash of its children, too. */
function run(program: readonly string[], cwd: string, home: string): Cost {
  const script = 'TIMEFORMAT="%3U %3S %3R"; time "$@" > /dev/null';
  const { status, stderr } = spawnSync('bash', ['-c', script, 'bash', ...program], {
    cwd,
    env: { ...process.env, LC_ALL: 'C', FUELGAUGE_HOME: home, INVENTED_KEY: 'invented' },
    encoding: 'utf8',
  });
  if (status !== 0) throw new Error(`${program.join(' ')} failed: ${stderr}`);
  const [user = 0, system = 0, seconds = 0] = stderr.trim().split(/\s+/).slice(-3).map(Number);
  return { cpuSeconds: user + system, seconds };
}
