import type { Scenario } from '../scenario.ts';
import { clocks } from './clocks.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [clocks];
