import type { DatabaseSync } from 'node:sqlite';

/** Index n leads from `user_version` n to n + 1. */
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
];
export const schemaVersion = migrations.length;

/** Brings the tables up to date. Returns the file's version, which is higher than `schemaVersion` if a newer Fuelgauge wrote it. */
export function migrate(db: DatabaseSync): number {
  const version = Number(db.prepare('PRAGMA user_version').get()?.user_version);
  if (version >= schemaVersion) return version;
  transaction(db, () => {
    // Read again inside: another process may have been quicker.
    const found = Number(db.prepare('PRAGMA user_version').get()?.user_version);
    for (const step of migrations.slice(found)) db.exec(step);
    db.exec(`PRAGMA user_version = ${Math.max(found, schemaVersion)}`);
  });
  return schemaVersion;
}

/** All of the work or nothing of it. */
export function transaction<Value>(db: DatabaseSync, work: () => Value): Value {
  db.exec('BEGIN IMMEDIATE');
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.isTransaction) db.exec('ROLLBACK');
    throw error;
  }
}
