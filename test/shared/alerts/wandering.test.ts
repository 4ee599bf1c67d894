import fc from 'fast-check';
import { expect, it } from 'vitest';
import { createReplay } from '../../../shared/alerts/index.ts';
import type { Cap, Grant, PoolState, Reading } from '../../../shared/model/index.ts';
import { withIdentity } from '../../../shared/present/index.ts';
import { timelineOf } from '../../../shared/timeline/index.ts';
import { account } from '../../helpers/states.ts';
import { day, everyRule, hour, neverQuiet, start } from './made.ts';
import '../../helpers/seeded.ts';

// A month and a half of an account whose provider computes all dates anew for each answer, and moves them by a day.

const step = 6 * hour;
const steps = 45 * 4;
const refill = Date.UTC(2026, 10, 30, 23, 59, 50);
const nextRefill = (at: number) =>
  [refill, Date.UTC(2026, 11, 30, 23, 59, 50), Date.UTC(2027, 0, 30, 23, 59, 50)].find((due) => due > at) ??
  0;
/** Days until the expiry, size, and share that is used up by the end. */
const topups = [
  [9, 5000, 0.2],
  [20, 5000, 0.9],
  [33, 1200, 0.5],
  [60, 5000, 0.1],
] as const;

/** How a date differs from what it should be, by its name and the number of the reading; milliseconds. */
type Wander = (what: string, index: number) => number;

function readingAt(index: number, wander: Wander): Reading {
  const at = start + index * step;
  const off = (what: string) => wander(what, index);
  const grants = topups.flatMap(([days, granted, share], which): Grant[] => {
    const due = start + days * day;
    if (due <= at) return [];
    const expiresAt = due + off(`topup-${which}`);
    const remaining = granted * (1 - share * (index / steps));
    const id = `top-up-${expiresAt}-${granted}`;
    return [
      {
        id,
        kind: 'topup',
        label: 'Top-up',
        granted,
        remaining,
        grantedAt: null,
        expiresAt,
        provenance: 'reported',
      },
    ];
  });
  const renewsAt = nextRefill(at);
  const since = at > refill ? (at - Math.max(refill, renewsAt - 31 * day)) / day : 21 + (at - start) / day;
  const plan = Math.max(0, 8000 - 250 * since);
  const remaining = plan + grants.reduce((sum, grant) => sum + grant.remaining, 0);
  const cap: Cap = {
    id: 'monthly',
    label: 'Per month',
    window: 'month',
    limit: 100_000,
    used: 10,
    resetsAt: renewsAt + off('cap'),
    zone: null,
    hard: true,
    provenance: 'reported',
  };
  return {
    at,
    plan: null,
    scope: 'account',
    pools: [
      {
        id: 'credits',
        label: 'Credits',
        unit: { kind: 'credits' },
        remaining,
        used: null,
        limit: 8000,
        provenance: { remaining: 'reported', cycle: 'reported' },
        cycle: { frequency: 'monthly', renewsAt: renewsAt + off('refill'), grant: 8000, rollover: 'none' },
        grants,
      },
    ],
    caps: [cap],
    dailyUse: [],
    notes: [],
  };
}

function played(wander: Wander, days: number): { told: string[]; uids: Set<string> } {
  const replay = createReplay({ quietHours: neverQuiet, zone: 'UTC' });
  const told: string[] = [];
  const uids = new Set<string>();
  let last: Reading | null = null;
  for (let index = 0; index < steps; index += 1) {
    last = withIdentity(last, readingAt(index, wander));
    const now = last.at;
    const pools: PoolState[] = last.pools.map((pool) => ({ ...pool, forecast: null, burnByDay: [] }));
    const caps = last.caps.map((cap) => ({ ...cap, forecast: null }));
    const facts = { pools, caps, spike: null, error: null, errorSince: null, errorAt: null, readAt: now };
    const rules = everyRule;
    const snapshot = { id: 'a', name: 'a', facts, rules, mutedUntil: null, settled: true, createdAt: 0 };
    told.push(
      ...replay
        .step({ now, accounts: [snapshot] })
        .decision.raise.map(({ kind, level }) => `${kind} ${level}`),
    );
    if (index % 4 > 0) continue;
    const shown = account('a', 'crustdata', 'x', { pools, caps });
    for (const { id } of timelineOf([shown], [], { now, zone: 'UTC' }, days)) uids.add(id);
  }
  return { told: told.sort(), uids };
}

const still: Wander = () => 0;

/** What the list has more often than the other one. */
function excess(list: readonly string[], other: readonly string[]): string[] {
  const count = (all: readonly string[], one: string) => all.filter((each) => each === one).length;
  return list.filter((one) => count(list, one) > count(other, one));
}

it('all is told once, and has one place in the calendar, however the dates wander and move', () => {
  const reference = played(still, 60);
  expect(reference.told.filter((kind) => kind.startsWith('refill-due'))).toHaveLength(2);
  expect(reference.told.filter((kind) => kind.startsWith('refill-landed'))).toHaveLength(2);
  expect(reference.told.filter((kind) => kind.startsWith('expires-soon')).length).toBeGreaterThan(4);
  // A date that is moved by a day is in sight a day earlier or later.
  const least = played(still, 58).uids;
  const most = played(still, 62).uids;
  const wandering = fc.record({
    seconds: fc.array(fc.integer({ min: -30, max: 30 }), { minLength: 23, maxLength: 23 }),
    days: fc.array(fc.constantFrom(0, 0, -1, 1), { minLength: 7, maxLength: 7 }),
    moveEvery: fc.integer({ min: 1, max: 20 }),
  });
  fc.assert(
    fc.property(wandering, fc.boolean(), ({ seconds, days, moveEvery }, moves) => {
      const wander: Wander = (what, index) => {
        // The first reading names everything.
        if (index === 0) return 0;
        const seed = what.length * 3 + what.charCodeAt(what.length - 1);
        const moved = days[(seed + Math.floor(index / moveEvery)) % days.length] ?? 0;
        return (seconds[(seed + index) % seconds.length] ?? 0) * 1000 + (moves ? moved * day : 0);
      };
      const { told, uids } = played(wander, 60);
      // A date that was moved out in its last days may never come so near.
      if (moves) expect(excess(told, reference.told)).toEqual([]);
      else expect(told).toEqual(reference.told);
      expect([...uids].filter((uid) => !most.has(uid))).toEqual([]);
      expect([...least].filter((uid) => !uids.has(uid))).toEqual([]);
    }),
    { numRuns: 20 },
  );
});
