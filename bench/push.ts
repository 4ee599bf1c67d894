import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type AppState, type StatePush, statePushSchema } from '../shared/model/index.ts';
import { applyPush, pushOf } from '../shared/state-push.ts';
import { openBenchEngine } from './engine.ts';
import { startProvider } from './provider.ts';
import { median, report, timed } from './report.ts';

/** The cost of pushing one changed account of 500 from the engine's state to the page's store, against the whole state. */
export async function push(): Promise<void> {
  const provider = await startProvider(0);
  const home = mkdtempSync(join(tmpdir(), 'fuelgauge-bench-'));
  const engine = await openBenchEngine(home, { accounts: 500, origin: provider.origin });
  await engine.refresh({});
  const before = engine.state();
  const [first] = before.accounts;
  if (!first) throw new Error('There is no account.');
  await engine.editAccount({ account: first.id, intervalMs: 600_000 });
  const after = engine.state();
  const build = await medianOf(() => engine.state());
  await engine.stop();
  provider.close();
  rmSync(home, { recursive: true });

  const shown = carry(null, pushOf(null, before));
  const whole = await medianOf(() => carry(shown, pushOf(null, after)));
  const change = await medianOf(() => carry(shown, pushOf(before, after)));
  const kept = carry(shown, pushOf(before, after)).accounts.filter((account) =>
    shown.accounts.includes(account),
  );
  report('building the state of 500 accounts', build, 'ms');
  report('a push of 500 accounts, whole', whole, 'ms');
  report('a push of one changed account of 500, against the state whole', change / whole, '×', 0.2);
  report('accounts of 500 that are new to the page after one changed', 500 - kept.length, '', 1);
}

/** Does what the stream does: validates and serialises on one side, parses, validates and applies on the other. */
function carry(shown: AppState | null, push: StatePush | null): AppState {
  const text = JSON.stringify(statePushSchema.parse(push));
  const state = applyPush(shown, statePushSchema.parse(JSON.parse(text)));
  if (!state) throw new Error('The push did not fit.');
  return state;
}

async function medianOf(work: () => unknown): Promise<number> {
  const times: number[] = [];
  for (let round = 0; round < 31; round += 1) times.push(await timed(work));
  return median(times);
}
