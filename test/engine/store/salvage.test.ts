import { spawnSync } from 'node:child_process';
import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import { StorageError } from '../../../shared/model/index.ts';
import { temporaryHome } from '../../helpers/folder.ts';

vi.setConfig({ testTimeout: 60_000 });

const now = Date.UTC(2026, 10, 21, 9);
const samples = 4000;
const pageSize = 4096;

function open(file: string): History {
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  onTestFinished(() => opened.value.history.close());
  return opened.value.history;
}
const asides = (home: string) => readdirSync(home).filter((name) => /^history\.damaged-.*\.db$/.test(name));

/** A copy of a history with some of everything, closed. */
function filled(): { home: string; file: string } {
  const home = temporaryHome();
  const file = join(home, 'history.db');
  template ??= fill();
  writeFileSync(file, template);
  return { home, file };
}

let template: Buffer | undefined;

function fill(): Buffer {
  const file = join(temporaryHome(), 'history.db');
  const history = open(file);
  for (const account of ['a1', 'a2']) {
    for (let n = 0; n < samples; n += 1)
      history.addSamples(account, now + n, [{ pool: 'credits', remaining: n + 0.5 }]);
    history.addUse({ id: 'u1', account, at: now, amount: 2, error: null });
    history.saveDailyUse(account, [{ day: '2026-11-20', amount: 5 }]);
    history.savePollRecord(account, {
      attemptedAt: now,
      failures: 0,
      error: null,
      errorSince: null,
      fingerprint: 'f',
    });
  }
  history.close();
  return readFileSync(file);
}

function overwrite(file: string, at: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, at);
  closeSync(descriptor);
}
const sql = (text: string) => (file: string) => {
  const db = new DatabaseSync(file);
  db.exec(text);
  db.close();
};
const page = (file: string, share: number) => Math.floor((statSync(file).size / pageSize) * share) * pageSize;
const rubbish = (length: number) => Buffer.alloc(length, 0xa5);
/** How many of the samples are there, each with the right value. */
function readable(history: History): number {
  return ['a1', 'a2'].flatMap((account) =>
    history.allSamples(account).filter(({ t, remaining }) => remaining === t - now + 0.5),
  ).length;
}
const rootOf = (file: string, table: string): number => {
  const db = new DatabaseSync(file, { readOnly: true });
  const root = Number(db.prepare('SELECT rootpage FROM sqlite_schema WHERE name = ?').get(table)?.rootpage);
  db.close();
  return root;
};

describe('a damaged history', () => {
  it.each<[string, (file: string) => void, number]>([
    [
      'has a page of rubbish in the middle',
      (file) => overwrite(file, page(file, 0.5), rubbish(pageSize)),
      7700,
    ],
    [
      'has an empty page in the middle',
      (file) => overwrite(file, page(file, 0.6), Buffer.alloc(pageSize)),
      7700,
    ],
    [
      'lost its last page',
      (file) => overwrite(file, statSync(file).size - pageSize, rubbish(pageSize)),
      7700,
    ],
    [
      'has 100 bytes of rubbish in the middle',
      (file) => overwrite(file, page(file, 0.5) + 1000, rubbish(100)),
      7700,
    ],
    [
      'has rubbish where the way to all samples begins',
      (file) => overwrite(file, (rootOf(file, 'samples') - 1) * pageSize, rubbish(pageSize)),
      7900,
    ],
    [
      'lost the names of its pools',
      (file) => overwrite(file, (rootOf(file, 'pools') - 1) * pageSize, rubbish(pageSize)),
      8000,
    ],
    ['lost its first page', (file) => overwrite(file, 0, rubbish(pageSize)), 8000],
    ['lost its header', (file) => overwrite(file, 0, rubbish(100)), 8000],
    ['has zeros for its header', (file) => overwrite(file, 0, Buffer.alloc(100)), 8000],
    ['is cut off', (file) => truncateSync(file, page(file, 0.8)), 5500],
    ['is cut off in a page', (file) => truncateSync(file, page(file, 0.8) + 1234), 5500],
    ['has a column more', sql('ALTER TABLE samples ADD COLUMN extra TEXT'), 8000],
    [
      'has a column more that must be filled',
      sql("ALTER TABLE polls ADD COLUMN extra TEXT NOT NULL DEFAULT 'x'"),
      8000,
    ],
    ['has a column of another name', sql('ALTER TABLE samples RENAME COLUMN remaining TO rest'), 8000],
    ['has a table of another name', sql('ALTER TABLE uses RENAME TO used'), 8000],
    ['lost a table', sql('DROP TABLE episodes'), 8000],
    ['lost an index', sql('DROP INDEX uses_by_time'), 8000],
    ['has a table more', sql('CREATE TABLE mine (a)'), 8000],
    [
      'has a trigger',
      sql('CREATE TRIGGER t BEFORE INSERT ON samples BEGIN SELECT RAISE(ABORT, "no"); END'),
      8000,
    ],
    ['says that it is of version 0', sql('PRAGMA user_version = 0'), 8000],
    ['says that it is of an older version', sql('PRAGMA user_version = 2'), 8000],
    ['is of no known version', sql('PRAGMA user_version = -7'), 8000],
  ])('%s: it is set aside, and what can be read goes on', (_, harm, least) => {
    const { home, file } = filled();
    harm(file);
    const harmed = readFileSync(file);
    const history = open(file);
    expect(asides(home)).toHaveLength(1);
    expect(history.notices).toEqual([expect.stringContaining(asides(home)[0] ?? '?')]);
    expect(readFileSync(join(home, asides(home)[0] ?? ''))).toEqual(harmed);
    expect(readable(history)).toBeGreaterThanOrEqual(least);
    history.addSamples('a1', now - 1, [{ pool: 'credits', remaining: 1 }]);
    expect(history.allSamples('a1').at(0)).toMatchObject({ t: now - 1, remaining: 1 });
    history.close();
    const next = open(file);
    expect(next.notices).toEqual([]);
    expect(next.allSamples('a1').at(0)).toMatchObject({ t: now - 1, remaining: 1 });
    expect(asides(home)).toHaveLength(1);
  });

  it('keeps everything where only the columns differ', () => {
    const { file } = filled();
    sql('ALTER TABLE uses ADD COLUMN extra TEXT; ALTER TABLE daily_use RENAME COLUMN amount TO used')(file);
    const history = open(file);
    expect(history.newestUses('a2', 100).toReversed()).toMatchObject([
      { id: 'u1', account: 'a2', at: now, amount: 2, error: null },
    ]);
    expect(history.dailyUse('a1')).toEqual([{ day: '2026-11-20', amount: 5 }]);
    expect(history.pollRecord('a1')?.fingerprint).toBe('f');
  });

  it('is read from its write-ahead log too', () => {
    const { home, file } = filled();
    const writer = open(file);
    writer.addUse({ id: 'in the log', account: 'a1', at: now, amount: 7, error: null });
    // As after a kill: the log was not merged.
    const copy = join(home, 'copy');
    mkdirSync(copy);
    for (const suffix of ['', '-wal']) cpSync(`${file}${suffix}`, join(copy, `history.db${suffix}`));
    overwrite(join(copy, 'history.db'), page(file, 0.5), rubbish(pageSize));
    const history = open(join(copy, 'history.db'));
    expect(history.notices).toHaveLength(1);
    expect(
      history
        .newestUses('a1', 100)
        .toReversed()
        .map(({ id }) => id),
    ).toEqual(['in the log', 'u1']);
  });

  it('is saved by the next start if the first one was killed meanwhile', () => {
    const { home, file } = filled();
    renameSync(file, `${file}.salvaging`);
    writeFileSync(`${file}.99999999.tmp`, 'half of it');
    const history = open(file);
    expect(readable(history)).toBe(2 * samples);
    expect(asides(home)).toHaveLength(1);
    history.close();
    // Killed after the new file was put in place.
    writeFileSync(`${file}.salvaging`, 'old');
    expect(readable(open(file))).toBe(2 * samples);
    expect(asides(home)).toHaveLength(2);
  });
});

describe('an open history', () => {
  it.each<[string, (file: string) => void]>([
    ['is overwritten in the middle', (file) => overwrite(file, page(file, 0.5), rubbish(4 * pageSize))],
    ['is cut off', (file) => truncateSync(file, 5000)],
    [
      'has its tables dropped',
      sql('DROP TABLE samples; DROP TABLE uses; DROP TABLE readings; DROP TABLE polls'),
    ],
    ['has a column renamed', sql('ALTER TABLE uses RENAME COLUMN amount TO sum')],
    ['is deleted', (file) => rmSync(file)],
    ['is deleted with its log', (file) => ['', '-wal', '-shm'].map((suffix) => rmSync(`${file}${suffix}`))],
    [
      'is replaced by rubbish',
      (file) => {
        writeFileSync(`${file}.new`, rubbish(9000));
        renameSync(`${file}.new`, file);
      },
    ],
    ['loses its folder', (file) => rmSync(join(file, '..'), { recursive: true })],
  ])('goes on when its file %s, and keeps what is written from then on', (_, harm) => {
    const { file } = filled();
    const history = open(file);
    const told: string[] = [];
    history.onNotice((notice) => told.push(notice));
    expect(history.alerts.open()).toEqual([]);
    harm(file);
    history.addUse({ id: 'after', account: 'a1', at: now, amount: 1, error: null });
    history.addSamples('a1', now - 5, [{ pool: 'credits', remaining: 3 }]);
    expect(
      history
        .newestUses('a1', 100)
        .toReversed()
        .map(({ id }) => id),
    ).toContain('after');
    history.allSamples('a1');
    history.allSamples('a2');
    expect(history.alerts.open()).toEqual([]);
    expect(history.notices).toEqual(told);
    history.close();
    const next = open(file);
    // What is only overwritten may still be in memory, and is noticed when it is read again.
    expect(told.length + next.notices.length).toBeGreaterThanOrEqual(1);
    expect(
      next
        .newestUses('a1', 100)
        .toReversed()
        .map(({ id }) => id),
    ).toContain('after');
    expect(next.allSamples('a1')[0]).toMatchObject({ t: now - 5, remaining: 3 });
  });

  it('is used by another one that noticed the damage first, once, and nobody loses anything', () => {
    const { home, file } = filled();
    const [one, two] = [open(file), open(file)];
    overwrite(file, page(file, 0.5), rubbish(pageSize));
    const three = open(file);
    expect(asides(home)).toHaveLength(1);
    for (const [n, history] of [one, two, three].entries()) {
      expect(history.addUse({ id: `use ${n}`, account: 'a1', at: now + n, amount: 1, error: null })).toBe(
        true,
      );
    }
    for (const history of [one, two, three])
      expect(
        history
          .newestUses('a1', 100)
          .toReversed()
          .map(({ id }) => id),
      ).toEqual(['u1', 'use 0', 'use 1', 'use 2']);
    expect(asides(home)).toHaveLength(1);
    expect(one.notices).toHaveLength(1);
  });

  it.each<[string, string, number]>([
    ['samples', 'UPDATE samples SET t = 9223372036854775807 WHERE t = (SELECT max(t) FROM samples)', 2],
    ['samples before all time', `UPDATE samples SET t = -${2 ** 60} WHERE t = ${now}`, 2],
    ['polls', `UPDATE polls SET attempted_at = ${2 ** 62}, failures = -${2 ** 61}`, 0],
    ['the lease', "INSERT INTO evaluator_lease VALUES (1, 'me', 9223372036854775807)", 0],
    ['logged uses', `UPDATE uses SET at = ${2 ** 57}`, 0],
    [
      'sums of use',
      "INSERT INTO use_slots VALUES ('a1', 1, 2, 3, 4, 9223372036854775807, NULL, NULL, NULL, NULL, NULL)",
      0,
    ],
  ])('loses no more than the records whose numbers no longer fit: %s', (_, change, lost) => {
    const { file } = filled();
    sql(change)(file);
    for (const told of [1, 0]) {
      const history = open(file);
      expect(history.alerts.acquireLease('me', now, 1000, () => false)).toBe(true);
      const all = ['a1', 'a2'].flatMap((account) => {
        history.pollRecord(account);
        history.newestUses(account, 100);
        history.useSlots(account);
        return history.allSamples(account);
      });
      expect(all.length).toBe(2 * samples - lost);
      expect(history.notices).toHaveLength(told);
      history.close();
    }
  });

  it('refuses to write, and reads as empty, while nothing can be put into its place', () => {
    const { file } = filled();
    const history = open(file);
    rmSync(file);
    mkdirSync(file);
    const write = () => history.addUse({ id: 'x', account: 'a1', at: now, amount: 1, error: null });
    expect(write).toThrow(StorageError);
    expect(write).toThrow('a folder is in the way');
    expect(history.newestUses('a1', 100).toReversed()).toEqual([]);
    expect(history.notices).toHaveLength(1);
    rmSync(file, { recursive: true });
    expect(write()).toBe(true);
    expect(history.newestUses('a1', 100).toReversed()).toHaveLength(1);
  });

  it('leaves out what cannot be read, and says so once', () => {
    const { file } = filled();
    const history = open(file);
    sql(`UPDATE samples SET remaining = 9e999 WHERE t = ${now + 7}; UPDATE samples SET remaining = -1e300 WHERE t = ${now + 9};
      UPDATE uses SET amount = 1e308; UPDATE daily_use SET day = 'someday' WHERE account = 'a1';
      INSERT INTO readings VALUES ('a1', '{}')`)(file);
    expect(history.allSamples('a1')).toHaveLength(samples - 2);
    const chart = history.samples('a1', 'credits', now, now + samples, 200);
    expect(Math.max(...chart.map(({ remaining }) => remaining))).toBe(samples - 0.5);
    expect(Math.min(...chart.map(({ remaining }) => remaining))).toBe(0.5);
    expect([
      history.newestUses('a1', 100).toReversed(),
      history.dailyUse('a1'),
      history.lastReading('a1'),
    ]).toEqual([[], [], null]);
    history.allSamples('a1');
    expect(history.notices).toHaveLength(4);
    history.compact(now);
    expect(history.allSamples('a2')).toHaveLength(samples - 2);
  });
});

describe.runIf(process.platform !== 'win32')('something else in the place of the history', () => {
  it.each<[string, string, (file: string) => void]>([
    ['a link', 'symbolic link', (file) => symlinkSync('/etc/hosts', file)],
    ['a folder', 'a folder is in the way', (file) => mkdirSync(file)],
    ['a pipe', 'not a file', (file) => spawnSync('mkfifo', [file])],
  ])('is refused at once: %s', (_, why, put) => {
    for (const suffix of ['', '-wal', '-shm']) {
      const home = temporaryHome();
      put(join(home, `history.db${suffix}`));
      expect(openHistory(join(home, 'history.db'))).toMatchObject({
        ok: false,
        error: { kind: 'not-writable', message: expect.stringContaining(why) },
      });
      expect(existsSync(join(home, 'history.db.salvaging'))).toBe(false);
    }
  });
});
