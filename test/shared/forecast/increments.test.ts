import { describe, expect, it } from 'vitest';
import { hourlyBurn } from '../../../shared/forecast/increments.ts';
import type { Sample } from '../../../shared/forecast/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { balance, NOW } from './made.ts';

function read(samples: Sample[], renewals: number[] = []) {
  const burn = hourlyBurn(samples, NOW, renewals);
  if (!burn) throw new Error('nothing was read');
  let amount = 0;
  let cover = 0;
  for (const each of burn.amount) amount += each;
  for (const each of burn.cover) cover += each;
  return { ...burn, total: amount, watched: cover, perHour: amount / cover };
}
const steady = (hours = 48) => balance({ hours, remaining: 1000, perHour: 12 });

describe('burn derived from samples', () => {
  it('is the use, by the hour', () => {
    const burn = read(steady());
    expect(burn.amount).toHaveLength(48);
    for (const amount of burn.amount) expect(amount).toBeCloseTo(12);
    expect(burn.watched).toBeCloseTo(48);
  });

  it('needs two samples', () => {
    expect(hourlyBurn([], NOW, [])).toBeNull();
    expect(hourlyBurn([{ t: NOW, remaining: 5 }], NOW, [])).toBeNull();
    expect(
      hourlyBurn(
        [
          { t: NOW, remaining: 5 },
          { t: NOW, remaining: 4 },
        ],
        NOW,
        [],
      ),
    ).toBeNull();
  });

  it('ignores order, duplicates, malformed values and samples after now', () => {
    const clean = steady(6);
    const dirty = [
      ...clean,
      ...clean.slice(3, 9),
      { t: NOW + hourMs, remaining: 0 },
      { t: NOW - hourMs, remaining: Number.NaN },
    ];
    expect(read([...dirty].reverse()).amount).toEqual(read(clean).amount);
  });

  it('takes a top-up for what it is: an interval of unknown burn', () => {
    const burn = read(
      balance({ hours: 48, remaining: 1000, perHour: 12, jumps: [{ at: NOW - 20 * hourMs, amount: 700 }] }),
    );
    expect(burn.perHour).toBeCloseTo(12);
    expect(burn.watched).toBeCloseTo(48 - 5 / 60);
  });

  it('subtracts a refund from the burn before it', () => {
    // Each of 100 jobs takes 10 beforehand and gives 4 back a poll later.
    const samples = Array.from({ length: 300 }, (_, index) => ({
      t: NOW - (299 - index) * 5 * minuteMs,
      remaining: 5000 - 6 * Math.floor(index / 3) - (index % 3 === 1 ? 10 : 0) - (index % 3 === 2 ? 6 : 0),
    }));
    expect(read(samples).total).toBeCloseTo(600, -1);
  });

  it.each([0, 3000, 1500])('lets a single reading of %s pass as a glitch', (wrong) => {
    const samples = steady();
    const middle = samples[300];
    if (middle) middle.remaining = wrong;
    expect(read(samples).total).toBeCloseTo(48 * 12);
  });

  it('does not count a gap as idle, nor pile it on one hour', () => {
    const samples = steady(72).filter(({ t }) => t < NOW - 40 * hourMs || t > NOW - 30 * hourMs);
    const burn = read(samples);
    expect(burn.gapCount).toBe(1);
    expect(burn.perHour).toBeCloseTo(12);
    expect(Math.max(...burn.amount)).toBeLessThan(12.1);
    expect(burn.gaps[0]?.amount).toBeCloseTo(12 * 10, -1);
  });

  it('knows nothing of a gap with a refill in it', () => {
    const jumps = [{ at: NOW - 35 * hourMs, amount: 60 }];
    const samples = balance({ hours: 72, remaining: 1000, perHour: 12, jumps }).filter(
      ({ t }) => t < NOW - 40 * hourMs || t > NOW - 30 * hourMs,
    );
    const burn = read(samples, [NOW - 35 * hourMs]);
    expect(burn.gapCount).toBe(1);
    expect(burn.gaps).toEqual([]);
  });

  it('does not mistake expired credits for burn', () => {
    const at = NOW - 20 * hourMs;
    const samples = steady().map((sample) =>
      sample.t < at ? { ...sample, remaining: sample.remaining + 400 } : sample,
    );
    expect(read(samples).total).toBeGreaterThan(970);
    expect(read(samples, [at - 60 * dayMs, at]).perHour).toBeCloseTo(12);
  });

  it('knows nothing of the time when nothing was left to burn', () => {
    const empty = Array.from({ length: 120 }, (_, index) => ({
      t: NOW - (120 - index) * 10 * minuteMs - dayMs,
      remaining: 0,
    }));
    const burn = read([...empty, ...balance({ hours: 24, remaining: 500, perHour: 12 })]);
    expect(burn.perHour).toBeCloseTo(12);
    expect(burn.watched).toBeLessThan(25);
  });

  it('spreads coarse steps over the quiet time before them', () => {
    const samples = steady(48).map(({ t, remaining }) => ({ t, remaining: Math.ceil(remaining / 50) * 50 }));
    const burn = read(samples);
    // A step of 50 every 250 minutes falls into one hour in four.
    expect([...burn.amount].filter((amount) => amount > 5)).toHaveLength(48);
    expect(burn.total).toBeCloseTo(48 * 12, -2);
  });
});
