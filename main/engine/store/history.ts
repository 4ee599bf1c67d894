import { z } from 'zod';
import {
  amountSchema,
  type CommandError,
  type DayUse,
  dayUseSchema,
  instantSchema,
  largestAmount,
  ok,
  type ReadError,
  type Reading,
  type Result,
  readErrorSchema,
  readingSchema,
} from '../../../shared/model/index.ts';
import { dayMs, hourMs, isFuture } from '../../../shared/time/index.ts';
import { type AlertStore, createAlertStore } from './alert-store.ts';
import { type ClosedUse, createClosedUse } from './closed-use.ts';
import { openDatabase } from './database.ts';
import { createRemoval, type Removal } from './removal.ts';
import { atomically, type Database, fromJson, readRows, transaction } from './schema.ts';
import { createStoredClock, type StoredClock } from './stored-clock.ts';
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
export interface History
  extends Uses,
    ClosedUse,
    Removal,
    Pick<StoredClock, 'trusted' | 'wentOn' | 'recordDay'> {
  /** Episodes and the outbox of notifications. */
  readonly alerts: AlertStore;
  /** What the user should know, such as that a damaged file was set aside. */
  readonly notices: readonly string[];
  /** Calls the listener with each new notice. What is known from the file may be out of date then. */
  onNotice(listener: (notice: string) => void): void;
  /** All that is written in it, or nothing of it. The work may run twice. */
  atomically(work: () => void): void;
  saveReading(account: string, reading: Reading, samples: { pool: string; remaining: number }[]): void;
  addSamples(account: string, at: number, samples: { pool: string; remaining: number }[]): void;
  /** The past of one balance, from a backup. */
  addSeries(account: string, pool: string, series: readonly Sample[]): void;
  /** Null: there is none yet, or it cannot be read. */
  lastReading(account: string): Reading | null;
  pollRecord(account: string): PollRecord | null;
  savePollRecord(account: string, record: PollRecord): void;
  /** At most `points` (2 or more) real samples, ascending: the first, the last, and the lowest and highest of each stretch. */
  samples(account: string, pool: string, from: number, to: number, points: number): Sample[];
  /** Every stored sample of a balance in a span, ascending. */
  everySample(account: string, pool: string, from: number, to: number): Sample[];
  /** All stored samples, by pool, ascending. */
  allSamples(account: string): { pool: string; t: number; remaining: number }[];
  saveDailyUse(account: string, days: DayUse[]): void;
  /** Ascending. */
  dailyUse(account: string): DayUse[];
  /**
   * Keeps all samples for at least 30 days, then the last of each hour, and after at least 400 days the last of each day
   * (UTC); beside it where the balance turned at its lowest or highest, so that what was used and what was added still add up.
   * Also removes old alerts. No age is taken from the clock alone: see `StoredClock`.
   */
  compact(now: number): void;
  /** The ids of all accounts that something is stored of. */
  accounts(): string[];
  /** Hardly waits for other processes from now on, because this one is ending. */
  hurry(): void;
  close(): void;
}

/**
 * Opens the database, or creates it. A damaged one is set aside, now or at any later moment, and what can be read of it is
 * saved in a new one; notices say so. Fails if the file cannot be used, or if a newer Fuelgauge wrote it.
 */
export function openHistory(file: string): Result<{ history: History }, CommandError> {
  const notices = createNotices();
  const opened = openDatabase(file, notices.add);
  if (!opened.ok) return opened;
  if (opened.value.notice !== null) notices.add(opened.value.notice);
  return ok({ history: createHistory(opened.value.database, notices) });
}

interface Notices {
  list: string[];
  listeners: Set<(notice: string) => void>;
  add(notice: string): void;
}

function createNotices(): Notices {
  const notices: Notices = {
    list: [],
    listeners: new Set(),
    add: (notice) => {
      if (!notices.list.includes(notice)) notices.list.push(notice);
      for (const listener of notices.listeners) listener(notice);
    },
  };
  return notices;
}

/** The balances of an account whose history is kept: those that were read last. One reading has at most 50. */
const mostPools = 200;
const rawDays = 30;
const hourlyDays = 400;

const sampleRow = z.object({ t: instantSchema, remaining: amountSchema });
const rangeRow = z.object({ lowest: amountSchema, highest: amountSchema });
const pollRow = z.object({
  attemptedAt: instantSchema,
  failures: z.number(),
  error: z.string().nullable(),
  errorSince: instantSchema.nullable(),
  fingerprint: z.string().nullable(),
});
const poolRow = z.object({ id: z.number() });
const accountRow = z.object({ account: z.string() });

type Statements = ReturnType<typeof prepareAll>;
interface HistoryParts {
  db: Database;
  statements: Statements;
  alerts: AlertStore;
  /** Reports rows that cannot be read and are left out, once for each kind. */
  skipped(what: string): (count: number) => void;
  clock: StoredClock;
}

function createHistory(db: Database, notices: Notices): History {
  const reported = new Set<string>();
  const skipped = (what: string) => (count: number) => {
    if (reported.has(what)) return;
    reported.add(what);
    notices.add(`The history has ${what} that cannot be read. They are left out (${count} so far).`);
  };
  const parts: HistoryParts = {
    db,
    statements: prepareAll(db),
    alerts: createAlertStore(db),
    skipped,
    clock: createStoredClock(db),
  };
  const { alerts, clock } = parts;
  const uses = createUses(db, clock, skipped('logged uses'));
  const days = dailyUseIn(parts);
  return {
    alerts,
    notices: notices.list,
    onNotice: (listener) => {
      notices.listeners.add(listener);
    },
    atomically: (work) => atomically(db, work),
    ...readingsIn(parts),
    ...samplesIn(parts),
    ...days,
    ...uses,
    ...createClosedUse(db, uses, days.dailyUse, clock.trusted),
    compact: (now) => compact(parts, now),
    ...createRemoval(db),
    trusted: clock.trusted,
    wentOn: clock.wentOn,
    recordDay: clock.recordDay,
    accounts: () => readRows(accountRow, parts.statements.accounts.all()).map(({ account }) => account),
    hurry: () => db.hurry(),
    close: () => db.close(),
  };
}

function readingsIn({
  db,
  statements,
  skipped,
  clock,
}: HistoryParts): Pick<History, 'saveReading' | 'lastReading' | 'pollRecord' | 'savePollRecord'> {
  return {
    saveReading: (account, reading, samples) =>
      atomically(db, () => {
        const lastAt = Number(statements.lastReadAt.get(account)?.at ?? reading.at);
        statements.saveReading.run(account, JSON.stringify(reading));
        const pools = insertSamples(statements, account, reading.at, samples);
        if (isFuture(lastAt, reading.at)) for (const pool of pools) clock.dropAhead(pool, reading.at);
      }),
    lastReading: (account) => {
      const stored = statements.lastReading.get(account)?.reading;
      const reading = fromJson(readingSchema, stored);
      if (stored !== undefined && reading === null)
        skipped(`last readings (of ${account}, until its next poll)`)(1);
      return reading;
    },
    pollRecord: (account) => {
      const stored = statements.pollRecord.get(account);
      const row = pollRow.safeParse(stored);
      if (stored !== undefined && !row.success) skipped('poll records')(1);
      return row.success ? { ...row.data, error: fromJson(readErrorSchema, row.data.error) } : null;
    },
    savePollRecord: (account, { attemptedAt, failures, error, errorSince, fingerprint }) => {
      const json = error && JSON.stringify(error);
      statements.savePollRecord.run(account, attemptedAt, failures, json, errorSince, fingerprint);
    },
  };
}

function samplesIn({
  db,
  statements,
  skipped,
}: HistoryParts): Pick<History, 'addSamples' | 'addSeries' | 'samples' | 'everySample' | 'allSamples'> {
  return {
    addSamples: (account, at, samples) =>
      transaction(db, () => void insertSamples(statements, account, at, samples)),
    addSeries: (account, pool, series) =>
      transaction(db, () => {
        for (const { t, remaining } of series) insertSamples(statements, account, t, [{ pool, remaining }]);
      }),
    samples: (account, pool, from, to, points) => {
      const found = poolRow.safeParse(statements.findPool.get(account, pool));
      if (!found.success || to < from) return [];
      return thinned(statements, found.data.id, from, to, points, skipped('balances'));
    },
    everySample: (account, pool, from, to) => {
      const found = poolRow.safeParse(statements.findPool.get(account, pool));
      if (!found.success) return [];
      // By hand, because a year has 17,000 rows.
      return statements.every
        .all(found.data.id, from, to)
        .flatMap(({ t, remaining }) =>
          typeof t === 'number' && typeof remaining === 'number' ? [{ t, remaining }] : [],
        );
    },
    allSamples: (account) =>
      readRows(
        sampleRow.extend({ pool: z.string() }),
        statements.allSamples.all(account),
        skipped('balances'),
      ),
  };
}

function dailyUseIn({ db, statements, skipped }: HistoryParts): Pick<History, 'saveDailyUse' | 'dailyUse'> {
  return {
    saveDailyUse: (account, days) =>
      atomically(db, () => {
        for (const { day, amount } of days) statements.saveDailyUse.run(account, day, amount);
      }),
    dailyUse: (account) => readRows(dayUseSchema, statements.dailyUse.all(account), skipped('days of use')),
  };
}

/** Returns the pools' numbers. */
function insertSamples(
  statements: Statements,
  account: string,
  at: number,
  samples: readonly { pool: string; remaining: number }[],
): number[] {
  return samples.map(({ pool, remaining }) => {
    const known = statements.findPool.get(account, pool);
    // A provider that names its balances anew in each answer must not fill the disk.
    if (!known) statements.removePoolsBeyond.run(account, mostPools - 1);
    const found = known ?? statements.addPool.get(account, pool);
    const { id } = poolRow.parse(found);
    statements.addSample.run(id, at, remaining);
    return id;
  });
}

function compact({ db, statements, alerts, skipped, clock }: HistoryParts, now: number): void {
  const trusted = clock.trusted(now);
  const hourlyUntil = Math.floor((trusted - rawDays * dayMs) / hourMs) * hourMs;
  const dailyUntil = Math.floor((trusted - hourlyDays * dayMs) / dayMs) * dayMs;
  // One transaction per pool, so that other writers wait for only one pool.
  for (const { id } of readRows(poolRow, statements.poolIds.all()))
    transaction(db, () => {
      const absurd = statements.removeAbsurd.run(id, -largestAmount, largestAmount).changes;
      if (absurd > 0) skipped('balances')(absurd);
      statements.thinToHours.run({ pool: id, until: hourlyUntil });
      statements.thinToDays.run({ pool: id, until: dailyUntil });
      statements.thinned.run({ pool: id, hourly: hourlyUntil, daily: dailyUntil });
    });
  alerts.compact(trusted, now);
  clock.forgetDays(trusted);
}

function prepareAll(db: Database) {
  const stretch = 'FROM samples WHERE pool = ? AND t >= ? AND t <= ?';
  const amounts = `${stretch} AND remaining BETWEEN ${-largestAmount} AND ${largestAmount}`;
  /**
   * Deletes every sample but the first of all, the last of each step, and those where a rise began at its lowest or ended at its
   * highest, starting where the last run ended. The step is part of the statement's text because node:sqlite binds numbers as reals, and this
   * must be an integer division.
   */
  const thin = (column: string, step: number) => {
    const inStep = `FROM samples WHERE pool = :pool AND t >= old.t / ${step} * ${step} AND t < (old.t / ${step} + 1) * ${step}`;
    const beside = (where: string) =>
      `(SELECT remaining FROM samples WHERE pool = :pool AND t ${where} LIMIT 1)`;
    const risesTo = `coalesce(${beside('< old.t ORDER BY t DESC')} < old.remaining, 0)`;
    const risesFrom = `coalesce(${beside('> old.t ORDER BY t')} > old.remaining, 0)`;
    return db.prepare(`DELETE FROM samples AS old
      WHERE pool = :pool AND t >= (SELECT ${column} FROM pools WHERE id = :pool) AND t < :until
        AND EXISTS (SELECT 1 ${inStep} AND t > old.t)
        AND t > (SELECT min(t) FROM samples WHERE pool = :pool)
        AND NOT (${risesFrom} AND NOT ${risesTo} AND t = (SELECT t ${inStep} ORDER BY remaining, t DESC LIMIT 1))
        AND NOT (${risesTo} AND NOT ${risesFrom} AND t = (SELECT t ${inStep} ORDER BY remaining DESC, t LIMIT 1))`);
  };
  return {
    saveReading: db.prepare(
      'INSERT INTO readings VALUES (?, ?) ON CONFLICT DO UPDATE SET reading = excluded.reading',
    ),
    lastReading: db.prepare('SELECT reading FROM readings WHERE account = ?'),
    // Only if it can be read: a damaged one must not keep the next from being stored.
    lastReadAt: db.prepare(
      "SELECT json_extract(reading, '$.at') AS at FROM readings WHERE account = ? AND json_valid(reading)",
    ),
    savePollRecord: db.prepare('INSERT OR REPLACE INTO polls VALUES (?, ?, ?, ?, ?, ?)'),
    pollRecord: db.prepare(
      `SELECT attempted_at AS attemptedAt, failures, error, error_since AS errorSince, fingerprint
       FROM polls WHERE account = ?`,
    ),
    findPool: db.prepare('SELECT id FROM pools WHERE account = ? AND name = ?'),
    addPool: db.prepare('INSERT INTO pools (account, name) VALUES (?, ?) RETURNING id'),
    removePoolsBeyond: db.prepare(
      `DELETE FROM pools WHERE id IN (SELECT id FROM pools WHERE account = ?
         ORDER BY (SELECT max(t) FROM samples WHERE pool = pools.id) DESC, id DESC LIMIT -1 OFFSET ?)`,
    ),
    poolIds: db.prepare('SELECT id FROM pools'),
    addSample: db.prepare('INSERT OR REPLACE INTO samples VALUES (?, ?, ?)'),
    upTo: db.prepare(`SELECT t, remaining ${stretch} ORDER BY t LIMIT ?`),
    every: db.prepare(`SELECT t, remaining ${amounts} ORDER BY t`),
    first: db.prepare(`SELECT t, remaining ${amounts} ORDER BY t LIMIT 1`),
    last: db.prepare(`SELECT t, remaining ${amounts} ORDER BY t DESC LIMIT 1`),
    range: db.prepare(`SELECT min(remaining) AS lowest, max(remaining) AS highest ${stretch}`),
    rangeOfAmounts: db.prepare(`SELECT min(remaining) AS lowest, max(remaining) AS highest ${amounts}`),
    firstAt: db.prepare(`SELECT t, remaining ${stretch} AND remaining = ? ORDER BY t LIMIT 1`),
    lastAt: db.prepare(`SELECT t, remaining ${stretch} AND remaining = ? ORDER BY t DESC LIMIT 1`),
    allSamples: db.prepare(
      `SELECT pools.name AS pool, t, remaining FROM pools JOIN samples ON samples.pool = pools.id
       WHERE pools.account = ? ORDER BY pools.name, t`,
    ),
    saveDailyUse: db.prepare('INSERT OR REPLACE INTO daily_use VALUES (?, ?, ?)'),
    dailyUse: db.prepare('SELECT day, amount FROM daily_use WHERE account = ? ORDER BY day'),
    thinToHours: thin('hourly_until', hourMs),
    thinToDays: thin('daily_until', dayMs),
    thinned: db.prepare(
      // Also back, after a clock that was ahead.
      'UPDATE pools SET hourly_until = :hourly, daily_until = :daily WHERE id = :pool',
    ),
    removeAbsurd: db.prepare('DELETE FROM samples WHERE pool = ? AND remaining NOT BETWEEN ? AND ?'),
    accounts: db.prepare(
      `SELECT account FROM readings UNION SELECT account FROM polls UNION SELECT account FROM pools
       UNION SELECT account FROM uses UNION SELECT account FROM use_slots UNION SELECT account FROM daily_use UNION SELECT account FROM episodes`,
    ),
  };
}

/** Null: the stretch has no amounts. */
function rangeOf(statements: Statements, pool: number, begin: number, end: number) {
  const { range, rangeOfAmounts } = statements;
  const all = rangeRow.safeParse(range.get(pool, begin, end));
  // An extreme that is no amount must not hide the true one. Looking at each row for that takes a fifth longer.
  const sound = all.success ? all : rangeRow.safeParse(rangeOfAmounts.get(pool, begin, end));
  return sound.success ? sound.data : null;
}

/**
 * One range scan per stretch of time instead of GROUP BY, which sorts and takes six times as long
 * (a year at 5 minutes, 105,000 rows: 10 ms against 60 ms, November 2026).
 */
function thinned(
  statements: Statements,
  pool: number,
  from: number,
  to: number,
  points: number,
  skipped: (count: number) => void,
): Sample[] {
  const few = statements.upTo.all(pool, from, to, points + 1);
  if (few.length <= points) return readRows(sampleRow, few, skipped);
  const found = [statements.first.get(pool, from, to), statements.last.get(pool, from, to)];
  const stretches = Math.floor((points - 2) / 2);
  const width = Math.ceil((to - from + 1) / Math.max(1, stretches));
  for (let n = 0; n < stretches; n += 1) {
    const begin = from + n * width;
    const end = Math.min(begin + width - 1, to);
    if (begin > end) break;
    const range = rangeOf(statements, pool, begin, end);
    if (range === null) continue;
    // Most balances fall, so the highest is found among the first rows and the lowest among the last.
    found.push(statements.firstAt.get(pool, begin, end, range.highest));
    found.push(statements.lastAt.get(pool, begin, end, range.lowest));
  }
  const byTime = new Map<number, number>();
  for (const row of found) {
    const sample = sampleRow.safeParse(row);
    if (sample.success) byTime.set(sample.data.t, sample.data.remaining);
  }
  return [...byTime].sort(([a], [b]) => a - b).map(([t, remaining]) => ({ t, remaining }));
}
