import type { AccountState } from '../../../shared/model/index.ts';
import { compareStandingKeys } from '../../../shared/standing/index.ts';
import type { Observation } from './observations.ts';

/**
 * The states, most urgent first. Sorting starts from the order before, which is nearly the right one, so it costs little more
 * than one comparison for each account. The list keeps its identity while nothing in it changes.
 */
export function createOrder(): (observations: readonly Observation[]) => AccountState[] {
  let places = new Map<string, number>();
  let sorted: AccountState[] = [];
  return (observations) => {
    const placeOf = ({ state }: Observation) => places.get(state.id) ?? observations.length;
    const next = observations
      .toSorted((a, b) => placeOf(a) - placeOf(b))
      .sort((a, b) => compareStandingKeys(a.key, b.key))
      .map(({ state }) => state);
    if (next.length === sorted.length && next.every((state, index) => state === sorted[index])) return sorted;
    sorted = next;
    places = new Map(next.map(({ id }, index) => [id, index]));
    return sorted;
  };
}
