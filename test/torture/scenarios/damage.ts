import {
  closeSync,
  cpSync,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  renameSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { openHistory } from '../../../main/engine/store/history.ts';
import { settingsSchema } from '../../../shared/model/index.ts';
import { runBuiltCli } from '../../helpers/run-cli.ts';
import type { Scenario, TortureContext } from '../scenario.ts';

const page = 4096;
const start = Date.parse('2026-11-21T09:00:00Z');
const samplesOfEach = 1500;
const accounts = ['a1', 'a2', 'a3'];

type Random = TortureContext['random'];
interface Kind {
  name: string;
  file: string;
  harm(file: string, random: Random): void;
  /** The history's records that must be there afterwards, of all. */
  least?: number;
}

function write(file: string, at: number, bytes: Uint8Array): void {
  const descriptor = openSync(file, 'r+');
  writeSync(descriptor, bytes, 0, bytes.length, Math.max(0, at));
  closeSync(descriptor);
}
const bytesOf = (length: number, random: Random) =>
  Buffer.from(Array.from({ length }, () => Math.floor(random.next() * 256)));
const sql = (text: string) => (file: string) => {
  const db = new DatabaseSync(file);
  db.exec(text);
  db.close();
};
const anyPage = (file: string, random: Random) =>
  page * (1 + Math.floor(random.next() * (statSync(file).size / page - 1)));
const put = (file: string, how: (file: string) => void) => {
  rmSync(file, { force: true });
  how(file);
};

/** What may happen to any file. */
const general: Omit<Kind, 'file'>[] = [
  { name: 'emptied', harm: (file) => truncateSync(file) },
  { name: 'text', harm: (file) => writeFileSync(file, 'hello '.repeat(3000)) },
  { name: 'zeros', harm: (file) => writeFileSync(file, Buffer.alloc(statSync(file).size)) },
  {
    name: 'cut',
    harm: (file, random) => truncateSync(file, Math.floor(statSync(file).size * random.next())),
  },
  {
    name: 'bytes',
    harm: (file, random) =>
      write(file, Math.floor(statSync(file).size * random.next()) - 100, bytesOf(100, random)),
  },
  { name: 'longer', harm: (file, random) => write(file, statSync(file).size, bytesOf(5000, random)) },
  { name: 'gone', harm: (file) => rmSync(file, { force: true }) },
  { name: 'a folder', harm: (file) => put(file, mkdirSync) },
];
const files = [
  'history.db',
  'settings.json',
  'settings.backup.json',
  'lock.db',
  'fuelgauge.log',
  'history.db-wal',
  'history.db-shm',
  'credentials.age',
];

/** What may happen inside a database. `least` is in hundredths of all its records. */
const inside: Omit<Kind, 'file'>[] = [
  {
    name: 'a page of rubbish',
    harm: (file, random) => write(file, anyPage(file, random), bytesOf(page, random)),
    least: 60,
  },
  {
    name: 'a page of zeros',
    harm: (file, random) => write(file, anyPage(file, random), Buffer.alloc(page)),
    least: 60,
  },
  {
    name: 'the last page',
    harm: (file, random) => write(file, statSync(file).size - page, bytesOf(page, random)),
    least: 60,
  },
  { name: 'the first page', harm: (file, random) => write(file, 0, bytesOf(page, random)), least: 60 },
  { name: 'the header', harm: (file) => write(file, 0, Buffer.alloc(100)), least: 60 },
  {
    name: 'a second header',
    harm: (file, random) => write(file, anyPage(file, random), bytesOf(12, random)),
    least: 60,
  },
  { name: 'a column more', harm: sql('ALTER TABLE uses ADD COLUMN more TEXT'), least: 100 },
  { name: 'a renamed column', harm: sql('ALTER TABLE samples RENAME COLUMN remaining TO rest'), least: 100 },
  { name: 'a dropped table', harm: sql('DROP TABLE deliveries'), least: 100 },
  { name: 'a dropped index', harm: sql('DROP INDEX episodes_open'), least: 100 },
  { name: 'another version', harm: sql('PRAGMA user_version = 1'), least: 100 },
];
const kinds: Kind[] = [
  ...files.flatMap((file) => general.map((kind) => ({ ...kind, file }))),
  ...inside.map((kind) => ({ ...kind, file: 'history.db' })),
];

/** A folder with some of everything, made once and copied for each case. */
function makeHome(home: string): void {
  mkdirSync(home);
  const settings = settingsSchema.parse({
    version: 2,
    lastAccountNumber: accounts.length,
    accounts: accounts.map((id) => ({
      id,
      provider: 'scraperapi',
      label: `account of ${id}`,
      createdAt: 0,
      credential: { kind: 'environment', variables: { key: 'KEY' } },
      credentialEnd: null,
    })),
  });
  for (const name of ['settings.json', 'settings.backup.json'])
    writeFileSync(join(home, name), JSON.stringify(settings));
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) throw new Error(opened.error.message);
  const { history } = opened.value;
  for (const account of accounts)
    for (let n = 0; n < samplesOfEach; n += 1)
      history.addSamples(account, start + n, [{ pool: 'credits', remaining: n }]);
  history.close();
  for (const name of ['lock.db', 'fuelgauge.log', 'history.db-wal', 'history.db-shm', 'credentials.age'])
    writeFileSync(join(home, name), name.startsWith('history') ? Buffer.alloc(64) : '');
}

/** How many samples are there with their right value. */
function rightSamples(home: string): number {
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) return 0;
  const { history } = opened.value;
  const right = accounts.flatMap((account) =>
    history.allSamples(account).filter(({ t, remaining }) => t === start + remaining),
  );
  history.close();
  return right.length;
}

const isSaid = (text: string) => /cannot be used|is damaged|was damaged|could not be read|missing/.test(text);

/** Damages a closed folder, then starts the command line three times. */
async function damageClosed(kind: Kind, home: string, random: Random): Promise<string[]> {
  const { name, file, harm, least } = kind;
  harm(join(home, file), random);
  const failures: string[] = [];
  const isBlocked = name === 'a folder' && file !== 'fuelgauge.log';
  for (let n = 1; n <= 3; n += 1) {
    const { code, stderr } = await runBuiltCli(home, ['status'], { env: { KEY: 'invented' } });
    if (code === null || code === 70 || (code === 2 && !isBlocked))
      failures.push(`start ${n}: exit ${code}, ${stderr.trim()}`);
    else if (code === 2 && !isSaid(stderr))
      failures.push(`start ${n}: no reason was given: ${stderr.trim()}`);
    const isReplaced = readdirSync(home).some((each) => each.startsWith('history.damaged-'));
    if (n === 1 && isReplaced && !isSaid(stderr)) failures.push('the history was set aside without a word');
  }
  const saved = least === undefined ? 0 : rightSamples(home);
  const wanted = ((least ?? 0) / 100) * accounts.length * samplesOfEach;
  if (saved < wanted) failures.push(`only ${saved} of ${accounts.length * samplesOfEach} samples were saved`);
  return failures;
}

/** Damages the history under two that are open, which both go on. Nothing that is written afterwards may be missing. */
function damageOpen({ harm }: Kind, home: string, random: Random): string[] {
  const file = join(home, 'history.db');
  const open = [openHistory(file), openHistory(file)].flatMap((opened) =>
    opened.ok ? [opened.value.history] : [],
  );
  const failures: string[] = [];
  open[0]?.addUse({ id: 'before', account: 'a1', at: start, amount: 1, error: null });
  try {
    harm(file, random);
  } catch {
    // SQLite itself refuses to change a table under others.
  }
  const acknowledged: string[] = [];
  const read = (history: (typeof open)[number]) => accounts.map((account) => history.allSamples(account));
  for (let n = 0; n < 6; n += 1)
    for (const [which, history] of open.entries()) {
      const id = `after ${n} of ${which}`;
      try {
        read(history);
        if (history.addUse({ id, account: 'a1', at: start + n, amount: 1, error: null }))
          acknowledged.push(id);
        if (n === 3) existsSync(file) && renameSync(file, `${file}.taken`);
      } catch (error) {
        if (existsSync(file) && statSync(file).isFile()) failures.push(`it threw: ${String(error)}`);
      }
    }
  for (const history of open) history.close();
  const last = openHistory(file);
  if (last.ok) {
    const kept = last.value.history
      .newestUses('a1', 100)
      .toReversed()
      .map(({ id }) => id);
    const lost = acknowledged.filter((id) => Number(id.split(' ')[1]) > 3 && !kept.includes(id));
    if (lost.length > 0) failures.push(`lost: ${lost.join(', ')}`);
    last.value.history.close();
  } else if (!statSync(file).isDirectory()) failures.push(`it cannot be opened: ${last.error.message}`);
  return failures;
}

export const damage: Scenario = {
  name: 'damage',
  about:
    'damaged, deleted and replaced files, before a start and while the history is open; no start fails, what can be read is saved',
  tries: { quick: 6, full: 225 },
  async run({ tries, random, folder, progress }) {
    const model = join(folder, 'model');
    makeHome(model);
    const failures: string[] = [];
    const inHistory = kinds.filter(({ file }) => file === 'history.db');
    // In another order with another seed, so that a few cases are not always the same.
    const first = Math.floor(random.next() * kinds.length);
    for (let n = 0; n < tries; n += 1) {
      const home = join(folder, `home-${n}`);
      cpSync(model, home, { recursive: true });
      const isOpen = n % 3 === 2;
      const choice = isOpen ? inHistory : kinds;
      const kind = choice[(first + Math.floor(isOpen ? n / 3 : n - n / 3)) % choice.length];
      if (!kind) continue;
      if (isOpen)
        for (const suffix of ['-wal', '-shm']) rmSync(join(home, `history.db${suffix}`), { force: true });
      const found = isOpen ? damageOpen(kind, home, random) : await damageClosed(kind, home, random);
      failures.push(
        ...found.map(
          (failure) => `case ${n}, ${kind.file}: ${kind.name}${isOpen ? ', while open' : ''}: ${failure}`,
        ),
      );
      rmSync(home, { recursive: true, force: true });
      if (n % 20 === 19) progress(`${n + 1} of ${tries}`);
    }
    return { failures };
  },
};
