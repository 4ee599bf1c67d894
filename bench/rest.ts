import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { dayMs, secondMs } from '../shared/time/index.ts';
import { openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { report, skip } from './report.ts';

const accounts = 50;
const settleMs = 18 * secondMs;
/** In it are the history’s compaction, a minute after the start, and what Fuelgauge does once a minute. */
const windowMs = 66 * secondMs;

/** The built `serve` while no account is due, beside bare Node: both idle, in the same minute. `cli` is the built command. */
export async function rest(cli: string): Promise<void> {
  if (process.platform !== 'linux')
    return skip('rest', 'because only Linux tells how often a thread woke up');
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  await writeHome(home);
  const bare = start([
    '-e',
    'require("http").createServer().listen(0, "127.0.0.1", () => console.log("up"))',
  ]);
  const serve = start([cli, 'serve', '--port', '0'], { FUELGAUGE_HOME: home });
  try {
    await Promise.all([bare, serve].map(({ stdout }) => once(stdout, 'data')));
    await delay(settleMs);
    const before = { bare: usedBy(bare), serve: usedBy(serve) };
    await delay(windowMs);
    tell('bare Node', before.bare, usedBy(bare));
    tell(`serve, ${accounts} accounts`, before.serve, usedBy(serve), { cpu: 0.05, wakes: 1 });
  } finally {
    await Promise.all([bare, serve].map(ended));
    rmSync(home, { recursive: true });
  }
}

/** Accounts that were polled just now, and are next in a day. */
async function writeHome(home: string): Promise<void> {
  const { origin, close } = await startProvider(0);
  const engine = await openBenchEngine(home, { accounts, origin });
  await engine.refresh({});
  for (const { id } of engine.state().accounts) await engine.editAccount({ account: id, intervalMs: dayMs });
  await engine.stop();
  close();
}

const start = (args: string[], environment: NodeJS.ProcessEnv = {}) =>
  spawn(process.execPath, args, {
    env: { ...process.env, INVENTED_KEY: 'invented-key-for-the-benchmark', ...environment },
    stdio: ['ignore', 'pipe', 'inherit'],
  });

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || !child.kill()) return;
  await once(child, 'exit');
}

interface Used {
  cpuNs: number;
  /** How often the main thread, and any thread, waited and was woken again. */
  mainWakes: number;
  wakes: number;
}

/** `proc_pid_task(5)`: the first number of schedstat is the time on a processor in nanoseconds. */
function usedBy({ pid }: ChildProcess): Used {
  const threads = readdirSync(`/proc/${pid}/task`).map((thread) => {
    const read = (file: string) => readFileSync(`/proc/${pid}/task/${thread}/${file}`, 'utf8');
    return {
      isMain: thread === String(pid),
      cpuNs: Number(read('schedstat').split(' ')[0]),
      wakes: Number(/^voluntary_ctxt_switches:\s+(\d+)/m.exec(read('status'))?.[1]),
    };
  });
  const sum = (values: number[]) => values.reduce((total, value) => total + value, 0);
  return {
    cpuNs: sum(threads.map(({ cpuNs }) => cpuNs)),
    mainWakes: sum(threads.map(({ isMain, wakes }) => (isMain ? wakes : 0))),
    wakes: sum(threads.map(({ wakes }) => wakes)),
  };
}

function tell(what: string, before: Used, after: Used, budget?: { cpu: number; wakes: number }): void {
  const share = ((after.cpuNs - before.cpuNs) / 1e6 / windowMs) * 100;
  const perSecond = (part: 'mainWakes' | 'wakes') => ((after[part] - before[part]) * secondMs) / windowMs;
  report(`at rest, ${what}: CPU of one core`, share, '%', budget?.cpu);
  report(`at rest, ${what}: wake-ups of the main thread`, perSecond('mainWakes'), 'a second', budget?.wakes);
  report(`at rest, ${what}: wake-ups of all threads`, perSecond('wakes'), 'a second');
}
