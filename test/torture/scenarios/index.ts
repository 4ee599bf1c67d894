import type { Scenario } from '../scenario.ts';
import { answers } from './answers.ts';
import { clocks } from './clocks.ts';
import { damage } from './damage.ts';
import { fuzz } from './fuzz.ts';
import { kills } from './kills.ts';
import { load } from './load.ts';
import { parallel } from './parallel.ts';
import { requests } from './requests.ts';
import { usage } from './usage.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [
  fuzz,
  answers,
  damage,
  parallel,
  kills,
  clocks,
  usage,
  load,
  requests,
];
