import type { Scenario } from '../scenario.ts';
import { load } from './load.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [load];
