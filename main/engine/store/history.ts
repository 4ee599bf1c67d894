import { closeSync, openSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { z } from 'zod';
import {
  type CommandError,
  type DayUse,
  dayUseSchema,
  fail,
  ok,
  type ReadError,
  type Reading,
  type Result,
  readErrorSchema,
  readingSchema,
} from '../../../shared/model/index.ts';
import { dayMs, hourMs } from '../../../shared/time/index.ts';
import { type AlertStore, createAlertStore } from './alert-store.ts';
import { fileStamp, notWritable } from './files.ts';
import { withLockSync } from './lock.ts';
import { fromJson, migrate, schemaVersion, transaction } from './schema.ts';
import { createUses, type Uses } from './uses.ts';

export interface PollRecord {
  attemptedAt: number;
  /** How many polls in a row have failed. */
  failures: number;
  error: ReadError | null;
  errorSince: number | null;
  /** Identifies the credential that was used. */
  fingerprint: string | null;
}
export interface Sample {
  t: number;
  remaining: number;
}

/** Readings and events, in SQLite. Every write is one transaction; all times are epoch milliseconds. */
export interface History extends Uses {
  /** Episodes and the outbox of notifications. */
  readonly alerts: AlertStore;
  saveReading(account: string, reading: Reading, samples: { pool: string; remaining: number }[]): void;
  addSamples(account: string, at: number, samples: { pool: string; remaining: number }[]): void;
  /** Null: there is none yet, or it cannot be read. */
  lastReading(account: string): Reading | null;
  pollRecord(account: string): PollRecord | null;
  savePollRecord(account: string, record: PollRecord): void;
  /** At most `points` (2 or more) real samples, ascending: the first, the last, and the lowest and highest of each stretch. */
  samples(account: string, pool: string, from: number, to: number, points: number): Sample[];
  /** All stored samples, by pool, ascending. */
  allSamples(account: string): { pool: string; t: number; remaining: number }[];
  saveDailyUse(account: string, days: DayUse[]): void;
  /** Ascending. */
  dailyUse(account: string): DayUse[];
  /** Keeps all samples for 30 days, then the last of each hour, and after 400 days the last of each day (UTC). */
  compact(now: number): void;
  removeAccount(account: string): void;
  close(): void;
}

/**
 * Opens the database, or creates it. A damaged one is set aside, with a notice that names it, and a new one is created.
 * Fails if the file cannot be used, or if a newer Fuelgauge wrote it.
 */
export function openHistory(file: string): Result<{ history: History; notice: string | null }, CommandError> {
  return withLockSync<{ history: History; notice: string | null }>(dirname(file), () => {
    const opened = openDatabase(file);
    if (opened.ok) return ok({ history: createHistory(opened.value), notice: null });
    if (opened.error !== 'damaged') return fail(opened.error);
    try {
      const aside = basename(file).replace(/(\.db)?$/, `.damaged-${fileStamp(Date.now())}.db`);
      renameSync(file, join(dirname(file), aside));
      // Both belong to the old file; next to the new one they would damage it.
      for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
      const fresh = openDatabase(file);
      if (!fresh.ok)
        return fail(fresh.error === 'damaged' ? notWritable(`The history file ${file}`, null) : fresh.error);
      const notice = `Your history was damaged. It was set aside as ${aside}, and a new one was started.`;
      return ok({ history: createHistory(fresh.value), notice });
    } catch (error) {
      return fail(notWritable(`The history file ${file}`, error));
    }
  });
}

function openDatabase(file: string): Result<DatabaseSync, 'damaged' | CommandError> {
  let db: DatabaseSync | undefined;
  try {
    // Created here so that only its owner can read it; SQLite gives its side files the same mode.
    closeSync(openSync(file, 'a', 0o600));
    db = new DatabaseSync(file, { timeout: 5000 });
    db.exec('PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    const version = migrate(db);
    if (version > schemaVersion) {
      db.close();
      return fail({
        kind: 'not-supported',
        message: `The history file ${file} was written by a newer version. Update Fuelgauge. The file was not changed.`,
      });
    }
    // Reads every table, so that a truncated file is noticed here and not at the first poll.
    for (const table of ['readings', 'polls', 'use_slots', 'daily_use'])
      db.prepare(`SELECT * FROM ${table}`).all();
    for (const table of ['uses', 'episodes', 'deliveries', 'notification_episodes', 'evaluator_lease'])
      db.prepare(`SELECT * FROM ${table} LIMIT 1`).all();
    db.prepare('SELECT id, (SELECT max(t) FROM samples WHERE pool = id) FROM pools').all();
    return ok(db);
  } catch (error) {
    if (db?.isOpen) db.close();
    return fail(isDamage(error) ? 'damaged' : notWritable(`The history file ${file}`, error));
  }
}

/** SQLITE_ERROR (a table is missing), SQLITE_CORRUPT and SQLITE_NOTADB, without their extended bits. */
const isDamage = (error: unknown) =>
  error instanceof Error &&
  'errcode' in error &&
  typeof error.errcode === 'number' &&
  [1, 11, 26].includes(error.errcode & 0xff);

const rawDays = 30;
const hourlyDays = 400;

const sampleRow = z.object({ t: z.number(), remaining: z.number() });
const pollRow = z.object({
  attemptedAt: z.number(),
  failures: z.number(),
  error: z.string().nullable(),
  errorSince: z.number().nullable(),
  fingerprint: z.string().nullable(),
});
const poolRow = z.object({ id: z.number() });

type Statements = ReturnType<typeof prepareAll>;
interface HistoryParts {
  db: DatabaseSync;
  statements: Statements;
  alerts: AlertStore;
}

function createHistory(db: DatabaseSync): History {
  const parts: HistoryParts = { db, statements: prepareAll(db), alerts: createAlertStore(db) };
  const { statements, alerts } = parts;
  return {
    alerts,
    ...readingsIn(parts),
    ...samplesIn(parts),
    ...dailyUseIn(parts),
    ...createUses(db),
    compact: (now) => compact(parts, now),
    removeAccount: (account) =>
      transaction(db, () => {
        for (const remove of statements.removeAccount) remove.run(account);
        alerts.removeAccount(account);
      }),
    close: () => {
      if (db.isOpen) db.close();
    },
  };
}

function readingsIn({
  db,
  statements,
}: HistoryParts): Pick<History, 'saveReading' | 'lastReading' | 'pollRecord' | 'savePollRecord'> {
  return {
    saveReading: (account, reading, samples) =>
      transaction(db, () => {
        statements.saveReading.run(account, JSON.stringify(reading));
        insertSamples(statements, account, reading.at, samples);
      }),
    lastReading: (account) => fromJson(readingSchema, statements.lastReading.get(account)?.reading),
    pollRecord: (account) => {
      const row = pollRow.safeParse(statements.pollRecord.get(account));
      return row.success ? { ...row.data, error: fromJson(readErrorSchema, row.data.error) } : null;
    },
    savePollRecord: (account, { attemptedAt, failures, error, errorSince, fingerprint }) => {
      const json = error && JSON.stringify(error);
      statements.savePollRecord.run(account, attemptedAt, failures, json, errorSince, fingerprint);
    },
  };
}

function samplesIn({ db, statements }: HistoryParts): Pick<History, 'addSamples' | 'samples' | 'allSamples'> {
  return {
    addSamples: (account, at, samples) =>
      transaction(db, () => insertSamples(statements, account, at, samples)),
    samples: (account, pool, from, to, points) => {
      const found = poolRow.safeParse(statements.findPool.get(account, pool));
      if (!found.success || to < from) return [];
      return thinned(statements, found.data.id, from, to, points);
    },
    allSamples: (account) =>
      z.array(sampleRow.extend({ pool: z.string() })).parse(statements.allSamples.all(account)),
  };
}

function dailyUseIn({ db, statements }: HistoryParts): Pick<History, 'saveDailyUse' | 'dailyUse'> {
  return {
    saveDailyUse: (account, days) =>
      transaction(db, () => {
        for (const { day, amount } of days) statements.saveDailyUse.run(account, day, amount);
      }),
    dailyUse: (account) => z.array(dayUseSchema).parse(statements.dailyUse.all(account)),
  };
}

function insertSamples(
  statements: Statements,
  account: string,
  at: number,
  samples: readonly { pool: string; remaining: number }[],
): void {
  for (const { pool, remaining } of samples) {
    const found = statements.findPool.get(account, pool) ?? statements.addPool.get(account, pool);
    statements.addSample.run(poolRow.parse(found).id, at, remaining);
  }
}

function compact({ db, statements, alerts }: HistoryParts, now: number): void {
  const hourlyUntil = Math.floor((now - rawDays * dayMs) / hourMs) * hourMs;
  const dailyUntil = Math.floor((now - hourlyDays * dayMs) / dayMs) * dayMs;
  // One transaction per pool, so that other writers wait for only one pool.
  for (const { id } of z.array(poolRow).parse(statements.poolIds.all()))
    transaction(db, () => {
      statements.thinToHours.run({ pool: id, until: hourlyUntil });
      statements.thinToDays.run({ pool: id, until: dailyUntil });
      statements.thinned.run({ pool: id, hourly: hourlyUntil, daily: dailyUntil });
    });
  alerts.compact(now);
}

function prepareAll(db: DatabaseSync) {
  const stretch = 'FROM samples WHERE pool = ? AND t >= ? AND t <= ?';
  /**
   * Deletes every sample but the last of each step, starting where the last run ended. The step is part of the statement's
   * text because node:sqlite binds numbers as reals, and this must be an integer division.
   */
  const thin = (column: string, step: number) =>
    db.prepare(`DELETE FROM samples AS old
      WHERE pool = :pool AND t >= (SELECT ${column} FROM pools WHERE id = :pool) AND t < :until
        AND EXISTS (SELECT 1 FROM samples AS later
          WHERE later.pool = :pool AND later.t > old.t AND later.t < (old.t / ${step} + 1) * ${step})`);
  return {
    saveReading: db.prepare(
      'INSERT INTO readings VALUES (?, ?) ON CONFLICT DO UPDATE SET reading = excluded.reading',
    ),
    lastReading: db.prepare('SELECT reading FROM readings WHERE account = ?'),
    savePollRecord: db.prepare('INSERT OR REPLACE INTO polls VALUES (?, ?, ?, ?, ?, ?)'),
    pollRecord: db.prepare(
      `SELECT attempted_at AS attemptedAt, failures, error, error_since AS errorSince, fingerprint
       FROM polls WHERE account = ?`,
    ),
    findPool: db.prepare('SELECT id FROM pools WHERE account = ? AND name = ?'),
    addPool: db.prepare('INSERT INTO pools (account, name) VALUES (?, ?) RETURNING id'),
    poolIds: db.prepare('SELECT id FROM pools'),
    addSample: db.prepare('INSERT OR REPLACE INTO samples VALUES (?, ?, ?)'),
    upTo: db.prepare(`SELECT t, remaining ${stretch} ORDER BY t LIMIT ?`),
    first: db.prepare(`SELECT t, remaining ${stretch} ORDER BY t LIMIT 1`),
    last: db.prepare(`SELECT t, remaining ${stretch} ORDER BY t DESC LIMIT 1`),
    // With min() or max(), a bare column comes from the row with that value (SQLite, "Quirks").
    lowest: db.prepare(`SELECT t, min(remaining) AS remaining ${stretch}`),
    highest: db.prepare(`SELECT t, max(remaining) AS remaining ${stretch}`),
    allSamples: db.prepare(
      `SELECT pools.name AS pool, t, remaining FROM pools JOIN samples ON samples.pool = pools.id
       WHERE pools.account = ? ORDER BY pools.name, t`,
    ),
    saveDailyUse: db.prepare('INSERT OR REPLACE INTO daily_use VALUES (?, ?, ?)'),
    dailyUse: db.prepare('SELECT day, amount FROM daily_use WHERE account = ? ORDER BY day'),
    thinToHours: thin('hourly_until', hourMs),
    thinToDays: thin('daily_until', dayMs),
    thinned: db.prepare(
      `UPDATE pools SET hourly_until = max(hourly_until, :hourly), daily_until = max(daily_until, :daily)
       WHERE id = :pool`,
    ),
    removeAccount: ['readings', 'polls', 'pools', 'uses', 'use_slots', 'daily_use'].map((table) =>
      db.prepare(`DELETE FROM ${table} WHERE account = ?`),
    ),
  };
}

/**
 * One range scan per stretch of time instead of GROUP BY, which sorts and takes six times as long
 * (a year at 5 minutes, 105,000 rows: 10 ms against 60 ms, November 2026).
 */
function thinned(statements: Statements, pool: number, from: number, to: number, points: number): Sample[] {
  const few = z.array(sampleRow).parse(statements.upTo.all(pool, from, to, points + 1));
  if (few.length <= points) return few;
  const found = [statements.first.get(pool, from, to), statements.last.get(pool, from, to)];
  const stretches = Math.floor((points - 2) / 2);
  const width = Math.ceil((to - from + 1) / Math.max(1, stretches));
  for (let n = 0; n < stretches; n += 1) {
    const begin = from + n * width;
    const end = Math.min(begin + width - 1, to);
    if (begin > end) break;
    found.push(statements.lowest.get(pool, begin, end), statements.highest.get(pool, begin, end));
  }
  const byTime = new Map<number, number>();
  for (const row of found) {
    // min() and max() of an empty stretch are null.
    const sample = sampleRow.safeParse(row);
    if (sample.success) byTime.set(sample.data.t, sample.data.remaining);
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([t, remaining]) => ({ t, remaining }));
}
