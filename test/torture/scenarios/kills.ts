import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as delay } from 'node:timers/promises';
import { openHistory } from '../../../main/engine/store/history.ts';
import { openSettings } from '../../../main/engine/store/settings.ts';
import { createPassphraseVault } from '../../../main/engine/vault/passphrase.ts';
import { startMockProvider } from '../../helpers/mock-provider.ts';
import { type Acknowledged, acknowledgedSchema, passphrase, told } from '../acknowledged.ts';
import type { Scenario } from '../scenario.ts';

const busy = join(import.meta.dirname, '..', 'children', 'busy.ts');
const longestLifeMs = 2500;
/** Opening the vault takes a while, so its keys are compared after every so many kills. */
const vaultEvery = 10;

/** What must be there after the kills so far. */
interface Ledger {
  accounts: Map<string, { label: string; key: string; tag: string | null; tagging: string | null }>;
  /** A removal was begun: the account may be there or not. */
  removing: string | null;
  removed: Set<string>;
  readings: Extract<Acknowledged, { what: 'reading' }>[];
}

export const kills: Scenario = {
  name: 'kills',
  about:
    'Kills a busy engine at any moment; all that was acknowledged must be there, and the next start must work.',
  tries: { quick: 5, full: 1000 },
  async run({ tries, random, folder, progress }) {
    const failures: string[] = [];
    const ledger: Ledger = { accounts: new Map(), removing: null, removed: new Set(), readings: [] };
    const provider = await startMockProvider(() => ({
      body: { requestLimit: 100_000, requestCount: used() },
    }));
    let count = 0;
    /** Falls below the low balance and back, so that alerts begin and end. */
    const used = () => {
      count += 1;
      return count % 20 < 10 ? 50_000 + count : 99_000 + (count % 900);
    };
    let readings = 0;
    let whileStarting = 0;
    for (let run = 1; run <= tries; run += 1) {
      const { said, errors } = await liveAndDie(
        folder,
        provider.origin,
        run,
        random.between(200, longestLifeMs),
      );
      if (said.length === 0) whileStarting += 1;
      const fail = (text: string) => failures.push(`kill ${run}: ${text}`);
      if (errors !== '') fail(`it ended by itself: ${errors.slice(0, 500)}`);
      for (const each of said) note(ledger, each, fail);
      readings += ledger.readings.length;
      await verify(folder, ledger, run % vaultEvery === 0 || run === tries, fail);
      if (run % 50 === 0)
        progress(`${run} of ${tries} kills, ${readings} readings, ${failures.length} failures`);
    }
    await provider.close();
    return {
      failures,
      figures: [
        { name: 'readings acknowledged', value: readings, unit: '' },
        { name: 'kills during start', value: whileStarting, unit: '' },
      ],
    };
  },
};

async function liveAndDie(home: string, origin: string, run: number, lifeMs: number) {
  const child: ChildProcess = spawn(process.execPath, [busy, home, origin, String(run)], {
    env: { PATH: process.env.PATH, HOME: home, TZ: 'UTC' },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let out = '';
  let errors = '';
  child.stdout?.setEncoding('utf8').on('data', (text: string) => {
    out += text;
  });
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    errors += text;
  });
  const closed = new Promise((resolve) => child.once('close', resolve));
  await Promise.race([delay(lifeMs), closed]);
  child.kill('SIGKILL');
  await closed;
  // The last line may be cut off.
  const lines = out.split('\n').slice(0, -1);
  return { said: lines.map((line) => acknowledgedSchema.parse(JSON.parse(line))), errors };
}

function note(ledger: Ledger, said: Acknowledged, fail: (text: string) => void): void {
  const account = 'account' in said ? ledger.accounts.get(said.account) : undefined;
  if (said.what === 'started' && said.notices.length > 0)
    fail(`a notice at start: ${said.notices.join(' ')}`);
  if (said.what === 'reading') ledger.readings.push(said);
  if (said.what === 'added') {
    if (account || ledger.removed.has(said.account)) fail(`the id ${said.account} was given twice`);
    ledger.accounts.set(said.account, { label: said.label, key: said.key, tag: null, tagging: null });
  }
  if (said.what === 'removing') ledger.removing = said.account;
  if (said.what === 'removed') forget(ledger, said.account);
  if (account && said.what === 'tagging') account.tagging = said.tag;
  if (account && said.what === 'tagged') account.tag = said.tag;
}

function forget(ledger: Ledger, id: string): void {
  ledger.removing = null;
  ledger.accounts.delete(id);
  ledger.removed.add(id);
  ledger.readings = ledger.readings.filter(({ account }) => account !== id);
}

async function verify(home: string, ledger: Ledger, withVault: boolean, fail: (text: string) => void) {
  const settings = openSettings(home);
  if (!settings.ok) {
    fail(`the settings do not open: ${settings.error.message}`);
    return;
  }
  const { accounts } = settings.value.get();
  for (const notice of settings.value.notices) fail(`a notice of the settings: ${notice}`);
  settings.value.close();
  // A removal that was begun has happened or not; which, shows now.
  if (ledger.removing !== null && !accounts.some(({ id }) => id === ledger.removing))
    forget(ledger, ledger.removing);
  for (const { id } of accounts) if (ledger.removed.has(id)) fail(`${id} was removed and is there`);
  for (const [id, known] of ledger.accounts) {
    const stored = accounts.find((account) => account.id === id);
    if (stored === undefined || stored.label !== known.label) fail(`${id} “${known.label}” is lost`);
    else if (known.tag !== null && stored.tags[0] !== known.tag && stored.tags[0] !== known.tagging)
      fail(`${id} has the tag ${stored.tags[0]}, not ${known.tag}`);
  }
  verifyHistory(home, ledger, fail);
  if (withVault) await verifyVault(home, ledger, fail);
}

function verifyHistory(home: string, ledger: Ledger, fail: (text: string) => void): void {
  const file = join(home, 'history.db');
  const opened = openHistory(file);
  if (!opened.ok) {
    fail(`the history does not open: ${opened.error.message}`);
    return;
  }
  const { history } = opened.value;
  for (const notice of history.notices) fail(`a notice of the history: ${notice}`);
  for (const { account, at, remaining } of ledger.readings) {
    // A removal that was begun may have taken them.
    if (account === ledger.removing) continue;
    const found = history.samples(account, 'credits', at, at, 2)[0];
    if (found?.remaining !== remaining)
      fail(`the reading of ${account} at ${at}, ${remaining}, is ${found?.remaining}`);
  }
  ledger.readings = [];
  history.close();
  const db = new DatabaseSync(file);
  const check = db.prepare('PRAGMA quick_check').get()?.quick_check;
  if (check !== 'ok') fail(`quick_check says ${check}`);
  const delivered = db
    .prepare("SELECT DISTINCT notification AS id FROM deliveries WHERE state = 'delivered'")
    .all();
  const twice = db
    .prepare(
      'SELECT key, count(*) AS n FROM episodes WHERE cleared_at IS NULL GROUP BY account, key HAVING n > 1',
    )
    .all();
  db.close();
  for (const { key } of twice) fail(`two episodes ${key} are open at once`);
  const arrived = new Set(
    existsSync(join(home, told)) ? readFileSync(join(home, told), 'utf8').split('\n') : [],
  );
  for (const { id } of delivered)
    if (typeof id !== 'string' || !arrived.has(id)) fail(`${id} is recorded as sent and did not arrive`);
}

async function verifyVault(home: string, ledger: Ledger, fail: (text: string) => void): Promise<void> {
  const vault = createPassphraseVault(join(home, 'credentials.age'));
  const opened = await vault.unlock(passphrase);
  if (!opened.ok) {
    fail(`the vault does not open: ${opened.error.message}`);
    return;
  }
  for (const [id, { key }] of ledger.accounts) {
    if (id === ledger.removing) continue;
    const found = await vault.get(id);
    if (!found.ok || found.value?.key !== key) fail(`the credential of ${id} is lost`);
  }
}
