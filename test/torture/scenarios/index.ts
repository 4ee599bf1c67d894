import type { Scenario } from '../scenario.ts';
import { usage } from './usage.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [usage];
