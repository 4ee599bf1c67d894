import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { createNodeFetch } from '../main/engine/network/fetch.ts';
import type { Fetch } from '../main/engine/network/requester.ts';
import { openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, type Use, used } from './report.ts';

const accounts = 500;
const rounds = 3;
/** Like that of a distant provider; at loopback speed we would only measure the loop itself. */
const delayMs = 10;

interface Pair {
  bare: Use;
  engine: Use;
}

/** 500 accounts polled by the engine, against a bare fetch loop at the same concurrency (two at once per host). */
export async function polling(): Promise<void> {
  // Compiles the code.
  await measured(1, 0);
  // In pairs, because how busy the computer is changes from one round to the next.
  const pairs = await measured(rounds, delayMs);
  const ratio = median(pairs.map(({ bare, engine }) => engine.ms / bare.ms));
  report(`a poll of ${accounts} accounts against a bare fetch loop`, ratio, '×', 1.1);
  const added = median(pairs.map(({ bare, engine }) => engine.cpuMs - bare.cpuMs));
  report('CPU time that it adds, for each account', added / accounts, 'ms');
}

async function measured(times: number, delay: number): Promise<Pair[]> {
  const { origin, close } = await startProvider(delay);
  const fetch = createNodeFetch({});
  const pairs: Pair[] = [];
  for (let time = 0; time < times; time += 1) {
    const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
    const engine = await openBenchEngine(home, { accounts, origin });
    pairs.push({
      bare: await used(() => pollBare(fetch, `${origin}/account/credits`)),
      engine: await used(() => engine.refresh({})),
    });
    await engine.stop();
    rmSync(home, { recursive: true });
  }
  close();
  return pairs;
}

function pollBare(fetch: Fetch, url: string): Promise<unknown> {
  const queue = new PQueue({ concurrency: 2 });
  return queue.addAll(
    Array.from({ length: accounts }, () => async () => {
      const signal = AbortSignal.timeout(15_000);
      const response = await fetch(url, { method: 'GET', headers: {}, redirect: 'manual', signal });
      for await (const _chunk of response.body ?? []);
    }),
  );
}
