import { z } from 'zod';
import { type Database, readRows, transaction } from './schema.ts';

/** Rows deleted in one transaction, and pages given back in one: neither other processes nor the page wait long. */
const rowsAtOnce = 5000;
const pagesAtOnce = 500;

/** Deletes what is stored of an account, and gives the space of what was deleted back to the disk. */
export interface Removal {
  /** Deletes some of what is stored of an account. True: there is more. */
  removeSome(account: string): boolean;
  /** Makes the file a little smaller, if pages are free. True: there are more. */
  giveBackSome(): boolean;
  /** Empties the write-ahead log, which still has what was overwritten. False: another process is reading. */
  emptyLog(): boolean;
}

export function createRemoval(db: Database): Removal {
  const statements = prepare(db);
  return {
    removeSome: (account) =>
      transaction(db, () => {
        // They know their notifications only by the account's episodes.
        for (const statement of statements.notifications) statement.run(account);
        const pools = readRows(poolRow, statements.pools.all(account)).map(({ id }) => id);
        const changed = [
          ...pools.map((pool) => statements.samples.run({ pool }).changes),
          ...statements.long.map((statement) => statement.run({ account }).changes),
        ];
        if (changed.some((rows) => rows >= rowsAtOnce)) return true;
        for (const statement of statements.rest) statement.run(account);
        return false;
      }),
    giveBackSome: () => {
      const free = freePages.parse(statements.free.get()).freelist_count;
      if (free === 0) return false;
      statements.giveBack.all();
      const left = freePages.parse(statements.free.get()).freelist_count;
      return left > 0 && left < free;
    },
    emptyLog: () => {
      // It would wait for readers, and everything else here with it.
      const { timeout } = busyTimeout.parse(statements.timeout.get());
      statements.impatient.get();
      try {
        return checkpoint.parse(statements.emptyLog.get()).busy === 0;
      } finally {
        db.prepare(`PRAGMA busy_timeout = ${timeout}`).get();
      }
    },
  };
}

const poolRow = z.object({ id: z.number() });
const freePages = z.object({ freelist_count: z.number() });
const busyTimeout = z.object({ timeout: z.number() });
const checkpoint = z.object({ busy: z.number() });

function prepare(db: Database) {
  const own = `SELECT notification FROM notification_episodes
    WHERE episode IN (SELECT id FROM episodes WHERE account = ?)`;
  return {
    notifications: [
      // What waits together with alerts of other accounts is told anew, without this one.
      `UPDATE episodes SET notification_state = 'pending',
         episode = json_set(episode, '$.notificationState', 'pending', '$.notifiedLevel', -1)
       WHERE cleared_at IS NULL AND notification_state = 'notified' AND json_valid(episode)
         AND json_extract(episode, '$.acknowledgedAt') IS NULL AND id IN (
           SELECT episode FROM notification_episodes JOIN deliveries USING (notification)
           WHERE state IN ('pending', 'sending') AND notification IN (${own}))`,
      `DELETE FROM deliveries WHERE notification IN (${own})`,
      "DELETE FROM deliveries WHERE json_valid(content) AND json_extract(content, '$.account') = ?",
      `DELETE FROM notification_episodes WHERE notification IN (${own})`,
    ].map((sql) => db.prepare(sql)),
    pools: db.prepare('SELECT id FROM pools WHERE account = ?'),
    samples: db.prepare(
      `DELETE FROM samples WHERE pool = :pool AND t <= coalesce(
         (SELECT t FROM samples WHERE pool = :pool ORDER BY t LIMIT 1 OFFSET ${rowsAtOnce - 1}), 9e15)`,
    ),
    long: ['uses', 'episodes'].map((table) =>
      db.prepare(
        `DELETE FROM ${table} WHERE account = :account AND id IN
           (SELECT id FROM ${table} WHERE account = :account LIMIT ${rowsAtOnce})`,
      ),
    ),
    rest: ['readings', 'polls', 'pools', 'use_slots', 'daily_use'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE account = ?`),
    ),
    free: db.prepare('PRAGMA freelist_count'),
    giveBack: db.prepare(`PRAGMA incremental_vacuum(${pagesAtOnce})`),
    timeout: db.prepare('PRAGMA busy_timeout'),
    impatient: db.prepare('PRAGMA busy_timeout = 20'),
    emptyLog: db.prepare('PRAGMA wal_checkpoint(TRUNCATE)'),
  };
}
