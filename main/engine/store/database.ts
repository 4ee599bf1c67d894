import { dirname } from 'node:path';
import type { DatabaseSync, StatementSync } from 'node:sqlite';
import { type CommandError, ok, type Result, StorageError } from '../../../shared/model/index.ts';
import { notWritable, sqliteCode } from './files.ts';
import {
  type Check,
  type Connection,
  connectionIdentity,
  isDamage,
  openExisting,
  openHistoryFile,
} from './history-file.ts';
import { remakeFolder } from './home.ts';
import { withLockSync } from './lock.ts';
import { modelOf } from './salvage.ts';
import { type Database, type Named, type Parameters, type Statement, schemaVersion } from './schema.ts';

/** Reading needs no look at the file each time: a file that was deleted can still be read. */
const looksEveryMs = 100;
/** How long a write waits for another process while this one is ending. */
const hurriedMs = 100;
/** How long to wait after the file could not be opened. */
const retryMs = 1000;

interface State {
  file: string;
  onReplaced(notice: string): void;
  /** Null: the file cannot be used now. */
  connection: Connection | null;
  /** Answers reads while the file cannot be used: there is no history then. */
  empty: DatabaseSync | null;
  failure: CommandError | null;
  lookedAt: number;
  inTransaction: boolean;
  isClosed: boolean;
}

/** `onReplaced` is called whenever another file is used from now on, with a notice for the user. */
export function openDatabase(
  file: string,
  onReplaced: (notice: string) => void,
): Result<{ database: Database; notice: string | null }, CommandError> {
  const existing = openExisting(file);
  const opened = existing
    ? ok({ connection: existing, notice: null })
    : withLockSync(dirname(file), () => openHistoryFile(file, 'structure'));
  if (!opened.ok) return opened;
  const { connection, notice } = opened.value;
  const state: State = {
    file,
    onReplaced,
    connection,
    empty: null,
    failure: null,
    lookedAt: performance.now(),
    inTransaction: false,
    isClosed: false,
  };
  return ok({ database: createDatabase(state), notice });
}

function createDatabase(state: State): Database {
  return {
    prepare: (sql) => prepare(state, sql),
    transaction: (work) => guarded(state, true, (db) => inTransaction(state, db, work)),
    get isTransaction() {
      return state.inTransaction;
    },
    hurry: () => state.connection?.db.exec(`PRAGMA busy_timeout = ${hurriedMs}`),
    close: () => {
      state.isClosed = true;
      closeQuietly(state);
    },
  };
}

function prepare(state: State, sql: string): Statement {
  const isWrite = !/^\s*SELECT\b/i.test(sql);
  const compiled = new WeakMap<DatabaseSync, StatementSync>();
  const use = <Value>(work: (statement: StatementSync) => Value): Value =>
    guarded(state, isWrite, (db) => {
      const statement = compiled.get(db) ?? db.prepare(sql);
      compiled.set(db, statement);
      return work(statement);
    });
  return {
    run: (...parameters) =>
      use((statement) => ({
        changes: Number(
          (isNamed(parameters) ? statement.run(parameters[0]) : statement.run(...parameters)).changes,
        ),
      })),
    get: (...parameters) =>
      use((statement) => (isNamed(parameters) ? statement.get(parameters[0]) : statement.get(...parameters))),
    all: (...parameters) =>
      use((statement) => (isNamed(parameters) ? statement.all(parameters[0]) : statement.all(...parameters))),
  };
}

const isNamed = (parameters: Parameters): parameters is [Named] => {
  const [first] = parameters;
  return typeof first === 'object' && first !== null && !ArrayBuffer.isView(first);
};

function inTransaction<Value>(state: State, db: DatabaseSync, work: () => Value): Value {
  db.exec('BEGIN IMMEDIATE');
  state.inTransaction = true;
  try {
    const value = work();
    db.exec('COMMIT');
    return value;
  } catch (error) {
    if (db.isOpen && db.isTransaction) db.exec('ROLLBACK');
    throw error;
  } finally {
    state.inTransaction = false;
  }
}

/** Runs work on the file that is there, and once more if that file turns out to be damaged or is replaced meanwhile. */
function guarded<Value>(state: State, isWrite: boolean, work: (db: DatabaseSync) => Value): Value {
  const { connection } = state;
  // A transaction is run again as a whole.
  if (state.inTransaction && connection) return work(connection.db);
  if (state.isClosed) throw new Error('The history is closed.');
  for (let damages = 0; ; ) {
    const current = connected(state, isWrite);
    if (current === null) {
      if (isWrite) throw storageError(state);
      state.empty ??= modelOf(schemaVersion);
      return work(state.empty);
    }
    try {
      const value = work(current.db);
      if (!isWrite || isInPlace(state, current)) return value;
    } catch (error) {
      if (!isDamage(error) || damages > 1) throw asStorageError(state, error);
      reopen(state, damages === 0 ? 'all' : 'damaged');
      damages += 1;
    }
  }
}

const isInPlace = ({ file }: State, { identity }: Connection) => connectionIdentity(file) === identity;

/** The connection to the file that is in its place now; null: it cannot be used. */
function connected(state: State, isWrite: boolean): Connection | null {
  const now = performance.now();
  const { connection } = state;
  const isLookDue = isWrite || now - state.lookedAt >= looksEveryMs;
  if (connection !== null) {
    if (!isLookDue) return connection;
    state.lookedAt = now;
    if (isInPlace(state, connection)) return connection;
  } else if (!isWrite && now - state.lookedAt < retryMs) return null;
  state.lookedAt = now;
  reopen(state, 'structure');
  return state.connection;
}

function reopen(state: State, check: Check): void {
  const { file } = state;
  const wasInUse = state.connection !== null;
  remakeFolder(dirname(file));
  const opened = withLockSync(dirname(file), () => {
    const before = state.connection;
    const isReplaced = before !== null && !isInPlace(state, before);
    const wasThere = connectionIdentity(file) !== null;
    closeQuietly(state);
    // Whoever comes second finds the file that the first one put there.
    const found = openHistoryFile(file, isReplaced && check !== 'structure' ? 'structure' : check);
    return found.ok ? ok({ ...found.value, isReplaced, wasThere }) : found;
  });
  if (!opened.ok) {
    closeQuietly(state);
    state.failure = opened.error;
    if (wasInUse) state.onReplaced(`${opened.error.message} Nothing is kept until that is mended.`);
    return;
  }
  const { connection, notice, isReplaced, wasThere } = opened.value;
  state.connection = connection;
  state.failure = null;
  state.empty?.close();
  state.empty = null;
  if (notice !== null) state.onReplaced(notice);
  else if (!wasInUse) state.onReplaced('The history file can be used again.');
  else if (isReplaced)
    state.onReplaced(
      wasThere
        ? 'The history file was replaced while Fuelgauge was running. The new one is used from now on.'
        : 'The history file was deleted while Fuelgauge was running. A new one was started.',
    );
}

function closeQuietly(state: State): void {
  const { connection } = state;
  state.connection = null;
  try {
    if (connection?.db.isOpen) connection.db.close();
  } catch {
    // A damaged file may not even let itself be closed.
  }
}

const storageError = ({ file, failure }: State) =>
  new StorageError(failure ?? notWritable(`The history file ${file}`, null));

/** What the disk, another program or the file's rights are to blame for is told in a sentence; the rest is a bug. */
function asStorageError({ file }: State, error: unknown): unknown {
  const code = sqliteCode(error);
  return code !== null && [5, 8, 10, 11, 13, 14, 26].includes(code & 0xff)
    ? new StorageError(notWritable(`The history file ${file}`, error, dirname(file)))
    : error;
}
