import type { Opening } from './ledger.ts';
import type { EnteredGrant } from './model/index.ts';
import { dayMs } from './time/index.ts';

// Logged use, summed: one slot per UTC day and account, divided only where a ledger must tell “before” from “after”.

/** One entry, as logged. */
export interface LoggedUse {
  /** Epoch milliseconds. */
  at: number;
  /** In the provider's unit, 0 or more. */
  amount: number;
  error: string | null;
}

/**
 * The use logged in one stretch of a UTC day. A stretch ends with the day, where a grant begins or expires, and after an
 * error that empties the balance; within it, the order of its entries makes no difference to a ledger.
 */
export interface UseSlot {
  /** Where it begins: the day, a grant's instant, or the millisecond after `errorAt`. */
  start: number;
  /** Its first and last entry; both `start` if it has none. */
  first: number;
  last: number;
  amount: number;
  entries: number;
  /** The last entry with an amount and without an error. */
  succeededAt: number | null;
  /** The code with which it begins; null: none. */
  error: string | null;
  /** When that code was first and last reported, until another slot begins with it. */
  errorAt: number | null;
  errorLast: number | null;
  /** Set: the sum of all days that are too old to be kept singly, and what they have left. An account has one at most. */
  opening: Opening | null;
}

/** More than any real day has. It keeps a script that reports errors in a strange order from making endless slots. */
const mostSlotsPerDay = 50;

export const dayOfSlot = (at: number): number => Math.floor(at / dayMs) * dayMs;

export function emptySlot(start: number): UseSlot {
  return {
    start,
    first: start,
    last: start,
    amount: 0,
    entries: 0,
    succeededAt: null,
    error: null,
    errorAt: null,
    errorLast: null,
    opening: null,
  };
}

/** What the days that are no longer kept singly have left; null: all are kept. */
export const openingOf = (slots: readonly UseSlot[]): Opening | null =>
  slots.find(({ opening }) => opening !== null)?.opening ?? null;

/** A slot with one more entry. */
export function withEntry(slot: UseSlot, { at, amount, error }: LoggedUse): UseSlot {
  const isFirst = slot.entries === 0;
  const succeeded = amount > 0 && error === null;
  return {
    ...slot,
    first: isFirst ? at : Math.min(slot.first, at),
    last: isFirst ? at : Math.max(slot.last, at),
    amount: slot.amount + amount,
    entries: slot.entries + 1,
    succeededAt: succeeded ? Math.max(slot.succeededAt ?? at, at) : slot.succeededAt,
  };
}

/** Where an entry goes: the last slot that begins at or before it. `slots`: of its day, ascending. */
export function slotFor(slots: readonly UseSlot[], at: number): UseSlot | undefined {
  return slots.findLast(({ start }) => start <= at);
}

/**
 * What an error that empties the balance does to the slots of its day. It begins a slot unless the same code has been
 * reported before and no grant has come since: then nothing was left to empty. Null: only the time of its last report changes.
 */
export function slotOfError(
  slots: readonly UseSlot[],
  at: number,
  code: string,
): { known: UseSlot } | { begins: number } | null {
  const day = dayOfSlot(at);
  for (const slot of slots.filter(({ start }) => start <= at).reverse()) {
    if (slot.error === code) return { known: slot };
    const isGrants = slot.error === null && slot.start !== day;
    if (isGrants) break;
  }
  // A slot begins after the error; the last millisecond of a day has none after it.
  const begins = Math.min(at + 1, day + dayMs - 1);
  if (slots.length >= mostSlotsPerDay || slots.some(({ start }) => start === begins)) return null;
  return { begins };
}

/**
 * Sums single entries into slots, ascending. `divides`: whether a code empties the balance. `boundaries`: instants at which
 * grants begin or expire. The history does the same, entry by entry (`main/engine/store/uses.ts`).
 */
export function slotsOf(
  uses: readonly LoggedUse[],
  divides: (code: string) => boolean,
  boundaries: readonly number[] = [],
): UseSlot[] {
  const byDay = new Map<number, UseSlot[]>();
  const dayAt = (at: number) => {
    const day = dayOfSlot(at);
    const found = byDay.get(day) ?? [emptySlot(day)];
    byDay.set(day, found);
    return found;
  };
  for (const at of new Set(boundaries)) {
    const slots = dayAt(at);
    if (!slots.some(({ start }) => start === at)) slots.push(emptySlot(at));
  }
  for (const slots of byDay.values()) slots.sort(byStart);
  // Errors first, so that every entry finds its slot. At one instant, use comes before the error.
  for (const { at, error } of uses.toSorted((a, b) => a.at - b.at)) {
    if (error === null || !divides(error)) continue;
    const slots = dayAt(at);
    const found = slotOfError(slots, at, error);
    if (found === null) continue;
    if ('known' in found) found.known.errorLast = Math.max(found.known.errorLast ?? at, at);
    else {
      slots.push({ ...emptySlot(found.begins), error, errorAt: at, errorLast: at });
      slots.sort(byStart);
    }
  }
  for (const use of uses) {
    const slots = dayAt(use.at);
    const slot = slotFor(slots, use.at);
    if (slot) slots[slots.indexOf(slot)] = withEntry(slot, use);
  }
  return [...byDay.values()].flat().sort(byStart);
}

export const byStart = (a: UseSlot, b: UseSlot): number => a.start - b.start;

/** When use was last logged for; null: never. */
export function lastUseAt(slots: readonly UseSlot[]): number | null {
  const used = slots.filter(({ entries }) => entries > 0).map(({ last }) => last);
  return used.length === 0 ? null : used.reduce((latest, at) => Math.max(latest, at));
}

/** Changes with every entry that is logged, corrected or taken back. */
export function usesRevision(slots: readonly UseSlot[]): string {
  let entries = 0;
  let amount = 0;
  for (const slot of slots) {
    entries += slot.entries;
    amount += slot.amount;
  }
  return `${entries}/${amount}`;
}

/** All use in these slots. */
export const totalUse = (slots: readonly { amount: number }[]): number =>
  slots.reduce((total, { amount }) => total + amount, 0);

/** Where these slots should be divided, but are not: where a grant begins, and where one expires between two uses. */
export function undivided(
  slots: readonly UseSlot[],
  grants: readonly Pick<EnteredGrant, 'grantedAt' | 'expiresAt'>[],
): number[] {
  const starts = new Set(slots.map(({ start }) => start));
  const closed = openingOf(slots)?.at ?? Number.NEGATIVE_INFINITY;
  const crossed = (at: number) => slots.some(({ first, last }) => first < at && last >= at);
  const wanted = grants.flatMap(({ grantedAt, expiresAt }) => [
    grantedAt,
    ...(expiresAt !== null && crossed(expiresAt) ? [expiresAt] : []),
  ]);
  return [...new Set(wanted)].filter((at) => at >= closed && dayOfSlot(at) !== at && !starts.has(at));
}
