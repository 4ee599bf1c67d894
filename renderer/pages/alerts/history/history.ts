import type { AlertKind, CommandError, Episode, Result } from '../../../../shared/model/index.ts';

/** How many episodes the page shows at first, and adds with each "Show earlier". */
export const pageSize = 50;
const most = 500;

type LoadPage = (input: { before?: number; limit: number }) => Promise<Result<Episode[], CommandError>>;

export interface Loaded {
  /** Newest first. */
  episodes: Episode[];
  /** Whether there may be earlier ones. */
  more: boolean;
}

/** Merges the newest page into the known episodes: adds new ones and updates known ones. */
export function merged(known: readonly Episode[], fresh: readonly Episode[]): Episode[] {
  const all = new Map(known.map((episode) => [episode.id, episode]));
  for (const episode of fresh) all.set(episode.id, episode);
  return [...all.values()].sort((a, b) => b.raisedAt - a.raisedAt);
}

/**
 * Loads the page before the known episodes. Many episodes may share one instant, so it asks for the last known instant
 * again. With a kind, it continues until it has a page of that kind or there is nothing earlier.
 */
export async function earlier(
  loadPage: LoadPage,
  known: readonly Episode[],
  kind: AlertKind | null,
): Promise<Result<Loaded, CommandError>> {
  const wanted = count(known, kind) + pageSize;
  let episodes = [...known];
  for (;;) {
    const last = episodes.at(-1);
    const tied = episodes.filter(({ raisedAt }) => raisedAt === last?.raisedAt).length;
    const limit = kind === null ? Math.min(most, pageSize + tied) : most;
    const result = await loadPage({ limit, ...(last !== undefined && { before: last.raisedAt + 1 }) });
    if (!result.ok) return result;
    const next = merged(episodes, result.value);
    const more = result.value.length >= limit && next.length > episodes.length;
    episodes = next;
    if (!more || count(episodes, kind) >= wanted) return { ok: true, value: { episodes, more } };
  }
}

const count = (episodes: readonly Episode[], kind: AlertKind | null): number =>
  kind === null ? episodes.length : episodes.filter((episode) => episode.kind === kind).length;
