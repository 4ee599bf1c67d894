import { expect, test } from 'vitest';
import { runScenario } from './run-scenario.ts';
import { scenarios } from './scenarios/index.ts';

// A few cases of every scenario of `npm run torture`, always the same ones.
const quick = scenarios.filter(({ tries }) => tries.quick > 0);

test.each(quick)('$name: $about', { timeout: 120_000 }, async (scenario) => {
  const outcome = await runScenario(scenario, {
    tries: scenario.tries.quick,
    seed: 20261128,
    progress: () => {},
  });
  expect(outcome.failures).toEqual([]);
});

test('every scenario has a name of its own', () => {
  expect(new Set(scenarios.map(({ name }) => name)).size).toBe(scenarios.length);
});
