import { z } from 'zod';
import { lifetimeMs } from './delivery-queue.ts';
import { atomically, type Database, readRows } from './schema.ts';

/** The delivery status of a channel. */
export interface ChannelStatus {
  lastAt: number | null;
  error: string | null;
  waiting: number;
}

/** A notification that a channel has delivered. */
export interface DeliveredNotification {
  notification: string;
  channel: string;
}

/** What is said of a delivery that was never tried. */
export const waitedTooLong = 'It could not be delivered for a day.';

/** Operations on all deliveries of a channel or of some episodes, and the channel's status. */
export interface ChannelDeliveries {
  /** Makes everything that waits for this channel due now. */
  retryNow(channel: string, now: number): void;
  /**
   * Cancels the notifications about these episodes, unless they are also about another open one. Returns those that were
   * already delivered, for the channel to withdraw.
   */
  withdraw(episodes: readonly string[], now: number): DeliveredNotification[];
  /** Cancels everything that waits for this channel. */
  withdrawChannel(channel: string, now: number): void;
  /** Ends waiting deliveries from before this instant, of this channel or all: as failed, or with `error` null as withdrawn. */
  expire(channel: string | null, before: number, error: string | null, now: number): void;
  channel(id: string, now: number): ChannelStatus;
  removeChannel(id: string): void;
}

const notificationRow = z.object({ notification: z.string() });
const deliveredRow = z.object({ notification: z.string(), channel: z.string() });
const instantRow = z.object({ at: z.number().nullable().catch(null) });

export function createChannelDeliveries(db: Database): ChannelDeliveries {
  const statements = prepare(db);
  return {
    retryNow: (channel, now) => {
      statements.retryNow.run(now, channel);
    },
    withdraw: (episodes, now) =>
      atomically(db, () => {
        const over = new Set(
          episodes.flatMap((episode) =>
            readRows(notificationRow, statements.overWith.all(episode)).map(
              ({ notification }) => notification,
            ),
          ),
        );
        return [...over].flatMap((notification) => {
          statements.withdraw.run(now, notification);
          return readRows(deliveredRow, statements.delivered.all(notification));
        });
      }),
    withdrawChannel: (channel, now) => {
      statements.withdrawChannel.run(now, channel);
    },
    expire: (channel, before, error, now) => {
      statements.expire.run({ channel, before, error, now });
    },
    channel: (id, now) => {
      const named = { channel: id, before: now - lifetimeMs };
      const last = statements.lastError.get({ ...named, waitedTooLong })?.error;
      return {
        lastAt: instantRow.parse(statements.lastDelivered.get(id)).at,
        error: typeof last === 'string' ? last : null,
        waiting: Number(statements.waiting.get(named)?.count ?? 0),
      };
    },
    removeChannel: (id) => {
      statements.remove.run(id);
    },
  };
}

function prepare(db: Database) {
  return {
    retryNow: db.prepare("UPDATE deliveries SET next_at = ? WHERE channel = ? AND state = 'pending'"),
    overWith: db.prepare(
      `SELECT notification FROM notification_episodes AS own WHERE episode = ? AND NOT EXISTS (
         SELECT 1 FROM notification_episodes AS other JOIN episodes ON episodes.id = other.episode
         WHERE other.notification = own.notification AND other.episode <> own.episode
           AND episodes.cleared_at IS NULL)`,
    ),
    withdraw: db.prepare(
      `UPDATE deliveries SET withdrawn = 1, changed_at = ?, state = iif(state = 'pending', 'withdrawn', state)
       WHERE notification = ? AND state IN ('pending', 'sending')`,
    ),
    delivered: db.prepare(
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
    // From the last attempt that ended, successful or not. What was never tried counts once it waited too long.
    lastError: db.prepare(
      `SELECT iif(attempts = 0, coalesce(error, :waitedTooLong), error) AS error FROM deliveries
       WHERE channel = :channel AND state IN ('pending', 'delivered', 'failed')
         AND (attempts > 0 OR error IS NOT NULL OR created_at < :before)
       ORDER BY changed_at DESC, id DESC LIMIT 1`,
    ),
    waiting: db.prepare(
      `SELECT count(*) AS count FROM deliveries
       WHERE channel = :channel AND (state = 'sending' OR (state = 'pending' AND created_at >= :before))`,
    ),
    remove: db.prepare('DELETE FROM deliveries WHERE channel = ?'),
  };
}
