import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { AccountState, Alert, PoolForecast } from '../../../shared/model/index.ts';
import { remarksOf } from '../../../shared/remarks.ts';
import { groupOf, lapsesOf, poolsInUse, sortByStanding, standingOf } from '../../../shared/standing/index.ts';
import { figureOf, subtitleOf, summarize } from '../../../shared/summary/index.ts';
import {
  account,
  alert,
  cap,
  day,
  failing,
  forecast,
  grant,
  now,
  pool,
  providers,
} from '../../helpers/states.ts';

// “Fine” is a promise, and the order is the order of what stops you.

const context = { now, zone: 'UTC' };
const amount = fc.double({ min: -5, max: 5000, noNaN: true });
const instant = fc.double({ min: -2, max: 80, noNaN: true }).map((days) => now + Math.round(days * day));

const forecasts: fc.Arbitrary<PoolForecast> = fc
  .record({
    ends: fc.option(fc.array(instant, { minLength: 3, maxLength: 3 })),
    wasted: fc.option(fc.record({ at: instant, likely: amount })),
    confidence: fc.constantFrom('none', 'low', 'fair', 'good'),
    burnPerDay: fc.constantFrom(null, 0, 40),
  })
  .map(({ ends, wasted, confidence, burnPerDay }) => {
    const [early = null, likely = null, late = null] = ends?.toSorted((a, b) => a - b) ?? [];
    return forecast({
      burnPerDay,
      runsOutAt: { early, likely, late },
      waste:
        wasted === null
          ? []
          : [{ grant: 'g', at: wasted.at, early: 0, likely: wasted.likely, late: wasted.likely }],
      confidence: confidence === 'fair' ? 'low' : confidence,
    });
  });

const pools = fc
  .record({
    remaining: fc.option(amount),
    limit: fc.option(amount),
    forecast: fc.option(forecasts),
    frequency: fc.option(fc.constantFrom('daily', 'monthly')),
    renewsAt: instant,
    kind: fc.constantFrom('refill', 'topup'),
  })
  .map(({ remaining, limit, forecast: foreseen, frequency, renewsAt, kind }) =>
    pool(remaining, {
      limit,
      forecast: foreseen,
      cycle: frequency === null ? null : { frequency, renewsAt, grant: 500, rollover: 'none' },
      grants: remaining === null ? [] : [grant(remaining, { id: 'g', kind, granted: 1000 })],
    }),
  );

const alerts = fc
  .constantFrom<[Alert['kind'], Alert['severity']][]>(
    ['low', 'warning'],
    ['low', 'critical'],
    ['exhausted', 'critical'],
    ['burn-spike', 'warning'],
    ['expires-soon', 'info'],
    ['expires-soon', 'warning'],
    ['topup-seen', 'info'],
  )
  .map(([kind, severity]) => alert(kind, severity));

const accounts: fc.Arbitrary<AccountState[]> = fc
  .array(
    fc.record({
      pools: fc.array(pools, { maxLength: 2 }),
      alerts: fc.array(alerts, { maxLength: 2 }),
      probability: fc.option(fc.double({ min: 0, max: 1, noNaN: true })),
      reachedAt: instant,
      failed: fc.boolean(),
      paused: fc.boolean(),
    }),
    { minLength: 1, maxLength: 6 },
  )
  .map((some) =>
    some.map(({ probability, reachedAt, failed, ...rest }, index) =>
      account(`a${index}`, 'spidra', `a${index}`, {
        pools: rest.pools.map((one, at) => ({ ...one, id: `p${at}` })),
        alerts: rest.alerts,
        paused: rest.paused,
        ...(failed && { health: failing('timed-out', 'No answer.', now) }),
        caps:
          probability === null
            ? []
            : [
                cap({
                  resetsAt: reachedAt + day,
                  forecast: {
                    reachedAt: { early: reachedAt, likely: reachedAt, late: reachedAt },
                    probability,
                  },
                }),
              ],
      }),
    ),
  );

describe('what is counted as fine', () => {
  it('has no row that says otherwise', () => {
    fc.assert(
      fc.property(accounts, (some) => {
        for (const one of some.filter((each) => groupOf(each, now) === 'fine')) {
          expect(standingOf(one, now).level).toBe('ok');
          // That it was topped up is good news.
          expect(remarksOf(one, context).filter(({ text }) => text !== 'topped up')).toEqual([]);
          const known = poolsInUse(one).filter(({ remaining }) => remaining !== null);
          const { tone } = subtitleOf(one, figureOf(one, providers[0]), context);
          expect(tone).toBe(known.length > 0 ? 'ok' : 'none');
          expect(known.length + one.caps.filter(({ used }) => used !== null).length).toBeGreaterThan(0);
          for (const each of known) {
            expect(['none', undefined]).not.toContain(each.forecast?.confidence);
            expect(lapsesOf(each).filter(({ isDaily }) => !isDaily)).toEqual([]);
          }
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('and what is counted as anything is counted once', () => {
    fc.assert(
      fc.property(accounts, (some) => {
        const { title, detail } = summarize(sortByStanding(some, now), providers, context);
        const fine = some.filter((one) => groupOf(one, now) === 'fine').length;
        const said = `${title}. ${detail ?? ''}`;
        if (fine === 0) expect(said).not.toContain('fine');
        else if (some.length > 1) expect(said).toMatch(fine === 1 ? /fine/ : new RegExp(`${fine}|Both|All`));
      }),
      { numRuns: 1000 },
    );
  });
});

it('the order is that of the colour, then of the time until it stops you; info never counts', () => {
  const ranks = { critical: 0, watch: 1, waiting: 2, ok: 2, off: 3 };
  fc.assert(
    fc.property(accounts, (some) => {
      const keys = sortByStanding(some, now).map((one) => standingOf(one, now));
      keys.slice(1).forEach((key, index) => {
        const before = keys[index];
        if (before === undefined) return;
        expect(ranks[before.level]).toBeLessThanOrEqual(ranks[key.level]);
        if (ranks[before.level] === ranks[key.level] && key.level !== 'off')
          expect(before.stopsAt).toBeLessThanOrEqual(key.stopsAt);
      });
      const quiet = some.map((one) => ({
        ...one,
        alerts: one.alerts.filter(({ severity }) => severity !== 'info'),
      }));
      expect(sortByStanding(quiet, now).map(({ id }) => id)).toEqual(
        sortByStanding(some, now).map(({ id }) => id),
      );
    }),
    { numRuns: 1000 },
  );
});

describe('an account that has nothing but caps', () => {
  it('is fine if their use is known and they come back', () => {
    const told = account('a1', 'acme', 'x', { pools: [], caps: [cap({ used: 20, limit: 100 })] });
    expect(groupOf(told, now)).toBe('fine');
  });
  it('has no known balance if their use is not known, or only a concurrency is', () => {
    expect(groupOf(account('a1', 'acme', 'x', { pools: [], caps: [cap({ used: null })] }), now)).toBe(
      'unknown',
    );
    const threads = cap({ window: 'concurrent', used: 1, limit: 5, resetsAt: null });
    expect(groupOf(account('a1', 'acme', 'x', { pools: [], caps: [threads] }), now)).toBe('unknown');
  });
});

it('a balance beside the main one is named where it runs out', () => {
  const soon = forecast({ runsOutAt: { early: now + day, likely: now + 2 * day, late: now + 3 * day } });
  const cycle = { frequency: 'monthly', renewsAt: now + 9 * day, grant: 500, rollover: 'none' } as const;
  const minutes = pool(50, { id: 'minutes', label: 'Minutes', limit: 500, forecast: soon, cycle });
  const texts = remarksOf(
    account('a1', 'acme', 'x', { pools: [pool(90, { limit: 100 }), minutes] }),
    context,
  ).map(({ text }) => text);
  expect(texts.join()).toContain('Minutes: runs out before the refill');
});
