import type { Scenario } from '../scenario.ts';
import { damage } from './damage.ts';
import { kills } from './kills.ts';
import { parallel } from './parallel.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [damage, parallel, kills];
