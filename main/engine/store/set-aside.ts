import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Account, StorageError } from '../../../shared/model/index.ts';
import { openDatabase } from './database.ts';
import { readWhole, writeWhole } from './files.ts';
import { rebuild } from './history-file.ts';
import { createRemoval } from './removal.ts';

/** By which an account is known even if one of them is damaged. */
type Marks = Pick<Account, 'id' | 'createdAt'>;

const copyOfSettings = /^(?:settings\.damaged|before-import)-.*\.json$/;
const damagedHistory = /^history\.damaged-.*\.db$/;

/**
 * Takes an account that is deleted out of the settings and histories that Fuelgauge once set aside. What they have of the
 * others stays, because somebody may still want to mend them. Throws file system errors.
 */
export function forgetSetAside(home: string, account: Marks): void {
  for (const name of readdirSync(home)) {
    const file = join(home, name);
    // What is no file is not from here.
    if (!lstatSync(file, { throwIfNoEntry: false })?.isFile()) continue;
    if (copyOfSettings.test(name)) forgetInSettings(file, account);
    else if (damagedHistory.test(name)) forgetInHistory(file, account.id);
  }
}

function forgetInSettings(file: string, account: Marks): void {
  const text = String(readWhole(file) ?? '');
  const others = withoutAccount(text, account);
  if (others !== text) writeWhole(file, others);
}

/** The text of settings without an account. They may be damaged anywhere. */
export function withoutAccount(text: string, marks: Marks): string {
  try {
    const json: unknown = JSON.parse(text);
    const account = z.looseObject({ id: z.literal(marks.id), provider: z.string() });
    const others = JSON.stringify(withoutIn(json, account), null, 2);
    return others === JSON.stringify(json, null, 2) ? text : others;
  } catch {
    return withoutLines(text, marks);
  }
}

function withoutIn(json: unknown, account: z.ZodType): unknown {
  const removed = z.looseObject({ account });
  const isIt = (value: unknown) => account.safeParse(value).success || removed.safeParse(value).success;
  if (Array.isArray(json))
    return json.filter((value) => !isIt(value)).map((value) => withoutIn(value, account));
  if (typeof json !== 'object' || json === null) return json;
  return Object.fromEntries(Object.entries(json).map(([name, value]) => [name, withoutIn(value, account)]));
}

/**
 * Damaged text without the objects of the account, as far as their indentation tells: a bracket may be what is damaged. Every
 * property has a line of its own.
 */
function withoutLines(text: string, { id, createdAt }: Marks): string {
  const own = [`"id": ${JSON.stringify(id)}`, `"createdAt": ${createdAt}`] as const;
  const another = /^"id": "a\d+",?$/;
  const lines = text.split('\n');
  const depthOf = (line = '') => line.length - line.trimStart().length;
  for (let at = 0; at < lines.length; at += 1) {
    const line = (lines[at] ?? '').trim().replace(/,$/, '');
    if (!own.some((mark) => mark === line)) continue;
    const isOutside = (line: string) => line.trim() !== '' && depthOf(line) < depthOf(lines[at]);
    const start = Math.max(0, lines.slice(0, at).findLastIndex(isOutside));
    const next = lines.slice(at).findIndex(isOutside);
    const end = next < 0 ? lines.length : at + next;
    const closes = lines[end]?.trim().startsWith('}') ? 1 : 0;
    const block = lines.slice(start, end + closes).map((line) => line.trim());
    // Several accounts can have been created at once.
    const isIt = block.some((line) => line.startsWith(own[0])) || !block.some((line) => another.test(line));
    if (!isIt) continue;
    lines.splice(start, block.length, 'null,');
    at = start;
  }
  return lines.join('\n');
}

/** Keeps what can be read of a damaged history, as was done when it was set aside, and deletes the account in that. */
function forgetInHistory(file: string, account: string): void {
  // If a process was killed here, it is complete, and parts of the damaged one may be gone.
  const rest = `${file}.rest`;
  const isEmpty = !existsSync(rest) && rebuild(rest, file).saved === 0;
  if (!isEmpty) deleteIn(rest, account);
  for (const suffix of ['-wal', '-shm']) rmSync(`${file}${suffix}`, { force: true });
  renameSync(rest, file);
  // Nobody can read anything in it.
  if (isEmpty) rmSync(file);
}

function deleteIn(file: string, account: string): void {
  const opened = openDatabase(file, () => {});
  if (!opened.ok) throw new StorageError(opened.error);
  const { database } = opened.value;
  const removal = createRemoval(database);
  while (removal.removeSome(account));
  while (removal.giveBackSome());
  removal.emptyLog();
  database.close();
  rmSync(`${file}.checked`, { force: true });
}
