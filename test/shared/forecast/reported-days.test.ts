import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { forecastPool, reportedBurn, withReportedDays } from '../../../shared/forecast/index.ts';
import { dayMs, dayOf, hourMs } from '../../../shared/time/index.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const midnight = Date.parse('2026-11-21T00:00:00Z');
const daysBack = (count: number, amount: (back: number) => number) =>
  Array.from({ length: count }, (_, back) => ({ day: dayOf(now - back * dayMs), amount: amount(back) }));

describe('reported days as a history', () => {
  it('end in the balance and fall by what each day used', () => {
    fc.assert(
      fc.property(
        fc.array(fc.nat(500), { minLength: 1, maxLength: 30 }),
        fc.nat(9000),
        (amounts, remaining) => {
          const samples = withReportedDays(
            [],
            daysBack(amounts.length, (back) => amounts[back] ?? 0),
            { t: now, remaining },
          );
          expect(samples.at(-1)).toEqual({ t: now, remaining });
          const total = amounts.reduce((sum, amount) => sum + amount, 0);
          expect(samples[0]?.t).toBe(midnight - (amounts.length - 1) * dayMs);
          expect((samples[0]?.remaining ?? 0) - remaining).toBeCloseTo(total, 6);
          for (const [index, sample] of samples.entries())
            expect(sample.remaining).toBeLessThanOrEqual((samples[index - 1]?.remaining ?? 1e9) + 1e-6);
        },
      ),
    );
  });

  it('give the burn, and a run-out, at once', () => {
    const samples = withReportedDays(
      [],
      daysBack(30, (back) => (back === 0 ? 4.6875 : 12.5)),
      { t: now, remaining: 125 },
    );
    const forecast = forecastPool({ now, samples });
    expect(forecast.burnPerDay).toBeCloseTo(12.5, 1);
    expect((forecast.runsOutAt.likely ?? 0) - now).toBeGreaterThan(9 * dayMs);
    expect((forecast.runsOutAt.likely ?? 0) - now).toBeLessThan(11 * dayMs);
  });

  it('come before what was really read, and change nothing of it', () => {
    const read = [5, 4, 3, 2, 1, 0].map((hours) => ({ t: now - hours * hourMs, remaining: 100 + hours }));
    const samples = withReportedDays(
      read,
      daysBack(3, () => 24),
      { t: now, remaining: 100 },
    );
    expect(samples.slice(-6)).toEqual(read);
    expect(samples.every(({ t }, index) => index === 0 || t > (samples[index - 1]?.t ?? t))).toBe(true);
  });

  it('show what each day used, and nothing for days that were not reported', () => {
    expect(reportedBurn([], now)).toEqual([null, null, null, null, null, null, null]);
    const days = [
      { day: '2026-11-17', amount: 3 },
      { day: '2026-11-19', amount: 2.5 },
      { day: '2026-11-25', amount: 9 },
    ];
    expect(reportedBurn(days, now)).toEqual([null, null, 3, 0, 2.5, null, null]);
  });
});
