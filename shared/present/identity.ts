import type { Cap, Cycle, Grant, Pool, Reading } from '../model/index.ts';
import {
  dayMs,
  firstNumber,
  minuteMs,
  recurrenceOf,
  recurrenceOfCap,
  renewalsBetween,
} from '../time/index.ts';

// What a thing is must not hang on a millisecond, an amount or a label. Few providers report ids, so most are made from such
// parts: what a reading has in common with the one before keeps the ids it had there.

/** Dates that differ by less are the same: some providers compute them anew for each answer. */
const wanderMs = 5 * minuteMs;
/** A date that was moved: by a day, and the time zone it was rounded in. */
const moveMs = 2 * dayMs;
/** A smaller rise or difference of an amount is a correction. */
const correction = 0.02;

/** The reading, with the ids and the dates that the same things had in the previous one. Amounts and labels are its own. */
export function withIdentity(previous: Reading | null, reading: Reading): Reading {
  const pairs = pairedPools(previous?.pools ?? [], reading.pools);
  const grants = pairs.map(({ pool, old }) => {
    const olds = old?.grants ?? [];
    return matched(olds, pool.grants).map((index) => (index === null ? undefined : olds[index]));
  });
  // What is kept comes first, so that nothing new takes its id.
  const poolIds = new Set(pairs.flatMap(({ old }) => (old === undefined ? [] : [old.id])));
  const grantIds = new Set(grants.flat().flatMap((old) => (old === undefined ? [] : [old.id])));
  return {
    ...reading,
    pools: pairs.map(({ pool, old }, at) => ({
      ...pool,
      id: old?.id ?? unused(pool.id, poolIds),
      cycle: pool.cycle && cycleAfter(old?.cycle ?? null, pool.cycle, reading.at),
      grants: pool.grants.map((grant, index) => {
        const known = grants[at]?.[index];
        return known === undefined
          ? { ...grant, id: unused(grant.id, grantIds) }
          : {
              ...grant,
              id: known.id,
              grantedAt: settled(known.grantedAt, grant.grantedAt),
              expiresAt: settled(known.expiresAt, grant.expiresAt, reading.at),
            };
      }),
    })),
    caps: reading.caps.map((cap) => {
      const old = previous?.caps.find(({ id, window }) => id === cap.id && window === cap.window);
      return capAfter(old ?? null, cap, reading.at);
    }),
  };
}

/** A pool that nothing but its id or its being alone tells from others is still the one it was. */
function pairedPools(olds: readonly Pool[], news: readonly Pool[]): { pool: Pool; old: Pool | undefined }[] {
  const found = matched(olds.map(thingOf), news.map(thingOf));
  const taken = new Set(found);
  const [only, second] = olds;
  return news.map((pool, at) => {
    const index = found[at] ?? olds.findIndex(({ id }, other) => id === pool.id && !taken.has(other));
    const alone = second === undefined && news.length === 1 && only?.unit.kind === pool.unit.kind;
    return { pool, old: olds[index] ?? (alone ? only : undefined) };
  });
}

function cycleAfter(old: Cycle | null, cycle: Cycle, at: number): Cycle {
  const recurs = recurrenceOf(cycle.frequency);
  const before = old?.renewsAt ?? null;
  const renewsAt = settled(before, cycle.renewsAt, at);
  if (renewsAt === null || recurs === null) return { ...cycle, renewsAt };
  const known = old !== null && old.frequency === cycle.frequency ? old : null;
  return { ...cycle, renewsAt, number: numberAfter(known?.number, known && before, renewsAt, recurs) };
}

function capAfter(old: Cap | null, cap: Cap, at: number): Cap {
  const recurs = recurrenceOfCap(cap.window);
  // A window of an hour begins too often to say which one is meant.
  if (recurs === null && cap.window !== 'day') return cap;
  const before = old?.resetsAt ?? null;
  const resetsAt = settled(before, cap.resetsAt, at);
  if (resetsAt === null || recurs === null) return { ...cap, resetsAt };
  return { ...cap, resetsAt, number: numberAfter(old?.number, before, resetsAt, recurs) };
}

function numberAfter(
  number: number | undefined,
  before: number | null,
  at: number,
  recurs: Parameters<typeof firstNumber>[1],
): number {
  if (before === null) return firstNumber(at, recurs);
  return (number ?? firstNumber(before, recurs)) + renewalsBetween(before, at, recurs);
}

/** What tells a grant or a pool from another. */
type Thing = Pick<Grant, 'id' | 'label' | 'granted' | 'remaining' | 'expiresAt'> & { kind: string };

/** A pool is known by its only grant, if that has a date: a package that ends, for example. */
const thingOf = ({ id, label, unit, limit, remaining, grants }: Pool): Thing => ({
  id,
  kind: unit.kind,
  label,
  granted: limit,
  remaining: remaining ?? 0,
  expiresAt: grants.length === 1 ? (grants[0]?.expiresAt ?? null) : null,
});

/** For each of the new things, the index of the old one that it is; null: it is new. */
function matched(olds: readonly Thing[], news: readonly Thing[]): (number | null)[] {
  const found: (number | null)[] = news.map(() => null);
  const free = new Set(olds.keys());
  const byId = new Map(olds.map((old, index) => [old.id, index]));
  const take = (at: number, index: number) => {
    found[at] = index;
    free.delete(index);
  };
  news.forEach((one, at) => {
    const index = byId.get(one.id);
    const old = index === undefined ? undefined : olds[index];
    if (index !== undefined && old?.kind === one.kind && !hasRisen(old, one) && gapMs(old, one) <= wanderMs)
      take(at, index);
  });
  const candidates = news.flatMap((one, at) =>
    found[at] !== null
      ? []
      : [...free].flatMap((index) => {
          const old = olds[index];
          return old !== undefined && maySame(old, one) ? [{ at, index, cost: distance(old, one) }] : [];
        }),
  );
  for (const { at, index } of candidates.sort((a, b) => a.cost - b.cost))
    if (found[at] === null && free.has(index)) take(at, index);
  return found;
}

/**
 * Whether they can be the same thing. What has risen is another one, bought since, unless its date and size are the same.
 * What was extended has the size, the label and at most the rest that it had.
 */
function maySame(old: Thing, one: Thing): boolean {
  if (old.kind !== one.kind) return false;
  const gap = gapMs(old, one);
  if (hasRisen(old, one)) return gap <= wanderMs && (isSameSize(old, one) || old.id === one.id);
  return gap <= moveMs || (one.granted !== null && isSameSize(old, one) && old.label === one.label);
}

/** How unlike they are. */
function distance(old: Thing, one: Thing): number {
  const days = Math.min(gapMs(old, one) / dayMs, 1000);
  const rest = Math.abs(old.remaining - one.remaining);
  return (
    days +
    (isSameSize(old, one) ? 0 : 5) +
    (old.label === one.label ? 0 : 2) +
    (old.id === one.id ? 0 : 0.1) +
    rest / (1 + Math.max(Math.abs(old.remaining), Math.abs(one.remaining)))
  );
}

function gapMs({ expiresAt: a }: Thing, { expiresAt: b }: Thing): number {
  if (a === null || b === null) return a === b ? 0 : Number.POSITIVE_INFINITY;
  return Math.abs(a - b);
}

const hasRisen = (old: Thing, one: Thing): boolean =>
  one.remaining - old.remaining > correction * Math.max(old.granted ?? 0, Math.abs(old.remaining));

const isSameSize = ({ granted: a }: Thing, { granted: b }: Thing): boolean =>
  a === null || b === null ? a === b : Math.abs(a - b) <= correction * Math.max(Math.abs(a), Math.abs(b));

/** The id, or if it is taken, with a number. */
function unused(id: string, taken: Set<string>): string {
  let free = id;
  for (let copy = 2; taken.has(free); copy += 1) free = `${id}-${copy}`;
  taken.add(free);
  return free;
}

/** The old date if the new one merely wanders around it, unless it has passed at `at`. */
function settled(old: number | null, date: number | null, at = Number.NEGATIVE_INFINITY): number | null {
  const isSame = old !== null && date !== null && old > at && Math.abs(date - old) <= wanderMs;
  return isSame ? old : date;
}
