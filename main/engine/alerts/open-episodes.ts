import { isDeepStrictEqual } from 'node:util';
import type { Episode } from '../../../shared/model/index.ts';

/** The open episodes of each account, as the shells show them. */
export interface OpenEpisodes {
  of(account: string): readonly Episode[];
  replace(episodes: readonly Episode[]): void;
  remove(account: string): void;
}

export function createOpenEpisodes(episodes: readonly Episode[], onChange: () => void): OpenEpisodes {
  let open = Map.groupBy(episodes, ({ account }) => account);
  return {
    of: (account) => open.get(account) ?? [],
    replace(episodes) {
      const next = Map.groupBy(episodes, ({ account }) => account);
      if (isDeepStrictEqual(next, open)) return;
      open = next;
      onChange();
    },
    remove: (account) => {
      open.delete(account);
    },
  };
}
