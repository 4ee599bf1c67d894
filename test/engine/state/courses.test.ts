import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type CourseSample, createCourses, type Detail } from '../../../main/engine/state/courses.ts';
import { dayMs, dayNumber, hourMs, minuteMs } from '../../../shared/time/index.ts';

interface Sample {
  t: number;
  remaining: number;
}
const now = Date.parse('2026-11-21T09:00:00Z');

/** Counts how many samples it reads. */
function historyOf(samples: readonly Sample[]) {
  let read = 0;
  const history = {
    everySample: (_: string, __: string, from: number, to: number) => {
      const found = samples.filter(({ t }) => t >= from && t <= to);
      read += found.length;
      return found;
    },
  };
  return { history, read: () => read };
}

/** What fell and rose on each day; what lies across midnight belongs to the day on which it ended. */
function moves(samples: readonly Sample[], zone: string): Record<number, [number, number]> {
  const days: Record<number, [number, number]> = {};
  for (const [at, { t, remaining }] of samples.entries()) {
    const change = remaining - (samples[at - 1]?.remaining ?? remaining);
    const [fallen, risen] = days[dayNumber(t, zone)] ?? [0, 0];
    days[dayNumber(t, zone)] = [fallen + Math.max(0, -change), risen + Math.max(0, change)];
  }
  return days;
}

const detail: Detail = { stepMs: 6 * hourMs, expiries: [] };
const zones = ['UTC', 'America/New_York', 'Asia/Kolkata', 'Pacific/Auckland'];
const polled = fc
  .array(fc.tuple(fc.integer({ min: 1, max: 60 * 9 }), fc.integer({ min: -50, max: 20 })), {
    minLength: 1,
    maxLength: 400,
  })
  .map((steps) => {
    const whole = steps.reduce((sum, [minutes]) => sum + minutes, 0);
    let [t, remaining] = [now - whole * minuteMs, 10_000];
    return steps.map(([minutes, change]) => {
      t += minutes * minuteMs;
      remaining += change;
      return { t, remaining };
    });
  });

describe('the course of a balance', () => {
  it('has the same falls and rises on each day of the zone, in real samples', () => {
    fc.assert(
      fc.property(polled, fc.constantFrom(...zones), (samples, zone) => {
        const course = createCourses({ history: historyOf(samples).history, zone }).of(
          'a1',
          'p',
          now,
          detail,
        );
        const known = new Map(samples.map(({ t, remaining }) => [t, remaining]));
        for (const { t, remaining } of course) expect(remaining).toBe(known.get(t));
        expect(moves(course, zone)).toEqual(moves(samples, zone));
        expect(course.map(({ t }) => t)).toEqual(
          [...new Set(course.map(({ t }) => t))].sort((a, b) => a - b),
        );
      }),
    );
  });

  it('is the same however it grew', () => {
    fc.assert(
      fc.property(polled, fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 6 }), (samples, steps) => {
        const grown = createCourses({ history: historyOf(samples).history, zone: 'UTC' });
        for (const days of steps.toSorted((a, b) => b - a)) grown.of('a1', 'p', now - days * dayMs, detail);
        const whole = createCourses({ history: historyOf(samples).history, zone: 'UTC' });
        expect(moves(grown.of('a1', 'p', now, detail), 'UTC')).toEqual(
          moves(whole.of('a1', 'p', now, detail), 'UTC'),
        );
      }),
    );
  });

  const every5 = (days: number, balanceAt: (t: number) => number): Sample[] =>
    Array.from({ length: days * 288 + 1 }, (_, n) => {
      const t = now - days * dayMs + n * 5 * minuteMs;
      return { t, remaining: balanceAt(t) };
    });

  it('of a quiet year has about eight samples a day, and reads the days that are over once', () => {
    const { history, read } = historyOf(every5(365, (t) => (now - t) / hourMs));
    const courses = createCourses({ history, zone: 'Europe/Berlin' });
    expect(courses.of('a1', 'p', now, detail).length).toBeLessThan(8 * 366);
    const once = read();
    courses.of('a1', 'p', now + hourMs, detail);
    expect(read() - once).toBeLessThan(3 * 288);
    courses.forget('a1');
    courses.of('a1', 'p', now, detail);
    expect(read()).toBeGreaterThan(2 * once - 288);
  });

  it('keeps each hour around an expiry, because credits can be taken hours late', () => {
    const samples = every5(20, (t) => (now - t) / hourMs);
    const expiry = now - 10 * dayMs;
    const courses = createCourses({ history: historyOf(samples).history, zone: 'UTC' });
    const near = ({ t }: Sample) => Math.abs(t - expiry) < 2 * dayMs;
    expect(courses.of('a1', 'p', now, detail).filter(near).length).toBeLessThan(30);
    expect(courses.of('a1', 'p', now, { ...detail, expiries: [expiry] }).filter(near).length).toBeGreaterThan(
      90,
    );
  });

  it('says where nobody asked for longer than usual', () => {
    const all = every5(10, (t) => (now - t) / hourMs);
    const gone =
      (from: number, to: number) =>
      ({ t }: Sample) =>
        t <= now - from || t >= now - to;
    const samples = all
      .filter(gone(5 * dayMs, 5 * dayMs - 10 * hourMs))
      .filter(gone(2 * dayMs, 2 * dayMs - hourMs));
    const course = createCourses({ history: historyOf(samples).history, zone: 'UTC' }).of(
      'a1',
      'p',
      now,
      detail,
    );
    const gaps = (found: readonly CourseSample[]) => found.filter(({ gap }) => gap).map(({ t }) => now - t);
    expect(gaps(course)).toEqual([5 * dayMs - 10 * hourMs]);
    // A history that was thinned out to hours and then to days has no gaps for that.
    const hourly = all.filter(({ t }) => (now - t) % hourMs === 0);
    const daily = every5(60, (t) => (now - t) / hourMs).filter(({ t }) => (now - t) % dayMs === 0);
    const thin = (of: Sample[]) =>
      createCourses({ history: historyOf(of).history, zone: 'UTC' }).of('a1', 'p', now, detail);
    expect(gaps(thin(hourly))).toEqual([]);
    expect(gaps(thin(daily)).length).toBeLessThan(2);
  });
});
