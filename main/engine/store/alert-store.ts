import type { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  type Episode,
  episodeSchema,
  type Notification,
  notificationSchema,
} from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { fromJson, transaction } from './schema.ts';

/** One notification on its way to one channel. */
export interface Delivery {
  id: number;
  channel: string;
  notification: Notification;
  /** How often it was tried. */
  attempts: number;
  createdAt: number;
}

/** A delivery that was begun and not ended: by whom, and since when. */
export interface BegunDelivery {
  id: number;
  owner: string;
  since: number;
}

/** How one channel fares. */
export interface ChannelRecord {
  lastAt: number | null;
  error: string | null;
  waiting: number;
}

/** Episodes and the outbox of notifications. Every call is one transaction; all times are epoch milliseconds. */
export interface AlertStore {
  /** Several calls in one transaction. Others who want to write wait. */
  atomically<Value>(work: () => Value): Value;
  /**
   * True for the one owner who decides: whoever holds the office already, or takes it because nobody else has shown up
   * for `leaseMs`, or because the one who held it is `gone`.
   */
  keep(owner: string, now: number, leaseMs: number, gone: (owner: string) => boolean): boolean;
  leave(owner: string): void;

  open(): Episode[];
  /** Those that hold, are still to be told, or ended after this instant. */
  live(endedAfter: number): Episode[];
  episode(id: string): Episode | null;
  saveEpisode(episode: Episode): void;
  /** Newest first; `before` is exclusive. */
  episodes(query: { account?: string | undefined; before?: number | undefined; limit: number }): Episode[];

  /** Puts a notification into the outbox, once for each channel. One that is there already stays as it is. */
  post(
    notification: Notification,
    episodes: readonly string[],
    channels: readonly string[],
    now: number,
  ): void;
  /** The episodes that a notification speaks of. */
  episodesOf(notification: string): string[];
  notification(id: string): Notification | null;
  /** Takes the delivery that is due first for this channel, and nobody else gets it. Null: none is due. */
  claim(channel: string, owner: string, now: number): Delivery | null;
  /** When the next delivery for this channel is due; null: none waits. */
  nextDueAt(channel: string, now: number): number | null;
  /** True where it was withdrawn while it was being sent. */
  delivered(id: number, now: number): boolean;
  /** `retryAt` null: given up. */
  notDelivered(id: number, error: string, retryAt: number | null, now: number): void;
  /** A delivery that went past the outbox, as a test does; `error` null: it arrived. */
  note(notification: Notification, channel: string, error: string | null, now: number): void;
  begun(): BegunDelivery[];
  /** Back into the outbox, to be tried again at once. */
  putBack(id: number, now: number): void;
  /** All that waits for this channel is due now. */
  hurry(channel: string, now: number): void;
  /**
   * Notifications that speak of one of these episodes, and of no other that still holds, are not sent any more. Returns
   * those that some channel has already, for it to take back.
   */
  withdraw(episodes: readonly string[], now: number): { notification: string; channel: string }[];
  /** Nothing that waits for this channel is sent any more. */
  withdrawChannel(channel: string, now: number): void;
  /** Deliveries for this channel, or any, that were posted before this instant and still wait: failed, or `error` null: withdrawn. */
  expire(channel: string | null, before: number, error: string | null, now: number): void;
  channel(id: string): ChannelRecord;
  removeChannel(id: string): void;
  removeAccount(account: string): void;
  compact(now: number): void;
}

const episodeDays = 400;
const deliveryDays = 30;

const text = z.string();
const deliveryRow = z.object({
  id: z.number(),
  channel: text,
  content: text,
  attempts: z.number(),
  createdAt: z.number(),
});
const begunRow = z.object({ id: z.number(), owner: text, since: z.number() });
const instantRow = z.object({ at: z.number().nullable() });
const keeperRow = z.object({ owner: text, seenAt: z.number() });
const sentRow = z.object({ notification: text, channel: text });

/** What cannot be read is left out: one damaged row must not silence all the others. */
function episodesFrom(rows: readonly Record<string, unknown>[]): Episode[] {
  return rows.flatMap((row) => {
    const parsed = fromJson(episodeSchema, row.episode);
    return parsed === null ? [] : [parsed];
  });
}

export function createAlertStore(db: DatabaseSync): AlertStore {
  const statements = prepareAll(db);
  /** Joins a transaction that is under way. */
  const atomically = <Value>(work: () => Value): Value => (db.isTransaction ? work() : transaction(db, work));

  return {
    atomically,
    keep: (owner, now, leaseMs, gone) =>
      atomically(() => {
        const kept = keeperRow.safeParse(statements.keeper.get());
        const free =
          !kept.success ||
          kept.data.owner === owner ||
          // Also where the clock was set back since.
          Math.abs(now - kept.data.seenAt) > leaseMs ||
          gone(kept.data.owner);
        if (free) statements.keep.run(owner, now);
        return free;
      }),
    leave: (owner) => {
      statements.leave.run(owner);
    },

    open: () => episodesFrom(statements.open.all()),
    live: (endedAfter) => episodesFrom(statements.live.all(endedAfter)),
    episode: (id) => episodesFrom(statements.episode.all(id))[0] ?? null,
    saveEpisode: (episode) => {
      const { id, account, key, raisedAt, clearedAt, voice } = episode;
      statements.saveEpisode.run(id, account, key, raisedAt, clearedAt, voice, JSON.stringify(episode));
    },
    episodes: ({ account, before, limit }) => {
      const until = before ?? Number.MAX_SAFE_INTEGER;
      return episodesFrom(
        account === undefined
          ? statements.page.all(until, limit)
          : statements.pageOf.all(account, until, limit),
      );
    },

    post: (notification, episodes, channels, now) =>
      atomically(() => {
        const { id } = notification;
        for (const episode of episodes) statements.addTold.run(episode, id);
        for (const channel of channels)
          statements.post.run(id, channel, JSON.stringify(notification), now, now, now);
      }),
    episodesOf: (notification) =>
      z
        .array(z.object({ episode: text }))
        .parse(statements.toldBy.all(notification))
        .map(({ episode }) => episode),
    notification: (id) => fromJson(notificationSchema, statements.notification.get(id)?.content),
    claim: (channel, owner, now) =>
      atomically(() => {
        const row = deliveryRow.safeParse(statements.due.get({ channel, now }));
        if (!row.success) return null;
        const { content, ...delivery } = row.data;
        const notification = fromJson(notificationSchema, content);
        if (notification === null) {
          statements.ended.run('failed', 'It could not be read.', now, delivery.id);
          return null;
        }
        return statements.claim.run(owner, now, delivery.id).changes === 1
          ? { ...delivery, notification, attempts: delivery.attempts + 1 }
          : null;
      }),
    nextDueAt: (channel, now) => instantRow.parse(statements.nextDue.get({ channel, now })).at,
    delivered: (id, now) => statements.ended.get('delivered', null, now, id)?.withdrawn === 1,
    notDelivered: (id, error, retryAt, now) => {
      if (retryAt === null) statements.ended.run('failed', error, now, id);
      else statements.retry.run(error, retryAt, now, id);
    },
    note: (notification, channel, error, now) => {
      const state = error === null ? 'delivered' : 'failed';
      statements.note.run(
        notification.id,
        channel,
        JSON.stringify(notification),
        state,
        now,
        error,
        now,
        now,
      );
    },
    begun: () => z.array(begunRow).parse(statements.begun.all()),
    putBack: (id, now) => {
      statements.retry.run(null, now, now, id);
    },
    hurry: (channel, now) => {
      statements.hurry.run(now, channel);
    },
    withdraw: (episodes, now) =>
      atomically(() => {
        const over = new Set<string>();
        for (const episode of episodes)
          for (const { notification } of z
            .array(z.object({ notification: text }))
            .parse(statements.overBecauseOf.all(episode)))
            over.add(notification);
        const sent: z.infer<typeof sentRow>[] = [];
        for (const notification of over) {
          statements.withdraw.run(now, notification);
          sent.push(...z.array(sentRow).parse(statements.sent.all(notification)));
        }
        return sent;
      }),
    withdrawChannel: (channel, now) => {
      statements.withdrawChannel.run(now, channel);
    },
    expire: (channel, before, error, now) => {
      statements.expire.run({ channel, before, error, now });
    },
    channel: (id) => {
      const last = statements.lastError.get(id)?.error;
      return {
        lastAt: instantRow.parse(statements.lastDelivered.get(id)).at,
        error: typeof last === 'string' ? last : null,
        waiting: Number(statements.waiting.get(id)?.count ?? 0),
      };
    },
    removeChannel: (id) => {
      statements.removeChannel.run(id);
    },
    removeAccount: (account) =>
      atomically(() => {
        for (const remove of statements.removeAccount) remove.run(account);
      }),
    compact: (now) =>
      atomically(() => {
        statements.oldEpisodes.run(now - episodeDays * dayMs);
        statements.oldDeliveries.run(now - deliveryDays * dayMs);
        statements.looseEnds.run();
      }),
  };
}

function prepareAll(db: DatabaseSync) {
  const delivery = 'id, channel, content, attempts, created_at AS createdAt';
  return {
    keeper: db.prepare('SELECT owner, seen_at AS seenAt FROM keeper'),
    keep: db.prepare('INSERT OR REPLACE INTO keeper VALUES (1, ?, ?)'),
    leave: db.prepare('DELETE FROM keeper WHERE owner = ?'),

    open: db.prepare('SELECT episode FROM episodes WHERE cleared_at IS NULL ORDER BY raised_at, id'),
    live: db.prepare(
      `SELECT episode FROM episodes
       WHERE cleared_at IS NULL OR voice IN ('waiting', 'held') OR cleared_at > ? ORDER BY raised_at, id`,
    ),
    episode: db.prepare('SELECT episode FROM episodes WHERE id = ?'),
    saveEpisode: db.prepare(
      `INSERT INTO episodes VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (id) DO UPDATE SET cleared_at = excluded.cleared_at, voice = excluded.voice, episode = excluded.episode`,
    ),
    page: db.prepare(
      'SELECT episode FROM episodes WHERE raised_at < ? ORDER BY raised_at DESC, id DESC LIMIT ?',
    ),
    pageOf: db.prepare(
      'SELECT episode FROM episodes WHERE account = ? AND raised_at < ? ORDER BY raised_at DESC, id DESC LIMIT ?',
    ),

    addTold: db.prepare('INSERT OR IGNORE INTO told VALUES (?, ?)'),
    toldBy: db.prepare('SELECT episode FROM told WHERE notification = ? ORDER BY episode'),
    post: db.prepare(
      `INSERT OR IGNORE INTO deliveries (notification, channel, content, next_at, created_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    notification: db.prepare('SELECT content FROM deliveries WHERE notification = ? LIMIT 1'),
    // A row that was changed in the future tells that the clock was set back: it must not wait for that future.
    due: db.prepare(
      `SELECT ${delivery} FROM deliveries
       WHERE channel = :channel AND state = 'pending' AND (next_at <= :now OR changed_at > :now)
       ORDER BY id LIMIT 1`,
    ),
    claim: db.prepare(
      `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, owner = ?, changed_at = ?
       WHERE id = ? AND state = 'pending'`,
    ),
    nextDue: db.prepare(
      `SELECT min(iif(changed_at > :now, min(:now, next_at), next_at)) AS at FROM deliveries
       WHERE channel = :channel AND state = 'pending'`,
    ),
    ended: db.prepare(
      'UPDATE deliveries SET state = ?, error = ?, owner = NULL, changed_at = ? WHERE id = ? RETURNING withdrawn',
    ),
    retry: db.prepare(
      `UPDATE deliveries SET state = iif(withdrawn, 'withdrawn', 'pending'), error = ?, next_at = ?, owner = NULL, changed_at = ?
       WHERE id = ? AND state = 'sending'`,
    ),
    note: db.prepare(
      `INSERT INTO deliveries (notification, channel, content, state, attempts, next_at, error, created_at, changed_at)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    ),
    begun: db.prepare("SELECT id, owner, changed_at AS since FROM deliveries WHERE state = 'sending'"),
    hurry: db.prepare("UPDATE deliveries SET next_at = ? WHERE channel = ? AND state = 'pending'"),
    overBecauseOf: db.prepare(
      `SELECT notification FROM told WHERE episode = ? AND NOT EXISTS (
         SELECT 1 FROM told AS other JOIN episodes ON episodes.id = other.episode
         WHERE other.notification = told.notification AND other.episode <> told.episode
           AND episodes.cleared_at IS NULL)`,
    ),
    withdraw: db.prepare(
      `UPDATE deliveries SET withdrawn = 1, changed_at = ?, state = iif(state = 'pending', 'withdrawn', state)
       WHERE notification = ? AND state IN ('pending', 'sending')`,
    ),
    sent: db.prepare(
      "SELECT notification, channel FROM deliveries WHERE notification = ? AND state = 'delivered'",
    ),
    withdrawChannel: db.prepare(
      "UPDATE deliveries SET state = 'withdrawn', changed_at = ? WHERE channel = ? AND state = 'pending'",
    ),
    expire: db.prepare(
      `UPDATE deliveries
       SET state = iif(:error IS NULL, 'withdrawn', 'failed'), error = coalesce(error, :error), changed_at = :now
       WHERE state = 'pending' AND created_at < :before AND channel = coalesce(:channel, channel)`,
    ),
    lastDelivered: db.prepare(
      "SELECT max(changed_at) AS at FROM deliveries WHERE channel = ? AND state = 'delivered'",
    ),
    // Of the attempt that ended last, whatever became of it; what was never tried says nothing.
    lastError: db.prepare(
      `SELECT error FROM deliveries
       WHERE channel = ? AND state IN ('pending', 'delivered', 'failed') AND (attempts > 0 OR error IS NOT NULL)
       ORDER BY changed_at DESC, id DESC LIMIT 1`,
    ),
    waiting: db.prepare(
      "SELECT count(*) AS count FROM deliveries WHERE channel = ? AND state IN ('pending', 'sending')",
    ),
    removeChannel: db.prepare('DELETE FROM deliveries WHERE channel = ?'),
    removeAccount: [
      'DELETE FROM told WHERE episode IN (SELECT id FROM episodes WHERE account = ?)',
      'DELETE FROM episodes WHERE account = ?',
      "DELETE FROM deliveries WHERE state = 'pending' AND json_extract(content, '$.account') = ?",
    ].map((statement) => db.prepare(statement)),
    oldEpisodes: db.prepare('DELETE FROM episodes WHERE cleared_at < ?'),
    oldDeliveries: db.prepare('DELETE FROM deliveries WHERE created_at < ?'),
    looseEnds: db.prepare('DELETE FROM told WHERE notification NOT IN (SELECT notification FROM deliveries)'),
  };
}
