import { appendFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { runCommandLine } from '../../../main/cli/program.ts';

// The command, with a measure of how long its event loop was held up: one JSON line a second goes to the file in LOAD_FIGURES,
// with the percentiles since the start was over (milliseconds), the most of that second, and the resident memory (bytes).

const file = process.env.LOAD_FIGURES ?? '';
const resolution = 10;
const sinceStart = monitorEventLoopDelay({ resolution });
const thisSecond = monitorEventLoopDelay({ resolution });
sinceStart.enable();
thisSecond.enable();
// Loading the program, opening the vault and working out every account once is its start.
const startMs = 15_000;
setTimeout(() => sinceStart.reset(), startMs).unref();
// The timer itself is late by its own resolution.
const lagMs = (nanoseconds: number) => Math.max(0, nanoseconds / 1e6 - resolution);
setInterval(() => {
  const figures = {
    p50: lagMs(sinceStart.percentile(50)),
    p99: lagMs(sinceStart.percentile(99)),
    max: lagMs(thisSecond.max),
    rss: process.memoryUsage.rss(),
  };
  thisSecond.reset();
  appendFileSync(file, `${JSON.stringify(figures)}\n`);
}, 1000).unref();
process.exitCode = await runCommandLine(process.argv.slice(2));
