import type { AccountState } from '../../../shared/model/index.ts';
import { compareStandingKeys } from '../../../shared/standing/index.ts';
import type { Observation } from './observations.ts';

/**
 * The states, most urgent first. Sorting starts from the order before, which is nearly the right one, so it costs little more
 * than one comparison for each account. The list keeps its identity while nothing in it changes.
 */
export function createOrder(): (observations: readonly Observation[]) => AccountState[] {
  let before: readonly Observation[] = [];
  let sorted: AccountState[] = [];
  return (observations) => {
    if (isSame(observations, before)) return sorted;
    before = observations;
    const left = new Map(observations.map((observation) => [observation.state.id, observation]));
    const known = sorted.flatMap(({ id }) => {
      const observation = left.get(id);
      left.delete(id);
      return observation ? [observation] : [];
    });
    const next = [...known, ...left.values()]
      .sort((a, b) => compareStandingKeys(a.key, b.key))
      .map(({ state }) => state);
    if (!isSame(next, sorted)) sorted = next;
    return sorted;
  };
}

const isSame = (some: readonly unknown[], others: readonly unknown[]): boolean =>
  some.length === others.length && some.every((one, index) => one === others[index]);
