import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { systemClock } from '../main/engine/clock.ts';
import { statePushSchema } from '../shared/model/index.ts';
import { pushOf } from '../shared/state-push.ts';
import { secondMs } from '../shared/time/index.ts';
import { must, openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, used } from './report.ts';

// Measures an engine with so many accounts and prints it as JSON. Run it with --expose-gc.

/** CPU time in milliseconds; memory in bytes. */
export interface Cost {
  /** A poll of all accounts. */
  poll: number;
  /** Deriving the state of all of them anew. */
  state: number;
  /** From one changed account to the text of the push. */
  push: number;
  /** What the engine holds in JavaScript's heap once its state is built. */
  heap: number;
}

const rounds = 11;
const warmUpAccounts = 100;

function heapUsed(): number {
  globalThis.gc?.();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function measure(accounts: number, origin: string): Promise<Cost> {
  const before = heapUsed();
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  // Stands still, so that no state becomes due for its age meanwhile.
  let now = Date.now();
  const clock = { ...systemClock, now: () => now };
  const engine = await openBenchEngine(home, { accounts, origin, clock });
  const { cpuMs: poll } = await used(() => engine.refresh({}));
  const states: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    engine.setPace(1 + round / rounds);
    states.push((await used(() => engine.state())).cpuMs);
  }
  let sent = engine.state();
  const pushes: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    now += 2 * secondMs;
    must(await engine.refresh({ account: `a${(round % accounts) + 1}` }));
    const { cpuMs } = await used(() => {
      const state = engine.state();
      JSON.stringify(statePushSchema.parse(pushOf(sent, state)));
      sent = state;
    });
    pushes.push(cpuMs);
  }
  const heap = heapUsed() - before;
  await engine.stop();
  rmSync(home, { recursive: true });
  return { poll, state: median(states), push: median(pushes), heap };
}

const { origin, close } = await startProvider(0);
// Loads and compiles everything, so that this is not taken for a cost of the first accounts.
await measure(warmUpAccounts, origin);
process.stdout.write(JSON.stringify(await measure(Number(process.argv[2]), origin)));
close();
