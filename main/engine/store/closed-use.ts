import type { Opening } from '../../../shared/ledger.ts';
import { type DayUse, largestAmount } from '../../../shared/model/index.ts';
import { dayMs, dayOf, dayStart } from '../../../shared/time/index.ts';
import { dayOfSlot, emptySlot, openingOf, type UseSlot } from '../../../shared/use-slots.ts';
import { type Database, transaction } from './schema.ts';
import { entriesKeptMs, type Uses } from './uses.ts';

/** How long use is kept by day. A cycle is never longer than a year, so the present one is always whole. */
export const daysKept = 400;

export interface ClosedUse {
  /**
   * Sums up the days of logged and reported use that are too old to be kept singly and can no longer be logged, corrected
   * or taken back. `openingBefore` tells what the use before an instant has left. True: something was summed up.
   */
  closeOldUse(account: string, now: number, openingBefore: OpeningBefore): boolean;
}

export type OpeningBefore = (
  known: { uses: readonly UseSlot[]; dailyUse: readonly DayUse[] },
  at: number,
) => Opening;

/** `trusted`: up to when it is safe to believe that time has passed. */
export function createClosedUse(
  db: Database,
  uses: Pick<Uses, 'useSlots' | 'replaceSlots'>,
  dailyUse: (account: string) => DayUse[],
  trusted: (now: number) => number,
): ClosedUse {
  const removeDays = db.prepare('DELETE FROM daily_use WHERE account = ? AND day < ?');
  return {
    closeOldUse: (account, now, openingBefore) =>
      transaction(db, () => {
        const until = dayOfSlot(trusted(now) - daysKept * dayMs - entriesKeptMs);
        const known = { uses: uses.useSlots(account), dailyUse: dailyUse(account) };
        const slots = known.uses.filter(({ start }) => start < until);
        const days = known.dailyUse.filter(({ day }) => dayStart(day) < until);
        const isNew = days.length > 0 || slots.some(({ opening }) => opening === null);
        // After a clock that was ahead, the books may be closed up to a later day.
        if (!isNew || (openingOf(known.uses)?.at ?? 0) > until) return false;
        const closed = { ...summed([...slots, ...days.map(slotOf)]), opening: openingBefore(known, until) };
        uses.replaceSlots(account, until, closed);
        removeDays.run(account, dayOf(until));
        return true;
      }),
  };
}

function slotOf({ day, amount }: DayUse): UseSlot {
  const start = dayStart(day);
  return { ...emptySlot(start), last: start + dayMs - 1, amount, entries: 1 };
}

function summed(slots: readonly UseSlot[]): UseSlot {
  const start = slots.reduce((least, slot) => Math.min(least, slot.start), Number.POSITIVE_INFINITY);
  const used = slots.filter(({ entries }) => entries > 0);
  return {
    ...emptySlot(start),
    first: used.reduce((least, { first }) => Math.min(least, first), used[0]?.first ?? start),
    last: used.reduce((most, { last }) => Math.max(most, last), start),
    amount: Math.min(
      largestAmount,
      used.reduce((sum, { amount }) => sum + amount, 0),
    ),
    entries: used.reduce((sum, { entries }) => sum + entries, 0),
    succeededAt: used.reduce<number | null>(
      (latest, { succeededAt }) => (succeededAt === null ? latest : Math.max(latest ?? 0, succeededAt)),
      null,
    ),
  };
}
