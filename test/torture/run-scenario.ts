import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { seeded } from '../../bench/random.ts';
import type { Figure, Scenario } from './scenario.ts';

export interface Outcome {
  name: string;
  tries: number;
  seconds: number;
  failures: string[];
  figures: Figure[];
}

/** Runs one scenario in a folder of its own. What it throws is a failure. */
export async function runScenario(
  scenario: Scenario,
  { tries, seed, progress }: { tries: number; seed: number; progress(text: string): void },
): Promise<Outcome> {
  const folder = mkdtempSync(join(tmpdir(), `fuelgauge-torture-${scenario.name}-`));
  const began = performance.now();
  const random = seeded(seed);
  const result = await scenario.run({ tries, random, folder, progress }).catch((error: unknown) => ({
    failures: [`it threw: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`],
  }));
  rmSync(folder, { recursive: true, force: true });
  const seconds = (performance.now() - began) / 1000;
  return { name: scenario.name, tries, seconds, figures: [], ...result };
}

/** Whether a figure is above the most that it may be. */
export const isMissed = ({ value, most }: Figure): boolean => most !== undefined && !(value <= most);
