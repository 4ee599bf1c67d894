import { parseArgs } from 'node:util';
import { z } from 'zod';
import { ensureBuilt } from '../../scripts/build.ts';
import { isMissed, type Outcome, runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios/index.ts';

// Tries to break Fuelgauge, for long: `npm run torture`, or some scenarios with `npm run torture -- damage kills`. The seed is
// printed; `--seed N` repeats a run, `--tries N` changes the number of cases. Exits with 1 if anything failed.

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { seed: { type: 'string' }, tries: { type: 'string' }, list: { type: 'boolean' } },
});
const whole = z.coerce.number().int().min(0).optional();
const seed = whole.parse(values.seed) ?? Math.floor(Date.now() / 1000);
const tries = whole.parse(values.tries);
const names = scenarios.map(({ name }) => name);
const unknown = positionals.filter((name) => !names.includes(name));

if (values.list || unknown.length > 0) {
  for (const { name, about } of scenarios) process.stdout.write(`${name.padEnd(12)}${about}\n`);
  if (unknown.length > 0) process.stderr.write(`No such scenario: ${unknown.join(', ')}.\n`);
  process.exit(unknown.length > 0 ? 2 : 0);
}

if (!(await ensureBuilt())) process.exit(1);

process.stdout.write(`Seed ${seed}. Repeat this run with --seed ${seed}.\n`);
const outcomes: Outcome[] = [];
for (const scenario of scenarios) {
  if (positionals.length > 0 && !positionals.includes(scenario.name)) continue;
  process.stdout.write(`\n${scenario.name}: ${scenario.about}\n`);
  const outcome = await runScenario(scenario, {
    tries: tries ?? scenario.tries.full,
    seed,
    progress: (text) => process.stdout.write(`  ${text}\n`),
  });
  outcomes.push(outcome);
  for (const failure of outcome.failures.slice(0, 20)) process.stdout.write(`  FAILED ${failure}\n`);
}

process.stdout.write('\nScenario        Tries  Failed   Seconds  Figures\n');
for (const { name, tries: tried, failures, seconds, figures } of outcomes) {
  const told = figures.map((figure) => {
    const goal = figure.most === undefined ? '' : ` (at most ${figure.most})`;
    return `${figure.name} ${Number(figure.value.toPrecision(3))} ${figure.unit}${goal}${isMissed(figure) ? ' MISSED' : ''}`;
  });
  const numbers = [
    String(tried).padStart(7),
    String(failures.length).padStart(8),
    seconds.toFixed(1).padStart(10),
  ];
  process.stdout.write(`${name.padEnd(14)}${numbers.join('')}  ${told.join('; ')}\n`);
}
if (outcomes.some(({ failures, figures }) => failures.length > 0 || figures.some(isMissed)))
  process.exitCode = 1;
