import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Forecast,
  type ForecastInput,
  forecastPool,
  type Sample,
} from '../../../shared/forecast/index.ts';
import { dayMs, hourMs, minuteMs } from '../../../shared/time/index.ts';
import { balance, NOW, noise } from './made.ts';

const history = fc
  .record({
    hours: fc.integer({ min: 3, max: 600 }),
    remaining: fc.integer({ min: 1, max: 20_000 }),
    perHour: fc.integer({ min: 1, max: 100 }),
    swing: fc.double({ min: 0, max: 1, noNaN: true }),
    idle: fc.double({ min: 0, max: 0.95, noNaN: true }),
    every: fc.constantFrom(5, 15, 60),
    step: fc.constantFrom(0, 1, 25),
    seed: fc.nat(1000),
    jumps: fc.array(
      fc.record({ ago: fc.integer({ min: 1, max: 300 }), amount: fc.integer({ min: 1, max: 5000 }) }),
      { maxLength: 3 },
    ),
    gap: fc.option(
      fc.record({ ago: fc.integer({ min: 1, max: 100 }), hours: fc.integer({ min: 1, max: 40 }) }),
    ),
  })
  .map((made): Sample[] => {
    const random = noise(made.seed);
    const perHour = (at: number) =>
      random() < made.idle
        ? 0
        : made.perHour * (1 + made.swing * Math.sin((at / dayMs) * 2 * Math.PI)) * (0.5 + random());
    const jumps = made.jumps.map(({ ago, amount }) => ({ at: NOW - ago * hourMs, amount }));
    const samples = balance({
      hours: made.hours,
      remaining: made.remaining,
      perHour,
      everyMs: made.every * minuteMs,
      jumps,
    });
    const { gap, step } = made;
    return samples
      .filter(
        ({ t }) =>
          !gap || t === NOW || t < NOW - (gap.ago + gap.hours) * hourMs || t > NOW - gap.ago * hourMs,
      )
      .map(({ t, remaining }) => ({
        t,
        remaining: step > 0 ? Math.ceil(remaining / step) * step : remaining,
      }));
  });

const rest = fc.record({
  cycle: fc.option(
    fc.record({
      renewsAt: fc.integer({ min: 1, max: 600 }).map((hours) => NOW + hours * hourMs),
      everyMs: fc.constantFrom(dayMs, 7 * dayMs, 30 * dayMs),
      grant: fc.integer({ min: 1, max: 5000 }),
      rollover: fc.constantFrom('all' as const, 'none' as const, 'unknown' as const, { upTo: 500 }),
    }),
    { nil: undefined },
  ),
  grants: fc.array(
    fc.record({
      id: fc.uuid(),
      kind: fc.constantFrom('refill', 'topup'),
      remaining: fc.integer({ min: 1, max: 2000 }),
      expiresAt: fc.option(
        fc.integer({ min: -10, max: 600 }).map((hours) => NOW + hours * hourMs),
        { nil: undefined },
      ),
    }),
    { maxLength: 3 },
  ),
  caps: fc.array(
    fc.record({
      id: fc.constant('daily'),
      limit: fc.integer({ min: 1, max: 3000 }),
      used: fc.integer({ min: 0, max: 500 }),
      resetsAt: fc.integer({ min: 1, max: 24 }).map((hours) => NOW + hours * hourMs),
      windowMs: fc.constant(dayMs),
    }),
    { maxLength: 1 },
  ),
});
const input = fc
  .tuple(history, rest)
  .map(([samples, other]): ForecastInput => ({ now: NOW, samples, ...other }));

const never = Number.POSITIVE_INFINITY;
const dates = ({ runsOutAt }: Forecast) => [
  runsOutAt.early ?? never,
  runsOutAt.likely ?? never,
  runsOutAt.late ?? never,
];
const runs = { numRuns: 60 };

describe('a forecast', () => {
  it('is ordered, within its horizon, and the same every time', () => {
    fc.assert(
      fc.property(input, (asked) => {
        const forecast = forecastPool(asked);
        const [early = 0, likely = 0, late = 0] = dates(forecast);
        expect(early).toBeLessThanOrEqual(likely);
        expect(likely).toBeLessThanOrEqual(late);
        expect(early).toBeGreaterThanOrEqual(NOW);
        for (const cap of forecast.caps) {
          expect(cap.probability).toBeGreaterThanOrEqual(0);
          expect(cap.probability).toBeLessThanOrEqual(1);
        }
        for (const each of forecast.waste) expect(each.early).toBeLessThanOrEqual(each.late);
        expect(JSON.stringify(forecast)).not.toContain('NaN');
        expect(forecastPool(asked)).toEqual(forecast);
      }),
      runs,
    );
  });

  it('never runs out earlier with more balance', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 0.01, max: 10_000, noNaN: true }), (asked, more) => {
        const richer = asked.samples.map(({ t, remaining }) => ({ t, remaining: remaining + more }));
        const before = dates(forecastPool(asked));
        const after = dates(forecastPool({ ...asked, samples: richer }));
        before.forEach((at, index) => {
          expect(after[index]).toBeGreaterThanOrEqual(at - 1000);
        });
      }),
      runs,
    );
  });

  it('is the same in any unit', () => {
    fc.assert(
      fc.property(input, fc.double({ min: 1e-4, max: 1e4, noNaN: true }), (asked, factor) => {
        const { cycle } = asked;
        const scaled: ForecastInput = {
          now: NOW,
          samples: asked.samples.map(({ t, remaining }) => ({ t, remaining: remaining * factor })),
          cycle: cycle && {
            ...cycle,
            grant: cycle.grant * factor,
            rollover:
              typeof cycle.rollover === 'object' ? { upTo: cycle.rollover.upTo * factor } : cycle.rollover,
          },
          grants: asked.grants?.map((grant) => ({ ...grant, remaining: grant.remaining * factor })),
          caps: asked.caps?.map((cap) => ({ ...cap, limit: cap.limit * factor, used: cap.used * factor })),
        };
        const before = dates(forecastPool(asked));
        const after = dates(forecastPool(scaled));
        before.forEach((at, index) => {
          if (at === never) expect(after[index]).toBe(never);
          else expect(Math.abs((after[index] ?? 0) - at)).toBeLessThan(2000);
        });
      }),
      runs,
    );
  });

  it('moves with the clock, by any amount, when refills come at fixed times', () => {
    fc.assert(
      fc.property(input, fc.integer({ min: -1e10, max: 1e10 }), (asked, shift) => {
        const shifted: ForecastInput = {
          now: NOW + shift,
          samples: asked.samples.map(({ t, remaining }) => ({ t: t + shift, remaining })),
          cycle: asked.cycle && { ...asked.cycle, renewsAt: asked.cycle.renewsAt + shift },
          grants: asked.grants?.map((grant) => ({
            ...grant,
            expiresAt: grant.expiresAt && grant.expiresAt + shift,
          })),
          caps: asked.caps?.map((cap) => ({ ...cap, resetsAt: cap.resetsAt + shift })),
        };
        const before = dates(forecastPool(asked));
        dates(forecastPool(shifted)).forEach((at, index) => {
          if (at === never) expect(before[index]).toBe(never);
          else expect(Math.abs(at - shift - (before[index] ?? 0))).toBeLessThan(2000);
        });
      }),
      runs,
    );
  });

  it('keeps the date as time passes without samples', () => {
    fc.assert(
      fc.property(history, fc.integer({ min: 1, max: 48 * 60 }), (samples, minutes) => {
        const now = NOW + minutes * minuteMs;
        const before = dates(forecastPool({ now: NOW, samples }));
        dates(forecastPool({ now, samples })).forEach((at, index) => {
          expect(at).toBe(Math.max(now, before[index] ?? 0));
        });
      }),
      runs,
    );
  });

  it('keeps the date when burn goes on as it was', () => {
    for (const later of [1, 5, 12, 30, 60]) {
      const whole = balance({ hours: 300, remaining: 500, perHour: 20, now: NOW + later * hourMs });
      const before = forecastPool({ now: NOW, samples: whole.filter(({ t }) => t <= NOW) });
      const after = forecastPool({ now: NOW + later * hourMs, samples: whole });
      expect(Math.abs((after.runsOutAt.likely ?? 0) - (before.runsOutAt.likely ?? 0))).toBeLessThan(
        20 * minuteMs,
      );
    }
  });
});
