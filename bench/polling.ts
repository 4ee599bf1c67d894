import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import PQueue from 'p-queue';
import { createNodeFetch } from '../main/engine/network/fetch.ts';
import { openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, timed } from './report.ts';

/** 500 accounts polled by the engine, against a bare fetch loop at the same concurrency (two at once per host). */
export async function polling(): Promise<void> {
  // A delay like that of a distant provider; at loopback speed we would only measure the loop itself.
  const { origin, close } = await startProvider(10);
  const fetch = createNodeFetch({});
  const ratios: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
    const engine = await openBenchEngine(home, { accounts: 500, origin });
    const bare = new PQueue({ concurrency: 2 });
    const bareMs = await timed(() =>
      bare.addAll(
        Array.from({ length: 500 }, () => async () => {
          const signal = AbortSignal.timeout(15_000);
          const response = await fetch(`${origin}/account/credits`, {
            method: 'GET',
            headers: {},
            redirect: 'manual',
            signal,
          });
          for await (const _chunk of response.body ?? []);
        }),
      ),
    );
    const engineMs = await timed(() => engine.refresh({}));
    ratios.push(engineMs / bareMs);
    await engine.stop();
    rmSync(home, { recursive: true });
  }
  close();
  report('a poll of 500 accounts against a bare fetch loop', median(ratios), '×', 1.3);
}
