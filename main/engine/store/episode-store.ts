import { type Episode, episodeSchema } from '../../../shared/model/index.ts';
import { type Database, fromJson } from './schema.ts';

export interface EpisodeStore {
  open(): Episode[];
  /** Episodes that are open, whose notification is due or held back, or that ended after this instant. */
  live(endedAfter: number): Episode[];
  episode(id: string): Episode | null;
  saveEpisode(episode: Episode): void;
  /** Newest first; `before` is exclusive. */
  episodes(query: {
    account?: string | undefined;
    /** Accounts to leave out. */
    except?: readonly string[];
    before?: number | undefined;
    limit: number;
  }): Episode[];
}

/** So many rows are remembered as read: more than thousands of accounts have open. */
const mostKnown = 10_000;

/**
 * Reads rows, and leaves out those that cannot be read: one damaged row must not silence the others. Most are the same at each
 * reading, so they are parsed once; an unchanged episode keeps its identity.
 */
function createEpisodeReader(): (rows: readonly Record<string, unknown>[]) => Episode[] {
  const known = new Map<unknown, Episode>();
  return (rows) => {
    if (known.size > mostKnown) known.clear();
    return rows.flatMap(({ episode: text }) => {
      const episode = known.get(text) ?? fromJson(episodeSchema, text);
      if (episode === null) return [];
      known.set(text, episode);
      return [episode];
    });
  };
}

export function createEpisodeStore(db: Database): EpisodeStore {
  const episodesFrom = createEpisodeReader();
  const open = db.prepare('SELECT episode FROM episodes WHERE cleared_at IS NULL ORDER BY raised_at, id');
  const live = db.prepare(
    `SELECT episode FROM episodes
     WHERE cleared_at IS NULL OR notification_state IN ('pending', 'held') OR cleared_at > ?
     ORDER BY raised_at, id`,
  );
  const one = db.prepare('SELECT episode FROM episodes WHERE id = ?');
  const save = db.prepare(
    `INSERT INTO episodes VALUES (?, ?, ?, ?, ?, ?, ?)
     ON CONFLICT (id) DO UPDATE SET
       cleared_at = excluded.cleared_at, notification_state = excluded.notification_state, episode = excluded.episode`,
  );
  const page = db.prepare(
    `SELECT episode FROM episodes WHERE raised_at < ? AND account NOT IN (SELECT value FROM json_each(?))
     ORDER BY raised_at DESC, id DESC LIMIT ?`,
  );
  const pageOf = db.prepare(
    'SELECT episode FROM episodes WHERE account = ? AND raised_at < ? ORDER BY raised_at DESC, id DESC LIMIT ?',
  );
  return {
    open: () => episodesFrom(open.all()),
    live: (endedAfter) => episodesFrom(live.all(endedAfter)),
    episode: (id) => episodesFrom(one.all(id))[0] ?? null,
    saveEpisode: (episode) => {
      const { id, account, key, raisedAt, clearedAt, notificationState } = episode;
      save.run(id, account, key, raisedAt, clearedAt, notificationState, JSON.stringify(episode));
    },
    episodes: ({ account, except = [], before, limit }) => {
      const until = before ?? Number.MAX_SAFE_INTEGER;
      return episodesFrom(
        account === undefined
          ? page.all(until, JSON.stringify(except), limit)
          : pageOf.all(account, until, limit),
      );
    },
  };
}
