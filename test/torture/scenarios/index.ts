import type { Scenario } from '../scenario.ts';
import { requests } from './requests.ts';

/** Every scenario, in the order in which they run. */
export const scenarios: readonly Scenario[] = [requests];
