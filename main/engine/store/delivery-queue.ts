import { z } from 'zod';
import { type Notification, notificationSchema } from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { atomically, type Database, fromJson, readRows } from './schema.ts';

/**
 * A delivery that waited for longer is not tried any more. It is stored until that is certain: once a clock that was ahead is
 * right again, it goes on.
 */
export const lifetimeMs = dayMs;

/** One notification on its way to one channel. */
export interface Delivery {
  id: number;
  channel: string;
  notification: Notification;
  /** How often it was tried. */
  attempts: number;
  createdAt: number;
}

/** A delivery that a process claimed and has not finished. */
export interface ClaimedDelivery {
  id: number;
  holder: string;
  since: number;
}

/** The outbox: notifications on their way to channels. */
export interface DeliveryQueue {
  /** Queues a notification once per channel. One that is already queued stays as it is. */
  enqueue(
    notification: Notification,
    episodes: readonly string[],
    channels: readonly string[],
    now: number,
  ): void;
  /** The episodes that a notification is about. */
  episodesOf(notification: string): string[];
  notification(id: string): Notification | null;
  /** Claims the first delivery that is due for this channel, so that no other process takes it. Null: none is due. */
  claim(channel: string, holder: string, now: number): Delivery | null;
  /** When the next delivery for this channel is due; null: none is waiting. */
  nextDueAt(channel: string, now: number): number | null;
  /** Marks it as delivered. Returns true if it was withdrawn while it was being sent. */
  delivered(id: number, now: number): boolean;
  /** Records a failed attempt. `retryAt` null: give up. */
  notDelivered(id: number, error: string, retryAt: number | null, now: number): void;
  /** Records an attempt made without the queue, such as a test, in place of one with the same id; `error` null: it arrived. */
  recordAttempt(notification: Notification, channel: string, error: string | null, now: number): void;
  claimed(): ClaimedDelivery[];
  /** Releases a claim, so that it is retried at once. */
  requeue(id: number, now: number): void;
}

const text = z.string();
const deliveryRow = z.object({
  id: z.number(),
  channel: text,
  content: text,
  attempts: z.number(),
  createdAt: z.number(),
});
const claimedRow = z.object({ id: z.number(), holder: text, since: z.number() });
const episodeRow = z.object({ episode: text });
const dueRow = z.object({ at: z.number().nullable().catch(null) });

export function createDeliveryQueue(db: Database): DeliveryQueue {
  const statements = prepare(db);
  return {
    enqueue: (notification, episodes, channels, now) =>
      atomically(db, () => {
        const { id } = notification;
        for (const episode of episodes) statements.link.run(episode, id);
        const content = JSON.stringify(notification);
        for (const channel of channels) statements.enqueue.run(id, channel, content, now, now, now);
      }),
    episodesOf: (notification) =>
      readRows(episodeRow, statements.episodesOf.all(notification)).map(({ episode }) => episode),
    notification: (id) => fromJson(notificationSchema, statements.notification.get(id)?.content),
    claim: (channel, holder, now) =>
      atomically(db, () => {
        const row = deliveryRow.safeParse(statements.due.get({ channel, now }));
        if (!row.success) return null;
        const { content, ...delivery } = row.data;
        const notification = fromJson(notificationSchema, content);
        if (notification === null) {
          statements.end.run('failed', 'The stored notification could not be read.', now, delivery.id);
          return null;
        }
        return statements.claim.run(holder, now, delivery.id).changes === 1
          ? { ...delivery, notification, attempts: delivery.attempts + 1 }
          : null;
      }),
    nextDueAt: (channel, now) => dueRow.parse(statements.nextDue.get({ channel, now })).at,
    delivered: (id, now) => statements.end.get('delivered', null, now, id)?.withdrawn === 1,
    notDelivered: (id, error, retryAt, now) => {
      if (retryAt === null) statements.end.run('failed', error, now, id);
      else statements.retry.run(error, retryAt, now, id);
    },
    recordAttempt: (notification, channel, error, now) => {
      const state = error === null ? 'delivered' : 'failed';
      const content = JSON.stringify(notification);
      statements.record.run(notification.id, channel, content, state, now, error, now, now);
    },
    claimed: () => readRows(claimedRow, statements.claimed.all()),
    requeue: (id, now) => {
      statements.retry.run(null, now, now, id);
    },
  };
}

function prepare(db: Database) {
  return {
    link: db.prepare('INSERT OR IGNORE INTO notification_episodes VALUES (?, ?)'),
    episodesOf: db.prepare(
      'SELECT episode FROM notification_episodes WHERE notification = ? ORDER BY episode',
    ),
    enqueue: db.prepare(
      `INSERT OR IGNORE INTO deliveries (notification, channel, content, next_at, created_at, changed_at)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    notification: db.prepare('SELECT content FROM deliveries WHERE notification = ? LIMIT 1'),
    // If a row was changed in the future, the clock was set back, and it must not wait for that time.
    due: db.prepare(
      `SELECT id, channel, content, attempts, created_at AS createdAt FROM deliveries
       WHERE channel = :channel AND state = 'pending' AND (next_at <= :now OR changed_at > :now)
         AND created_at >= :now - ${lifetimeMs}
       ORDER BY id LIMIT 1`,
    ),
    claim: db.prepare(
      `UPDATE deliveries SET state = 'sending', attempts = attempts + 1, holder = ?, changed_at = ?
       WHERE id = ? AND state = 'pending'`,
    ),
    nextDue: db.prepare(
      `SELECT min(iif(changed_at > :now, min(:now, next_at), next_at)) AS at FROM deliveries
       WHERE channel = :channel AND state = 'pending' AND created_at >= :now - ${lifetimeMs}`,
    ),
    end: db.prepare(
      'UPDATE deliveries SET state = ?, error = ?, holder = NULL, changed_at = ? WHERE id = ? RETURNING withdrawn',
    ),
    retry: db.prepare(
      `UPDATE deliveries
       SET state = iif(withdrawn, 'withdrawn', 'pending'), error = ?, next_at = ?, holder = NULL, changed_at = ?
       WHERE id = ? AND state = 'sending'`,
    ),
    record: db.prepare(
      `INSERT OR REPLACE INTO deliveries (notification, channel, content, state, attempts, next_at, error, created_at, changed_at)
       VALUES (?, ?, ?, ?, 1, ?, ?, ?, ?)`,
    ),
    claimed: db.prepare("SELECT id, holder, changed_at AS since FROM deliveries WHERE state = 'sending'"),
  };
}
