import { deepEqual } from 'fast-equals';
import type { Episode } from '../../../shared/model/index.ts';

/** The open episodes of each account, as the shells show them. */
export interface OpenEpisodes {
  of(account: string): readonly Episode[];
  replace(episodes: readonly Episode[]): void;
  remove(account: string): void;
}

export function createOpenEpisodes(
  episodes: readonly Episode[],
  onChange: (accounts: readonly string[]) => void,
): OpenEpisodes {
  let open = Map.groupBy(episodes, ({ account }) => account);
  const none: readonly Episode[] = [];
  return {
    of: (account) => open.get(account) ?? none,
    replace(episodes) {
      const next = Map.groupBy(episodes, ({ account }) => account);
      const changed = [...open.keys()].filter((account) => !next.has(account));
      for (const [account, own] of next) {
        const before = open.get(account);
        // What is equal keeps its identity, so that only the accounts with changes are worked out again.
        if (before !== undefined && deepEqual(before, own)) next.set(account, before);
        else changed.push(account);
      }
      if (changed.length === 0) return;
      open = next;
      onChange(changed);
    },
    remove: (account) => {
      open.delete(account);
    },
  };
}
