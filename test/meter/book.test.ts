import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createBook } from '../../main/meter/book.ts';
import type { AnswerUse } from '../../shared/metering/read-answer.ts';
import { type MeterCounts, ok } from '../../shared/model/index.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

function open() {
  const disk = { isFull: false, logged: [] as AnswerUse[] };
  const told: MeterCounts[] = [];
  const warnings: string[] = [];
  const book = createBook({
    engine: {
      reportUses(_, uses) {
        if (disk.isFull) throw new Error('database or disk is full');
        disk.logged.push(...uses);
        return ok({ amount: uses.reduce((sum, { amount }) => sum + amount, 0), refused: 0 });
      },
    },
    log: { warn: (event) => void warnings.push(event) },
    now: () => 7,
    onChange: (counts) => void told.push(counts),
  });
  return { book, disk, told, warnings };
}

describe('the book of the meter', () => {
  it('logs in batches, and has no timer while nothing happens', () => {
    const { book, disk, told } = open();
    expect(vi.getTimerCount()).toBe(0);
    for (let time = 0; time < 50; time += 1) {
      book.asked();
      book.use('a1', { amount: 2, id: `r${time}` });
    }
    expect(disk.logged).toEqual([]);
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(100);
    expect(disk.logged).toHaveLength(50);
    expect(told.at(-1)).toMatchObject({ requests: 50, logged: { a1: 100 }, lastAt: 7 });
    expect(vi.getTimerCount()).toBe(0);
  });

  it('keeps what a full disk does not take, says so, and logs it once there is room', () => {
    const { book, disk, told, warnings } = open();
    disk.isFull = true;
    book.use('a1', { amount: 2 });
    vi.advanceTimersByTime(100);
    book.use('a1', { amount: 3 });
    expect(told.at(-1)).toMatchObject({ waiting: 1, logged: {} });
    expect(warnings).toHaveLength(1);
    disk.isFull = false;
    vi.advanceTimersByTime(5000);
    expect(told.at(-1)).toMatchObject({ waiting: 0, logged: { a1: 5 }, unread: {} });
    // Each has an id and a time of its own from the start, so that no second try counts twice or at another time.
    expect(new Set(disk.logged.map(({ id }) => id)).size).toBe(2);
    expect(disk.logged.every(({ at }) => at === 7)).toBe(true);
  });

  it('does not change what it told before', () => {
    const { book, told } = open();
    book.asked();
    vi.advanceTimersByTime(100);
    book.asked();
    book.unread('cut');
    expect(told[0]).toMatchObject({ requests: 1, unread: {} });
  });

  it('logs the rest at the end, and nothing after it', () => {
    const { book, disk } = open();
    book.use('a1', { amount: 2 });
    book.close();
    expect(disk.logged).toHaveLength(1);
    book.unread('cut');
    expect(vi.getTimerCount()).toBe(0);
    const full = open();
    full.disk.isFull = true;
    full.book.use('a1', { amount: 2 });
    full.book.close();
    expect(full.book.counts().unread).toEqual({ 'not-stored': { answers: 1, lastAt: 7 } });
    expect(vi.getTimerCount()).toBe(0);
  });
});
