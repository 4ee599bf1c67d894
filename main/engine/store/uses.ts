import { z } from 'zod';
import { amountSchema, instantSchema } from '../../../shared/model/index.ts';
import { dayMs, hourMs } from '../../../shared/time/index.ts';
import {
  dayOfSlot,
  emptySlot,
  slotFor,
  slotOfError,
  type UseSlot,
  withEntry,
} from '../../../shared/use-slots.ts';
import { atomically, type Database, fromJson, readRows, transaction } from './schema.ts';
import type { StoredClock } from './stored-clock.ts';

/** How long an entry is kept singly at least: a repeated id counts once, and it can be taken back. Then only its sum is kept. */
export const entriesKeptMs = 48 * hourMs;
/** Entries forgotten in one transaction, so that other writers wait only milliseconds. */
const forgottenAtOnce = 500;

export interface UseEntry {
  id: string;
  account: string;
  at: number;
  /** 0 or more; below 0 in a correction. */
  amount: number;
  error: string | null;
  /** When it was logged, epoch milliseconds; 0: before this was recorded. */
  loggedAt: number;
}
export interface NewUse extends Omit<UseEntry, 'loggedAt'> {
  /** Default: when it was used. */
  loggedAt?: number;
  /** Its error code empties the balance. Default: no. */
  empties?: boolean;
}

/** Logged use. Every sum is updated with the entry that changes it, so nothing ever reads all entries. */
export interface Uses {
  /** False: this id is already known. */
  addUse(entry: NewUse): boolean;
  /** The sums of all use, ascending. */
  useSlots(account: string): UseSlot[];
  /** The newest entries that are still kept singly, newest first. */
  newestUses(account: string, most: number): UseEntry[];
  /** Takes back one entry, by default the last one logged. Null: there is none, or it is only kept in a sum. */
  removeUse(account: string, id: string | null): UseEntry | null;
  /** Adds to a day's sum, or takes from it down to 0, as an entry of its own. */
  correctUse(entry: UseEntry): void;
  /** Divides the sums at these instants, so that a grant that begins or expires there is drawn on exactly. */
  divideUses(account: string, instants: readonly number[]): void;
  /** Puts a slot in the place of all slots that begin before an instant. */
  replaceSlots(account: string, until: number, slot: UseSlot): void;
  /** Forgets some entries that are old enough. Their sums stay. True: there are more. */
  forgetOldUses(now: number): boolean;
}

const entryRow = z.object({
  id: z.string(),
  account: z.string(),
  at: instantSchema,
  amount: amountSchema,
  error: z.string().nullable(),
  loggedAt: z.number(),
});
const openingSchema = z.object({
  at: z.number(),
  refill: z.number().nullable(),
  grants: z.record(z.string(), z.number()),
});
/** One that cannot be read still says that its slot is no use of one day. */
const openingColumn = z
  .string()
  .nullable()
  .transform((text) =>
    text === null ? null : (fromJson(openingSchema, text) ?? { at: 0, refill: null, grants: {} }),
  );
const slotRow = z.object({
  start: z.number(),
  first: z.number(),
  last: z.number(),
  amount: amountSchema,
  entries: z.number(),
  succeededAt: z.number().nullable(),
  error: z.string().nullable(),
  errorAt: z.number().nullable(),
  errorLast: z.number().nullable(),
  opening: openingColumn,
});
const sumRow = z.object({
  amount: z.number().nullable(),
  entries: z.number(),
  first: z.number().nullable(),
  last: z.number().nullable(),
  succeededAt: z.number().nullable(),
});

interface UseParts {
  db: Database;
  statements: ReturnType<typeof prepareUses>;
}

export function createUses(db: Database, clock: StoredClock, skipped: (count: number) => void): Uses {
  const parts: UseParts = { db, statements: prepareUses(db) };
  const { statements } = parts;
  return {
    addUse: (entry) => atomically(db, () => addUse(parts, entry)),
    useSlots: (account) => readRows(slotRow, statements.slots.all(account), skipped),
    newestUses: (account, most) => readRows(entryRow, statements.newest.all(account, most), skipped),
    removeUse: (account, id) => transaction(db, () => removeUse(parts, account, id)),
    correctUse: (entry) =>
      transaction(db, () => {
        statements.add.run(entry.account, entry.id, entry.at, entry.amount, entry.error, entry.loggedAt, 0);
        change(parts, entry.account, entry.at, entry.amount, 1);
      }),
    divideUses: (account, instants) =>
      transaction(db, () => {
        for (const at of instants) divide(parts, account, emptySlot(at));
      }),
    replaceSlots: (account, until, slot) =>
      atomically(db, () => {
        statements.removeSlots.run(account, until);
        save(parts, account, slot);
      }),
    forgetOldUses: (now) => forgetOldUses(parts, clock.trusted(now)),
  };
}

function addUse(parts: UseParts, entry: NewUse): boolean {
  const { statements } = parts;
  const { account, id, at, amount, error, loggedAt = at, empties = false } = entry;
  const marks = empties && error !== null;
  const added = statements.add.run(account, id, at, amount, error, loggedAt, marks ? 1 : 0);
  if (added.changes !== 1) return false;
  if (marks) markError(parts, account, at, error);
  const slot = slotFor(daySlots(parts, account, at), at) ?? emptySlot(dayOfSlot(at));
  save(parts, account, withEntry(slot, { at, amount, error }));
  return true;
}

/** The code empties the balance: it begins a slot, or the slot that it began lasts longer. */
function markError(parts: UseParts, account: string, at: number, code: string): void {
  const found = slotOfError(daySlots(parts, account, at), at, code);
  if (found === null) return;
  if ('known' in found) {
    const { known } = found;
    save(parts, account, { ...known, errorLast: Math.max(known.errorLast ?? at, at) });
  } else divide(parts, account, { ...emptySlot(found.begins), error: code, errorAt: at, errorLast: at });
}

/** Puts a slot where none begins yet. What was used from there on is taken from the slot before, if it is still known singly. */
function divide(parts: UseParts, account: string, slot: UseSlot): void {
  const { statements } = parts;
  const slots = daySlots(parts, account, slot.start);
  if (slots.some(({ start }) => start === slot.start)) return;
  const before = slotFor(slots, slot.start);
  save(parts, account, slot);
  if (before === undefined || before.entries === 0 || before.last < slot.start) return;
  const end = slots.find(({ start }) => start > slot.start)?.start ?? dayOfSlot(slot.start) + dayMs;
  const earlier = sums(parts, account, before.start, slot.start);
  const later = sums(parts, account, slot.start, end);
  // Some of its entries are forgotten: which side they belong to is not known.
  if (earlier.entries + later.entries !== before.entries) {
    if (before.first >= slot.start) move(parts, account, before, slot);
    return;
  }
  save(parts, account, { ...before, ...earlier });
  save(parts, account, { ...slot, ...later });
  for (const code of statements.marksIn.all(account, slot.start, end))
    for (const at of Object.values(z.object({ at: z.number() }).parse(code)))
      markError(parts, account, at, z.object({ error: z.string() }).parse(code).error);
}

function move(parts: UseParts, account: string, from: UseSlot, to: UseSlot): void {
  const { first, last, amount, entries, succeededAt } = from;
  save(parts, account, { ...to, first, last, amount, entries, succeededAt });
  const { start, error, errorAt, errorLast } = from;
  save(parts, account, { ...emptySlot(start), error, errorAt, errorLast });
}

function sums({ statements }: UseParts, account: string, from: number, to: number) {
  const { amount, entries, first, last, succeededAt } = sumRow.parse(statements.sums.get(account, from, to));
  return { amount: Math.max(0, amount ?? 0), entries, first: first ?? from, last: last ?? from, succeededAt };
}

function removeUse(parts: UseParts, account: string, id: string | null): UseEntry | null {
  const { statements } = parts;
  const row =
    id === null
      ? (statements.lastLogged.get(account) ?? statements.newest.get(account, 1))
      : statements.entry.get(account, id);
  const read = entryRow.safeParse(row);
  if (!read.success) return null;
  const entry = read.data;
  statements.remove.run(account, entry.id);
  change(parts, account, entry.at, -entry.amount, -1);
  if (entry.error !== null) unmarkError(parts, account, entry.at, entry.error);
  return entry;
}

/** Changes a day's sum, first in the slot of this instant. No sum goes below 0. */
function change(parts: UseParts, account: string, at: number, amount: number, entries: number): void {
  const slots = daySlots(parts, account, at);
  const own = slotFor(slots, at) ?? emptySlot(dayOfSlot(at));
  const wasEmpty = own.entries === 0;
  const first = wasEmpty ? at : own.first;
  const last = wasEmpty ? at : own.last;
  let open = amount;
  const part = Math.max(-own.amount, open);
  open -= part;
  save(parts, account, {
    ...own,
    first,
    last,
    amount: own.amount + part,
    entries: Math.max(0, own.entries + entries),
    succeededAt: lastSuccess(parts, account, own),
  });
  for (const slot of slots.toReversed()) {
    if (open >= 0) break;
    if (slot.start === own.start) continue;
    const taken = Math.max(-slot.amount, open);
    open -= taken;
    save(parts, account, { ...slot, amount: slot.amount + taken });
  }
}

/** The last success among the entries that are still known; without any, what was known before. */
function lastSuccess(parts: UseParts, account: string, slot: UseSlot): number | null {
  const { entries, succeededAt } = sums(parts, account, slot.start, endOf(parts, account, slot));
  return entries === 0 && slot.entries > 1 ? slot.succeededAt : succeededAt;
}

function endOf(parts: UseParts, account: string, slot: UseSlot): number {
  const next = daySlots(parts, account, slot.start).find(({ start }) => start > slot.start);
  return next?.start ?? dayOfSlot(slot.start) + dayMs;
}

/** An error was taken back: if it was the only one of its code, its slot joins the one before. */
function unmarkError(parts: UseParts, account: string, at: number, code: string): void {
  const { statements } = parts;
  const slots = daySlots(parts, account, at);
  const slot = slots.findLast(({ error, errorAt }) => error === code && errorAt !== null && errorAt <= at);
  if (!slot || slot.errorAt === null) return;
  const next = slots.find(({ start, error }) => start > slot.start && error === code)?.errorAt;
  const until = next ?? dayOfSlot(at) + dayMs;
  const left = z
    .object({ first: z.number().nullable(), last: z.number().nullable() })
    .parse(statements.errorsIn.get(account, code, slot.errorAt, until));
  if (left.last !== null && left.first === slot.errorAt) {
    save(parts, account, { ...slot, errorLast: left.last });
    return;
  }
  const before = slots.findLast(({ start }) => start < slot.start);
  statements.removeSlot.run(account, slot.start);
  save(parts, account, joined(before ?? emptySlot(dayOfSlot(at)), slot));
  if (left.first !== null) markError(parts, account, left.first, code);
  if (left.last !== null) markError(parts, account, left.last, code);
}

function joined(slot: UseSlot, next: UseSlot): UseSlot {
  if (next.entries === 0) return slot;
  const used = slot.entries > 0;
  return {
    ...slot,
    first: used ? slot.first : next.first,
    last: next.last,
    amount: slot.amount + next.amount,
    entries: slot.entries + next.entries,
    succeededAt: next.succeededAt ?? slot.succeededAt,
  };
}

const daySlots = ({ statements }: UseParts, account: string, at: number): UseSlot[] =>
  readRows(slotRow, statements.slotsIn.all(account, dayOfSlot(at), dayOfSlot(at) + dayMs));

function save({ statements }: UseParts, account: string, slot: UseSlot): void {
  const { start, first, last, amount, entries, succeededAt, error, errorAt, errorLast } = slot;
  const opening = slot.opening && JSON.stringify(slot.opening);
  statements.save.run(
    account,
    start,
    first,
    last,
    amount,
    entries,
    succeededAt,
    error,
    errorAt,
    errorLast,
    opening,
  );
}

function forgetOldUses({ db, statements }: UseParts, trusted: number): boolean {
  const logged = trusted - entriesKeptMs;
  const day = dayOfSlot(logged);
  for (const { account } of readRows(z.object({ account: z.string() }), statements.accounts.all())) {
    const forgotten = transaction(db, () =>
      Number(statements.forget.run(account, account, day, logged, forgottenAtOnce).changes),
    );
    if (forgotten === forgottenAtOnce) return true;
  }
  return false;
}

function prepareUses(db: Database) {
  const entry = 'id, account, at, amount, error, logged_at AS loggedAt FROM uses WHERE account = ?';
  const slot = `start, first, last, amount, entries, succeeded_at AS succeededAt, error, error_at AS errorAt,
    error_last AS errorLast, opening FROM use_slots WHERE account = ?`;
  return {
    add: db.prepare(
      'INSERT OR IGNORE INTO uses (account, id, at, amount, error, logged_at, marks) VALUES (?, ?, ?, ?, ?, ?, ?)',
    ),
    entry: db.prepare(`SELECT ${entry} AND id = ?`),
    newest: db.prepare(`SELECT ${entry} ORDER BY at DESC, id DESC LIMIT ?`),
    lastLogged: db.prepare(`SELECT ${entry} AND logged_at > 0 ORDER BY logged_at DESC, at DESC LIMIT 1`),
    remove: db.prepare('DELETE FROM uses WHERE account = ? AND id = ?'),
    slots: db.prepare(`SELECT ${slot} ORDER BY start`),
    slotsIn: db.prepare(`SELECT ${slot} AND start >= ? AND start < ? ORDER BY start`),
    save: db.prepare('INSERT OR REPLACE INTO use_slots VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)'),
    removeSlot: db.prepare('DELETE FROM use_slots WHERE account = ? AND start = ?'),
    removeSlots: db.prepare('DELETE FROM use_slots WHERE account = ? AND start < ?'),
    sums: db.prepare(
      `SELECT sum(amount) AS amount, count(*) AS entries, min(at) AS first, max(at) AS last,
         max(CASE WHEN error IS NULL AND amount > 0 THEN at END) AS succeededAt
       FROM uses WHERE account = ? AND at >= ? AND at < ?`,
    ),
    errorsIn: db.prepare(
      `SELECT min(at) AS first, max(at) AS last FROM uses
       WHERE account = ? AND marks = 1 AND error = ? AND at >= ? AND at < ?`,
    ),
    marksIn: db.prepare(
      `SELECT error, min(at) AS at FROM uses WHERE account = ? AND marks = 1 AND at >= ? AND at < ? GROUP BY error`,
    ),
    accounts: db.prepare('SELECT DISTINCT account FROM use_slots'),
    forget: db.prepare(
      `DELETE FROM uses WHERE account = ? AND id IN
         (SELECT id FROM uses WHERE account = ? AND at < ? AND logged_at < ? ORDER BY at LIMIT ?)`,
    ),
  };
}
