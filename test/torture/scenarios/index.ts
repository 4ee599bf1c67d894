import type { Scenario } from '../scenario.ts';
import { answers } from './answers.ts';
import { fuzz } from './fuzz.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [answers, fuzz];
