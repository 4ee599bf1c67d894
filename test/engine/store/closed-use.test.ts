import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { describe, expect, it, vi } from 'vitest';
import { type History, openHistory } from '../../../main/engine/store/history.ts';
import { providers } from '../../../main/providers/index.ts';
import type { Entered, Frequency, Rollover } from '../../../shared/model/index.ts';
import { type Facts, openingBefore, present } from '../../../shared/present/index.ts';
import { dayMs, dayOf, hourMs } from '../../../shared/time/index.ts';
import { type LoggedUse, slotsOf, totalUse } from '../../../shared/use-slots.ts';
import { temporaryHome } from '../../helpers/folder.ts';

// Years of writing, on a busy machine.
vi.setConfig({ testTimeout: 120_000 });

const now = Date.parse('2026-11-21T09:00:00Z');
const today = Date.parse('2026-11-21T00:00:00Z');
const years = 5;
const provider = (id: string) => {
  const found = providers.find((each) => each.id === id);
  if (!found) throw new Error(`There is no ${id}.`);
  return found;
};
const codes = provider('scrapio').ledger?.codes ?? {};
const entered = (frequency: Frequency, rollover: Rollover): Entered => ({
  plan: frequency === 'daily' ? 'free-daily' : null,
  cycleStart: '2021-12-10',
  refill: frequency === 'daily' ? null : 9000,
  rollover,
  grants: [
    { id: 'old', kind: 'topup', amount: 20_000, grantedAt: today - 1500 * dayMs + hourMs, expiresAt: null },
    {
      id: 'lapsed',
      kind: 'topup',
      amount: 9000,
      grantedAt: today - 1200 * dayMs,
      expiresAt: today - 800 * dayMs,
    },
    {
      id: 'late',
      kind: 'topup',
      amount: 50_000,
      grantedAt: today - 410 * dayMs + hourMs,
      expiresAt: today + 90 * dayMs,
    },
  ],
});

/** The same numbers from 0 to 1 each time. */
function numbers(): () => number {
  let last = 7;
  return () => {
    last = (last * 16_807) % 2_147_483_647;
    return last / 2_147_483_647;
  };
}

interface Years {
  file: string;
  history: History;
  close(at: number): void;
}
function open(facts: Omit<Facts, 'uses' | 'dailyUse' | 'now'>): Years {
  const file = join(temporaryHome(), 'history.db');
  const opened = openHistory(file);
  if (!opened.ok) throw new Error(opened.error.message);
  const { history } = opened.value;
  const close = (at: number) => {
    while (history.forgetOldUses(at)) {}
    history.closeOldUse('a1', at, (known, until) => openingBefore({ ...facts, ...known, now: at }, until));
  };
  return { file, history, close };
}
const rows = ({ file }: Years, table: string): number => {
  const db = new DatabaseSync(file);
  const count = Number(db.prepare(`SELECT count(*) AS n FROM ${table}`).get()?.n);
  db.close();
  return count;
};
/** What a page shows, without the binary noise of sums in another order. */
const shown = (facts: Facts) =>
  JSON.parse(JSON.stringify(present(facts)), (_, value: unknown) =>
    typeof value === 'number' ? Number(value.toFixed(4)) : value,
  );

describe('years of logged use', () => {
  it.each<[Frequency, Rollover]>([
    ['monthly', 'none'],
    ['monthly', 'all'],
    ['monthly', { upTo: 500 }],
    ['daily', 'none'],
  ])(
    'with a %s plan and rollover %j stay counted, in no more rows than those of 400 days',
    (frequency, rollover) => {
      const next = numbers();
      const facts = {
        provider: provider('scrapio'),
        reading: null,
        entered: entered(frequency, rollover),
        since: null,
      };
      const house = open(facts);
      const list: LoggedUse[] = [];
      for (let day = years * 365; day >= 0; day -= 1) {
        const at = today - day * dayMs + Math.floor(next() * 8 * hourMs);
        const error = next() < 0.02 ? 'credits_exhausted' : null;
        const use = { at, amount: error === null ? Math.floor(next() * 700) : 0, error };
        list.push(use);
        house.history.addUse({ ...use, id: `u${day}`, account: 'a1', loggedAt: at, empties: error !== null });
        if (day % 50 === 0) house.close(at);
      }
      const boundaries = facts.entered.grants
        .map(({ grantedAt }) => grantedAt)
        .filter((at) => at % dayMs !== 0);
      const whole = slotsOf(list, (code) => Object.hasOwn(codes, code), boundaries);
      house.history.divideUses(
        'a1',
        boundaries.filter((at) => at > today - 400 * dayMs),
      );
      house.close(now);
      const uses = house.history.useSlots('a1');
      expect(shown({ ...facts, uses, dailyUse: [], now })).toEqual(
        shown({ ...facts, uses: whole, dailyUse: [], now }),
      );
      expect(totalUse(uses)).toBeCloseTo(totalUse(whole), 4);
      expect(uses.reduce((sum, { entries }) => sum + entries, 0)).toBe(list.length);
      expect(rows(house, 'use_slots')).toBeLessThan(450);
      house.close(now);
      expect(house.history.useSlots('a1')).toEqual(uses);
      house.history.close();
    },
  );
});

it('years of reported days stay counted, in no more rows than those of 400 days', () => {
  const next = numbers();
  const facts = {
    provider: provider('spidra'),
    reading: null,
    entered: entered('monthly', 'all'),
    since: null,
  };
  const house = open(facts);
  const dailyUse = Array.from({ length: years * 365 }, (_, n) => ({
    day: dayOf(today - (years * 365 - 1 - n) * dayMs),
    amount: Math.floor(next() * 500),
  }));
  for (const [n, day] of dailyUse.entries()) {
    house.history.saveDailyUse('a1', [day]);
    if (n % 50 === 0) house.close(Date.parse(`${day.day}T09:00:00Z`));
  }
  house.close(now);
  const known = { uses: house.history.useSlots('a1'), dailyUse: house.history.dailyUse('a1') };
  expect(shown({ ...facts, ...known, now })).toEqual(shown({ ...facts, uses: [], dailyUse, now }));
  expect(totalUse(known.uses) + totalUse(known.dailyUse)).toBe(totalUse(dailyUse));
  expect(rows(house, 'daily_use')).toBeLessThan(410);
  expect(rows(house, 'use_slots')).toBe(1);
  house.history.close();
});

it('a clock that was ahead for an hour closes nothing', () => {
  const facts = {
    provider: provider('scrapio'),
    reading: null,
    entered: entered('monthly', 'all'),
    since: null,
  };
  const house = open(facts);
  for (let day = 30; day >= 0; day -= 1) {
    house.history.addUse({ id: `u${day}`, account: 'a1', at: now - day * dayMs, amount: 5, error: null });
    house.history.addSamples('a1', now - day * dayMs, [{ pool: 'credits', remaining: day }]);
  }
  const before = house.history.useSlots('a1');
  house.close(now + 3 * 365 * dayMs);
  expect(house.history.useSlots('a1')).toEqual(before);
  house.history.close();
});
