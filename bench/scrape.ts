import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { render } from '../main/server/metrics/render.ts';
import { openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, used } from './report.ts';

/** What a scrape of 500 accounts costs, from the engine's state to the text, and how long it holds up everything else. */
export async function scrape(): Promise<void> {
  const provider = await startProvider(0);
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const engine = await openBenchEngine(home, { accounts: 500, origin: provider.origin });
  await engine.refresh({});
  const once = () =>
    render({ state: engine.state(), polls: engine.pollCounts(), now: Date.now() }, 'openMetrics');
  const text = await once();

  const cpu: number[] = [];
  const blocked: number[] = [];
  for (let round = 0; round < 31; round += 1) {
    const delay = monitorEventLoopDelay({ resolution: 1 });
    delay.enable();
    cpu.push((await used(once)).cpuMs);
    delay.disable();
    blocked.push(delay.max / 1e6);
  }
  await engine.stop();
  provider.close();
  rmSync(home, { recursive: true });

  report('series of 500 accounts', text.split('\n').filter((line) => !line.startsWith('#')).length, '');
  report('a scrape of 500 accounts, text', text.length / 1e6, 'MB');
  report('a scrape of 500 accounts, CPU time', median(cpu), 'ms');
  report('the longest that it holds up anything else', median(blocked), 'ms', 50);
}
