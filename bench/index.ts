import { join } from 'node:path';
import { ensureBuilt } from '../scripts/build.ts';
import { bundle } from './bundle.ts';
import { charts } from './charts.ts';
import { command } from './command.ts';
import { everyProvider } from './every-provider.ts';
import { memory } from './memory.ts';
import { meter } from './meter.ts';
import { pages } from './pages.ts';
import { polling } from './polling.ts';
import { processes } from './processes.ts';
import { push } from './push.ts';
import { missed } from './report.ts';
import { rest } from './rest.ts';
import { scale } from './scale.ts';
import { spend } from './spend.ts';
import { start } from './start.ts';

// Measures the budgets, mostly as ratios within one run. Prints one line each and exits with 1 if one is missed. Run all
// with `npm run bench`, or some with `npm run bench -- push pages`. Forecasts and alerts have their own benchmarks:
// `npm run bench:forecast`, `npm run bench:alerts`.

const renderer = join(import.meta.dirname, '..', 'out', 'renderer');
/** The pages, built from the current sources. */
const built = async (): Promise<string> => {
  if (!(await ensureBuilt())) throw new Error('The app could not be built; the lines above say why.');
  return renderer;
};

const parts: Record<string, () => Promise<void> | void> = {
  polling,
  providers: everyProvider,
  charts,
  memory,
  processes: async () => {
    await built();
    return processes();
  },
  bundle: async () => bundle(await built()),
  push,
  scale,
  spend,
  start,
  rest: async () => rest(join(await built(), '..', 'main', 'cli.js')),
  command: async () => {
    await built();
    return command();
  },
  meter: async () => meter(join(await built(), '..', 'main', 'cli.js')),
  pages: async () => pages(await built()),
};

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in parts));
if (unknown.length > 0) {
  process.stderr.write(
    `No such part: ${unknown.join(', ')}. The parts are ${Object.keys(parts).join(', ')}.\n`,
  );
  process.exit(2);
}
for (const [name, measure] of Object.entries(parts))
  if (wanted.length === 0 || wanted.includes(name)) await measure();
if (missed.length > 0) {
  process.stderr.write(`Missed: ${missed.join('; ')}\n`);
  process.exitCode = 1;
}
