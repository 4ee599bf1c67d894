import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type SimulatedAccount, simulateAccount } from '../../main/sandbox/account.ts';
import { type SandboxProvider, type Scenario, scenarios } from '../../main/sandbox/scenarios.ts';
import { createWorld } from '../../main/sandbox/world.ts';
import { dayMs, hourMs } from '../../shared/time/index.ts';

const startAt = Date.parse('2026-11-21T09:00:00Z');

function account(key: string, seed = 1, burn = 1): SimulatedAccount {
  return simulateAccount(scenario(key), { seed, startAt, burn });
}
function scenario(key: string): Scenario {
  const found = scenarios.find((one) => one.key === key);
  if (!found) throw new Error(`no scenario ${key}`);
  return found;
}
/** All that can be told of an account's state. */
const facts = (one: SimulatedAccount) => ({
  remaining: one.remaining(),
  base: one.base(),
  usedInCycle: one.usedInCycle(),
  usedToday: one.usedToday(),
  counts: one.publishedCounts(),
  cycle: one.cycle(),
  topups: one.topups(),
  calls: one.packageCalls(),
  days: one.days(),
  uses: one.uses(0, Number.POSITIVE_INFINITY),
});
/** The balance at each hour of a span, in days from the start instant. */
function hourly(one: SimulatedAccount, fromDay: number, toDay: number): { at: number; remaining: number }[] {
  const points: { at: number; remaining: number }[] = [];
  for (let at = startAt + fromDay * dayMs; at <= startAt + toDay * dayMs; at += hourMs) {
    one.advanceTo(at);
    points.push({ at, remaining: one.remaining() });
  }
  return points;
}
const rises = (points: { at: number; remaining: number }[]) =>
  points.flatMap((point, index) => {
    const before = points[index - 1];
    return before && point.remaining > before.remaining
      ? [
          {
            day: Math.floor(point.at / dayMs) - Math.floor(startAt / dayMs),
            by: point.remaining - before.remaining,
          },
        ]
      : [];
  });

describe('the simulated world', () => {
  it('is the same for the same seed and instant, whatever was asked in between', () => {
    const keys = scenarios.map(({ key }) => key);
    fc.assert(
      fc.property(
        fc.constantFrom(...keys),
        fc.integer(),
        fc.constantFrom(1, 7, 60),
        fc.array(fc.integer({ min: 0, max: 51 * dayMs }), { maxLength: 8 }),
        (key, seed, burn, stops) => {
          const end = startAt + dayMs;
          const direct = account(key, seed, burn);
          direct.advanceTo(end);
          const stopping = account(key, seed, burn);
          for (const stop of stops.toSorted((a, b) => a - b)) stopping.advanceTo(end - 51 * dayMs + stop);
          stopping.advanceTo(end);
          expect(facts(stopping)).toEqual(facts(direct));
        },
      ),
      { numRuns: 25 },
    );
  });

  it('differs for another seed', () => {
    const [one, other] = [account('sandbox-scraperapi-1', 1), account('sandbox-scraperapi-1', 2)];
    for (const each of [one, other]) each.advanceTo(startAt);
    expect(one.remaining()).not.toBe(other.remaining());
  });

  it('does not go back in time', () => {
    const one = account('CAP-SANDBOX-0001');
    one.advanceTo(startAt);
    const before = facts(one);
    one.advanceTo(startAt - dayMs);
    expect(facts(one)).toEqual(before);
  });

  it('ends its past at the balance of the scenario', () => {
    for (const key of ['sandbox-crustdata-2', 'CAP-SANDBOX-0001', 'CAP-SANDBOX-0002']) {
      const one = account(key, 5);
      one.advanceTo(startAt);
      expect(one.remaining()).toBeCloseTo(scenario(key).leftAtStart ?? Number.NaN, 4);
    }
  });

  it('burns more on weekdays by day than at night and at weekends', () => {
    const one = account('sandbox-crustdata-1');
    const use = { day: 0, night: 0, weekend: 0 };
    const points = hourly(one, -28, 0);
    points.forEach(({ at, remaining }, index) => {
      const before = points[index - 1];
      if (!before || before.remaining < remaining) return;
      const date = new Date(before.at);
      const weekend = date.getUTCDay() % 6 === 0;
      const hour = date.getUTCHours();
      const when = weekend ? 'weekend' : hour >= 8 && hour < 16 ? 'day' : 'night';
      if (when !== 'night' || hour < 6) use[when] += before.remaining - remaining;
      expect(at).toBeGreaterThan(before.at);
    });
    expect(use.day / (20 * 8)).toBeGreaterThan(2 * (use.night / (20 * 6)));
    expect(use.day / (20 * 8)).toBeGreaterThan(2 * (use.weekend / (8 * 24)));
  });

  it('refills at the end of a cycle, and carries over where the plan does', () => {
    const lapsing = rises(hourly(account('sandbox-scraperapi-1'), -30, 0));
    expect(lapsing).toHaveLength(1);
    expect(lapsing[0]?.day).toBe(-18);
    const one = account('sandbox-crustdata-1');
    const carrying = rises(hourly(one, -30, 0)).find(({ day }) => day === -18);
    expect(carrying?.by).toBeGreaterThan(4900);
    expect(one.cycle()?.start).toBe(Date.parse('2026-11-03T00:00:00Z'));
  });

  it('receives top-ups, spends the plan before them and drops them at their expiry', () => {
    const one = account('sandbox-crustdata-1');
    expect(rises(hourly(one, -15, 0)).map(({ day }) => day)).toEqual([-9]);
    expect(one.topups().map(({ remaining }) => remaining)).toEqual([312.5, 1500]);
    one.take(one.base() + 12.5);
    expect(one.base()).toBe(0);
    expect(one.topups().map(({ remaining }) => remaining)).toEqual([300, 1500]);
  });

  it('drops what is left of a top-up at its expiry', () => {
    const topup = { boughtOnDay: -2, expiresOnDay: 3, granted: 100, origin: 'granted' } as const;
    const lasting = { ...scenario('sandbox-crustdata-2'), topups: [topup] };
    const one = simulateAccount(lasting, { seed: 1, startAt, burn: 1 });
    const expiry = Date.parse('2026-11-24T00:00:00Z');
    one.advanceTo(expiry - 1);
    expect(one.remaining() - one.base()).toBe(100);
    const base = one.base();
    one.advanceTo(expiry);
    expect(one.topups()).toEqual([]);
    expect(one.remaining()).toBe(base);
  });

  it('runs out before its refill and then serves nothing until it', () => {
    const one = account('sandbox-crustdata-1');
    one.advanceTo(startAt + 11 * dayMs);
    expect(one.remaining()).toBeLessThan(3);
    expect(one.call(50)).toBe('exhausted');
    one.advanceTo(startAt + 12 * dayMs);
    expect(one.remaining()).toBeGreaterThan(4500);
  });

  it('stops at the daily cap until midnight UTC, and notes what a script was answered', () => {
    const one = account('sandbox-scrapio-1');
    one.advanceTo(startAt);
    const midnight = Date.parse('2026-11-22T00:00:00Z');
    const used = one.usedToday();
    expect(one.call(1000 - used + 1)).toBe('cap');
    expect(one.call(1)).toBe('cap');
    expect(one.usedToday()).toBe(used);
    one.advanceTo(midnight - 1);
    expect(one.uses(startAt, midnight - 1)[0]?.error).toBe('daily_credit_cap_exceeded');
    one.advanceTo(midnight);
    expect(one.usedToday()).toBe(0);
    expect(one.call(1)).toBeNull();
  });

  it('never uses more than the cap on any day', () => {
    const one = account('sandbox-scrapio-1', 3);
    one.advanceTo(startAt);
    const byDay = new Map<number, number>();
    for (const { at, amount } of one.uses(0, startAt))
      byDay.set(Math.floor(at / dayMs), (byDay.get(Math.floor(at / dayMs)) ?? 0) + amount);
    expect(Math.max(...byDay.values())).toBeLessThanOrEqual(1000);
    expect(one.uses(0, startAt).some(({ error }) => error !== null)).toBe(true);
  });

  it('lets every balance of the demo fall within minutes when the burn is raised', () => {
    const world = createWorld({ seed: 1, startAt, burn: 60 });
    world.advanceTo(startAt);
    const before = world.accounts.map((one) => one.usedInCycle());
    world.advanceTo(startAt + 10 * 60_000);
    world.accounts.forEach((one, index) => {
      expect(one.usedInCycle(), one.key).toBeGreaterThan(before[index] ?? Number.NaN);
    });
  });

  it('counts every credit once: rows by day add up to what was used', () => {
    fc.assert(
      fc.property(
        fc.integer(),
        fc.array(fc.double({ min: 0.25, max: 90, noNaN: true }), { maxLength: 6 }),
        (seed, amounts) => {
          const one = account('spd_sandbox_1', seed);
          one.advanceTo(startAt);
          for (const amount of amounts) one.take(amount);
          const start = one.cycle()?.start ?? 0;
          const inCycle = one.days().filter(({ day }) => day * dayMs >= start);
          const sum = inCycle.reduce((total, { credits }) => total + credits, 0);
          expect(sum).toBeCloseTo(one.usedInCycle(), 2);
        },
      ),
      { numRuns: 10 },
    );
  });

  it('keeps the keys of a provider apart', () => {
    const world = createWorld({ seed: 1, startAt, burn: 1 });
    world.advanceTo(startAt);
    const pick = (provider: SandboxProvider, key: string) => world.find(provider, key)?.remaining();
    const other = pick('crustdata', 'sandbox-crustdata-2');
    world.find('crustdata', 'sandbox-crustdata-1')?.take(100);
    expect(pick('crustdata', 'sandbox-crustdata-2')).toBe(other);
    expect(world.find('crustdata', 'CAP-SANDBOX-0001')).toBeNull();
  });
});
