import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { dailyBurn, type Sample } from '../../../shared/forecast/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { balance, NOW } from './made.ts';

/** 09:00 UTC: nine hours of today, seven whole days and more before. */
const steady = (hours = 10 * 24, jumps: { at: number; amount: number }[] = []) =>
  balance({ hours, remaining: 9000, perHour: 12, jumps });
const sum = (amounts: (number | null)[]) => amounts.reduce<number>((all, each) => all + (each ?? 0), 0);

describe('burn by day', () => {
  it('is the use of each of the last seven UTC days, today last', () => {
    const amounts = dailyBurn(steady(), NOW);
    expect(amounts).toHaveLength(7);
    for (const amount of amounts.slice(0, 6)) expect(amount).toBeCloseTo(288);
    expect(amounts[6]).toBeCloseTo(9 * 12);
  });

  it('knows nothing of days without readings, and zero of days without burn', () => {
    expect(dailyBurn([], NOW)).toEqual([null, null, null, null, null, null, null]);
    expect(dailyBurn(steady(20), NOW).map((amount) => amount === null)).toEqual([
      true,
      true,
      true,
      true,
      true,
      false,
      false,
    ]);
    const idle = balance({ hours: 30, remaining: 50, perHour: 0 });
    expect(dailyBurn(idle, NOW).slice(4)).toEqual([null, 0, 0]);
  });

  it('splits a night without readings between its two days, and leaves out a day asleep', () => {
    const midnight = Math.floor(NOW / dayMs) * dayMs;
    const asleep = (from: number, to: number) => steady().filter(({ t }) => t <= from || t >= to);
    const night = dailyBurn(asleep(midnight - 6 * hourMs, midnight + 3 * hourMs), NOW);
    expect(night[5]).toBeCloseTo(288);
    expect(night[6]).toBeCloseTo(108);
    const long = dailyBurn(asleep(midnight - 30 * hourMs, midnight + 3 * hourMs), NOW);
    expect(long[5]).toBeNull();
    expect(long[4]).toBeCloseTo(288);
  });

  it('does not mistake expired credits for burn', () => {
    const at = NOW - 40 * hourMs;
    const samples = steady().map((one) => (one.t < at ? { ...one, remaining: one.remaining + 4000 } : one));
    expect(Math.max(...dailyBurn(samples, NOW).map((amount) => amount ?? 0))).toBeGreaterThan(4000);
    const known = dailyBurn(samples, NOW, [at]);
    expect(known[5]).toBeCloseTo(288);
    expect(known[4]).toBeGreaterThan(280);
    expect(known[4]).toBeLessThan(289);
  });

  it('does not count samples after now', () => {
    const later = [...steady(), { t: NOW + hourMs, remaining: 0 }];
    expect(dailyBurn(later, NOW)).toEqual(dailyBurn(steady(), NOW));
  });
});

const falling = fc
  .array(fc.record({ minutes: fc.integer({ min: 1, max: 900 }), drop: fc.integer({ min: 0, max: 200 }) }), {
    minLength: 2,
    maxLength: 120,
  })
  .map((steps): Sample[] => {
    let t = NOW;
    let remaining = 10;
    const samples = [{ t, remaining }];
    for (const { minutes, drop } of steps) {
      t -= minutes * minuteMs;
      remaining += drop;
      samples.unshift({ t, remaining });
    }
    return samples;
  });

const anything = fc.array(
  fc.record({
    t: fc.integer({ min: NOW - 12 * dayMs, max: NOW + dayMs }),
    remaining: fc.double({ min: 0, max: 1e9, noNaN: true }),
  }),
  { maxLength: 80 },
);

describe('burn by day, always', () => {
  it('is seven amounts that are never below zero, and add up to no more than the use', () => {
    fc.assert(
      fc.property(anything, (samples) => {
        const amounts = dailyBurn(samples, NOW);
        expect(amounts).toHaveLength(7);
        for (const amount of amounts) if (amount !== null) expect(amount).toBeGreaterThanOrEqual(0);
        const last = new Map(samples.map(({ t, remaining }) => [t, remaining]));
        const ordered = [...last].sort(([a], [b]) => a - b).map(([, remaining]) => remaining);
        const drops = ordered.reduce((all, now, at) => all + Math.max(0, (ordered[at - 1] ?? now) - now), 0);
        expect(sum(amounts)).toBeLessThanOrEqual(drops * (1 + 1e-9) + 1e-9);
      }),
    );
  });

  it('is the same with a top-up between two readings that show no burn', () => {
    fc.assert(
      fc.property(falling, fc.nat(), fc.integer({ min: 1, max: 1000 }), (samples, place, more) => {
        const at = place % samples.length;
        const before = samples[at];
        if (!before || before.t >= NOW) return;
        const quiet: Sample = { t: before.t + 1, remaining: before.remaining };
        const plain = [...samples.slice(0, at + 1), quiet, ...samples.slice(at + 1)];
        // Larger than what went before, which a correction could account for.
        const size = (samples[0]?.remaining ?? 0) + more;
        const toppedUp = plain.map((one) =>
          one.t >= quiet.t ? { ...one, remaining: one.remaining + size } : one,
        );
        const [with_, without] = [dailyBurn(toppedUp, NOW), dailyBurn(plain, NOW)];
        without.forEach((amount, day) => {
          if (amount === null || with_[day] === null) expect(with_[day] ?? 0).toBeCloseTo(amount ?? 0);
          else expect(with_[day]).toBeCloseTo(amount, 6);
        });
      }),
    );
  });
});
