import type { DatabaseSync, SQLInputValue } from 'node:sqlite';
import type { z } from 'zod';

export type Named = Record<string, SQLInputValue>;
export type Parameters = [Named] | SQLInputValue[];
type Row = Record<string, unknown>;

/** Like SQLite's, and compiled again when the file had to be replaced. */
export interface Statement {
  run(...parameters: Parameters): { changes: number };
  get(...parameters: Parameters): Row | undefined;
  all(...parameters: Parameters): Row[];
}

/**
 * The history's database. It notices when its file is damaged, deleted or replaced, by whomever, and goes on with what can be
 * saved of it. Statements and transactions then run again, so what was acknowledged is in the file that is there.
 */
export interface Database {
  prepare(sql: string): Statement;
  /** All or nothing. The work may run twice. */
  transaction<Value>(work: () => Value): Value;
  readonly isTransaction: boolean;
  /** Hardly waits for other processes from now on, because this one is ending. */
  hurry(): void;
  close(): void;
}

/** Index n migrates from `user_version` n to n + 1. Never change one that was released. */
const migrations: readonly string[] = [
  `
  CREATE TABLE readings (account TEXT PRIMARY KEY, reading TEXT NOT NULL) STRICT, WITHOUT ROWID;
  CREATE TABLE polls (
    account TEXT PRIMARY KEY, attempted_at INTEGER NOT NULL, failures INTEGER NOT NULL,
    error TEXT, error_since INTEGER, fingerprint TEXT
  ) STRICT, WITHOUT ROWID;
  -- hourly_until, daily_until: up to where samples were thinned out already
  CREATE TABLE pools (
    id INTEGER PRIMARY KEY, account TEXT NOT NULL, name TEXT NOT NULL,
    hourly_until INTEGER NOT NULL DEFAULT 0, daily_until INTEGER NOT NULL DEFAULT 0,
    UNIQUE (account, name)
  ) STRICT;
  -- clustered by pool and time: a chart reads one stretch of the file
  CREATE TABLE samples (
    pool INTEGER NOT NULL REFERENCES pools (id) ON DELETE CASCADE, t INTEGER NOT NULL, remaining REAL NOT NULL,
    PRIMARY KEY (pool, t)
  ) STRICT, WITHOUT ROWID;
  CREATE TABLE uses (
    account TEXT NOT NULL, id TEXT NOT NULL, at INTEGER NOT NULL, amount REAL NOT NULL, error TEXT,
    PRIMARY KEY (account, id)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uses_by_time ON uses (account, at);
  CREATE TABLE daily_use (
    account TEXT NOT NULL, day TEXT NOT NULL, amount REAL NOT NULL, PRIMARY KEY (account, day)
  ) STRICT, WITHOUT ROWID;
  `,
  `
  CREATE TABLE episodes (
    id TEXT PRIMARY KEY, account TEXT NOT NULL, key TEXT NOT NULL, raised_at INTEGER NOT NULL, cleared_at INTEGER,
    voice TEXT NOT NULL, episode TEXT NOT NULL
  ) STRICT, WITHOUT ROWID;
  CREATE UNIQUE INDEX episodes_open ON episodes (account, key) WHERE cleared_at IS NULL;
  CREATE INDEX episodes_by_time ON episodes (raised_at);
  CREATE INDEX episodes_by_end ON episodes (cleared_at);
  CREATE INDEX episodes_to_tell ON episodes (voice) WHERE voice IN ('waiting', 'held');
  -- the outbox: one row for each notification and carrier
  CREATE TABLE deliveries (
    id INTEGER PRIMARY KEY, notification TEXT NOT NULL, carrier TEXT NOT NULL, content TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'pending', attempts INTEGER NOT NULL DEFAULT 0, next_at INTEGER NOT NULL,
    error TEXT, owner TEXT, withdrawn INTEGER NOT NULL DEFAULT 0, created_at INTEGER NOT NULL, changed_at INTEGER NOT NULL,
    UNIQUE (notification, carrier)
  ) STRICT;
  CREATE INDEX deliveries_waiting ON deliveries (carrier, next_at) WHERE state IN ('pending', 'sending');
  CREATE INDEX deliveries_by_change ON deliveries (carrier, changed_at);
  -- which episodes a notification speaks of
  CREATE TABLE told (
    episode TEXT NOT NULL, notification TEXT NOT NULL, PRIMARY KEY (episode, notification)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX told_by_notification ON told (notification);
  -- the one process that decides on alerts
  CREATE TABLE keeper (
    id INTEGER PRIMARY KEY CHECK (id = 1), owner TEXT NOT NULL, seen_at INTEGER NOT NULL
  ) STRICT;
  `,
  // “Carrier” became “channel”.
  'ALTER TABLE deliveries RENAME COLUMN carrier TO channel;',
  // New names. Rows that are not JSON or lack the old fields stay as they are.
  `
  DROP INDEX IF EXISTS episodes_to_tell;
  ALTER TABLE episodes RENAME COLUMN voice TO notification_state;
  UPDATE episodes SET notification_state =
    CASE notification_state WHEN 'primed' THEN 'seeded' WHEN 'waiting' THEN 'pending' WHEN 'told' THEN 'notified'
      ELSE notification_state END;
  UPDATE episodes SET episode = json_remove(
    json_set(episode, '$.notificationState', notification_state, '$.notifiedLevel', json_extract(episode, '$.toldLevel')),
    '$.voice', '$.toldLevel')
  WHERE CASE WHEN json_valid(episode) THEN json_type(episode, '$.toldLevel') END = 'integer';
  CREATE INDEX episodes_to_notify ON episodes (notification_state) WHERE notification_state IN ('pending', 'held');
  ALTER TABLE deliveries RENAME COLUMN owner TO holder;
  DROP INDEX IF EXISTS told_by_notification;
  ALTER TABLE told RENAME TO notification_episodes;
  CREATE INDEX episodes_by_notification ON notification_episodes (notification);
  ALTER TABLE keeper RENAME TO evaluator_lease;
  ALTER TABLE evaluator_lease RENAME COLUMN owner TO holder;
  ALTER TABLE evaluator_lease RENAME COLUMN seen_at TO renewed_at;
  `,
  // Logged use is summed (shared/use-slots.ts); single entries are kept for 48 hours. Those that are here already stay
  // until they are forgotten in small steps. The codes are those that a ledger knew by then.
  `
  -- An older version stored whatever a script sent; what is no amount must not spoil a sum.
  DELETE FROM uses WHERE amount NOT BETWEEN 0 AND 1e15;
  ALTER TABLE uses ADD COLUMN logged_at INTEGER NOT NULL DEFAULT 0;
  ALTER TABLE uses ADD COLUMN marks INTEGER NOT NULL DEFAULT 0;
  UPDATE uses SET marks = 1 WHERE error IN ('daily_credit_cap_exceeded', 'credits_exhausted');
  CREATE TABLE use_slots (
    account TEXT NOT NULL, start INTEGER NOT NULL, first INTEGER NOT NULL, last INTEGER NOT NULL, amount REAL NOT NULL,
    entries INTEGER NOT NULL, succeeded_at INTEGER, error TEXT, error_at INTEGER, error_last INTEGER,
    PRIMARY KEY (account, start)
  ) STRICT, WITHOUT ROWID;
  CREATE INDEX uses_by_logging ON uses (account, logged_at) WHERE logged_at > 0;
  CREATE INDEX uses_by_error ON uses (account, error, at) WHERE marks = 1;
  CREATE TEMP TABLE codes (
    account TEXT NOT NULL, day INTEGER NOT NULL, start INTEGER NOT NULL, error TEXT NOT NULL, first INTEGER NOT NULL,
    last INTEGER NOT NULL, PRIMARY KEY (account, day, start)
  ) WITHOUT ROWID;
  INSERT OR IGNORE INTO codes
    SELECT account, at / 86400000, min(min(at) + 1, (at / 86400000) * 86400000 + 86399999), error, min(at), max(at)
    FROM uses WHERE marks = 1 GROUP BY account, at / 86400000, error;
  INSERT INTO use_slots
    SELECT account, start, min(at), max(at), sum(amount), count(*),
      max(CASE WHEN error IS NULL AND amount > 0 THEN at END), NULL, NULL, NULL
    FROM (
      SELECT account, at, amount, error, coalesce(
        (SELECT max(start) FROM codes WHERE account = uses.account AND day = uses.at / 86400000 AND start <= uses.at),
        (uses.at / 86400000) * 86400000) AS start
      FROM uses)
    GROUP BY account, start;
  INSERT INTO use_slots
    SELECT account, start, start, start, 0, 0, NULL, error, first, last FROM codes WHERE true
    ON CONFLICT DO UPDATE SET error = excluded.error, error_at = excluded.error_at, error_last = excluded.error_last;
  DROP TABLE codes;
  `,
  // The days that are too old to be kept singly are one sum, with what they have left (shared/ledger.ts, Opening).
  'ALTER TABLE use_slots ADD COLUMN opening TEXT;',
  // When Fuelgauge ran, once a day: without accounts nothing else tells that time passes.
  'CREATE TABLE run_days (day INTEGER PRIMARY KEY, t INTEGER NOT NULL) STRICT;',
];
export const schemaVersion = migrations.length;

/** Migrates the tables. Returns the file's version, which is above `schemaVersion` if a newer Fuelgauge wrote it. */
export function migrate(db: DatabaseSync): number {
  const version = userVersion(db);
  if (version >= schemaVersion) return version;
  migrateTo(db, schemaVersion);
  return schemaVersion;
}

/** Migrates the tables up to this version. */
export function migrateTo(db: DatabaseSync, version: number): void {
  db.exec('BEGIN IMMEDIATE');
  try {
    // Read inside the transaction, because another process may have been faster.
    const found = userVersion(db);
    for (const step of migrations.slice(found, version)) db.exec(step);
    db.exec(`PRAGMA user_version = ${Math.max(found, version)}`);
    db.exec('COMMIT');
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}

const userVersion = (db: DatabaseSync) => Number(db.prepare('PRAGMA user_version').get()?.user_version);

/** Runs the work in a transaction: all of it or nothing. If the file has to be replaced meanwhile, the work runs again. */
export const transaction = <Value>(db: Database, work: () => Value): Value => db.transaction(work);

/** Like `transaction`, but joins a transaction that is already open. */
export const atomically = <Value>(db: Database, work: () => Value): Value =>
  db.isTransaction ? work() : db.transaction(work);

/** Parses a JSON column. Null if it is empty, not JSON, or does not match the schema. */
export function fromJson<Value>(schema: z.ZodType<Value>, text: unknown): Value | null {
  if (typeof text !== 'string') return null;
  try {
    const parsed = schema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data : null;
  } catch {
    return null;
  }
}

/** Parses rows and leaves out those that do not match the schema; `skipped` gets their number, if there are any. */
export function readRows<Value>(
  schema: z.ZodType<Value>,
  rows: readonly unknown[],
  skipped: (count: number) => void = () => {},
): Value[] {
  const read = rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
  if (read.length < rows.length) skipped(rows.length - read.length);
  return read;
}
