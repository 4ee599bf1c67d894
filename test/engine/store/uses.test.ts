import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import { dayMs, hourMs } from '../../../shared/time/index.ts';
import { type LoggedUse, slotsOf, type UseSlot } from '../../../shared/use-slots.ts';
import { temporaryHome } from '../../helpers/folder.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const divides = (code: string) => code === 'credits_exhausted' || code === 'daily_credit_cap_exceeded';

function open(file = join(temporaryHome(), 'history.db')): History {
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  return opened.value.history;
}
function log(history: History, list: readonly LoggedUse[]): void {
  for (const [index, use] of list.entries())
    history.addUse({
      ...use,
      id: `u${index}`,
      account: 'a1',
      loggedAt: now,
      empties: use.error !== null && divides(use.error),
    });
}
const rounded = (slots: readonly UseSlot[]) =>
  slots
    .filter(({ entries, error }) => entries > 0 || error !== null)
    .map((slot) => ({ ...slot, amount: Number(slot.amount.toFixed(6)) }));

const instant = fc
  .tuple(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 24 * 4 - 1 }))
  .map(([day, quarter]) => Date.parse('2026-11-18T00:00:00Z') + day * dayMs + quarter * 900_000);
const uses = fc.array(
  fc.record({
    at: instant,
    amount: fc.nat(400),
    error: fc.oneof(
      { weight: 4, arbitrary: fc.constant(null) },
      fc.constantFrom('credits_exhausted', 'daily_credit_cap_exceeded', 'timeout'),
    ),
  }),
  { maxLength: 30 },
);
const ascending = uses.map((list) => list.toSorted((a, b) => a.at - b.at));

describe('the sums of logged use', () => {
  it('are those of its entries, divided where grants begin, before or after they were logged', () => {
    fc.assert(
      fc.property(ascending, fc.array(instant, { maxLength: 3 }), fc.boolean(), (list, boundaries, first) => {
        const history = open();
        const inside = boundaries.filter((at) => at % dayMs !== 0);
        if (first) history.divideUses('a1', inside);
        log(history, list);
        if (!first) history.divideUses('a1', inside);
        expect(rounded(history.useSlots('a1'))).toEqual(rounded(slotsOf(list, divides, inside)));
        history.close();
      }),
      { numRuns: 60 },
    );
  });

  it('add up to the same in any order', () => {
    fc.assert(
      fc.property(uses, (list) => {
        const history = open();
        log(history, list);
        const total = (slots: readonly UseSlot[]) => [
          slots.reduce((sum, { amount }) => sum + amount, 0),
          slots.reduce((sum, { entries }) => sum + entries, 0),
        ];
        expect(total(history.useSlots('a1'))).toEqual(total(slotsOf(list, divides)));
        history.close();
      }),
      { numRuns: 40 },
    );
  });

  it('return to what they were when an entry is taken back', () => {
    fc.assert(
      fc.property(ascending, fc.record({ at: instant, amount: fc.nat(400) }), (list, extra) => {
        const history = open();
        log(history, list);
        const before = rounded(history.useSlots('a1'));
        history.addUse({ ...extra, id: 'extra', account: 'a1', error: null, loggedAt: now + 1 });
        expect(history.removeUse('a1', null)).toMatchObject({ id: 'extra', amount: extra.amount });
        const amounts = (slots: typeof before) =>
          slots
            .filter(({ entries }) => entries > 0)
            .map(({ start, amount, entries }) => [start, amount, entries]);
        expect(amounts(rounded(history.useSlots('a1')))).toEqual(amounts(before));
        history.close();
      }),
      { numRuns: 40 },
    );
  });

  it('forget the division of an error that is taken back', () => {
    const history = open();
    log(history, [
      { at: now - 2 * hourMs, amount: 5, error: null },
      { at: now - hourMs, amount: 0, error: 'credits_exhausted' },
      { at: now, amount: 3, error: null },
    ]);
    expect(history.useSlots('a1')).toHaveLength(2);
    expect(history.removeUse('a1', 'u1')).toMatchObject({ error: 'credits_exhausted' });
    expect(history.useSlots('a1')).toMatchObject([{ amount: 8, entries: 2, error: null, succeededAt: now }]);
  });

  it('stay when entries are forgotten, and a repeated id counts once for 48 hours, also after a restart', () => {
    const file = join(temporaryHome(), 'history.db');
    let history = open(file);
    const entry = { id: 'job', account: 'a1', at: now, amount: 5, error: null, loggedAt: now };
    expect(history.addUse(entry)).toBe(true);
    expect(history.forgetOldUses(now + 47 * hourMs)).toBe(false);
    history.close();
    history = open(file);
    expect(history.addUse({ ...entry, loggedAt: now + 47 * hourMs })).toBe(false);
    for (let days = 3; days < 8; days += 1) {
      history.forgetOldUses(now + 90 * dayMs);
      expect(history.addUse({ ...entry, loggedAt: now + days * dayMs })).toBe(false);
      history.addUse({ ...entry, account: 'a2', id: `later ${days}`, loggedAt: now + days * dayMs });
    }
    history.forgetOldUses(now + 8 * dayMs);
    expect(history.newestUses('a1', 9)).toEqual([]);
    expect(history.useSlots('a1')).toMatchObject([{ amount: 5, entries: 1 }]);
    expect(history.removeUse('a1', 'job')).toBeNull();
  });

  it('keep an entry for 48 hours after it was logged, however long ago it was used', () => {
    const history = open();
    history.addUse({ id: 'late', account: 'a1', at: now - 9 * dayMs, amount: 5, error: null, loggedAt: now });
    for (let days = 1; days < 6; days += 1)
      history.addUse({ id: 'other', account: `b${days}`, at: now + days * dayMs, amount: 1, error: null });
    history.forgetOldUses(now + 6 * dayMs);
    expect(history.removeUse('a1', null)).toMatchObject({ id: 'late' });
    expect(history.useSlots('a1')).toMatchObject([{ amount: 0, entries: 0 }]);
  });

  it('are corrected within the day, never below zero, and back again', () => {
    const history = open();
    log(history, [
      { at: now - 2 * hourMs, amount: 5, error: null },
      { at: now - hourMs, amount: 0, error: 'credits_exhausted' },
      { at: now, amount: 3, error: null },
    ]);
    const total = () => history.useSlots('a1').reduce((sum, { amount }) => sum + amount, 0);
    history.correctUse({ id: 'c', account: 'a1', at: now, amount: -6, error: null, loggedAt: now + 1 });
    expect(history.useSlots('a1').map(({ amount }) => amount)).toEqual([2, 0]);
    expect(history.removeUse('a1', null)).toMatchObject({ id: 'c', amount: -6 });
    expect(total()).toBe(8);
  });

  it('are made of what an older version kept', () => {
    const file = join(temporaryHome(), 'history.db');
    open(file).close();
    const list: LoggedUse[] = [
      { at: now - 3 * hourMs, amount: 5, error: null },
      { at: now - 2 * hourMs, amount: 0, error: 'credits_exhausted' },
      { at: now - 2 * hourMs + 1, amount: 2, error: null },
      { at: now - hourMs, amount: 0, error: 'credits_exhausted' },
      { at: now - 3 * dayMs, amount: 1, error: 'timeout' },
      { at: now - 40 * dayMs, amount: 7.5, error: null },
    ];
    const db = new DatabaseSync(file);
    db.exec(`DROP TABLE use_slots; DROP INDEX uses_by_logging; DROP INDEX uses_by_error;
      ALTER TABLE uses DROP COLUMN logged_at; ALTER TABLE uses DROP COLUMN marks; PRAGMA user_version = 4`);
    const insert = db.prepare('INSERT INTO uses VALUES (?, ?, ?, ?, ?)');
    for (const [index, { at, amount, error }] of list.entries())
      insert.run('a1', `u${index}`, at, amount, error);
    db.close();
    const history = open(file);
    expect(rounded(history.useSlots('a1'))).toEqual(rounded(slotsOf(list, divides)));
    expect(history.newestUses('a1', 9)).toHaveLength(6);
    expect(history.addUse({ id: 'u1', account: 'a1', at: now, amount: 9, error: null })).toBe(false);
  });
});
