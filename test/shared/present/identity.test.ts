import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Cap, Grant, Pool, Reading } from '../../../shared/model/index.ts';
import { withIdentity } from '../../../shared/present/index.ts';
import '../../helpers/seeded.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const second = 1000;
const day = 86_400_000;

const topup = (expiresAt: number | null, rest: Partial<Grant> = {}): Grant => ({
  // As it is made of what may change.
  id: `top-up-${expiresAt ?? 'never'}-${rest.granted ?? 5000}`,
  kind: 'topup',
  label: 'Top-up',
  granted: 5000,
  remaining: 1000,
  grantedAt: null,
  expiresAt,
  provenance: 'reported',
  ...rest,
});
const pool = (grants: Grant[], rest: Partial<Pool> = {}): Pool => ({
  id: 'credits',
  label: 'Credits',
  unit: { kind: 'credits' },
  remaining: 9000,
  used: null,
  limit: 8000,
  provenance: { remaining: 'reported' },
  cycle: null,
  grants,
  ...rest,
});
const reading = (pools: Pool[], caps: Cap[] = [], at = now): Reading => ({
  at,
  plan: null,
  scope: 'account',
  pools,
  caps,
  dailyUse: [],
  notes: [],
});
const ofGrants = (grants: Grant[]) => reading([pool(grants)]);
const grantsAfter = (before: Grant[], after: Grant[]) =>
  withIdentity(withIdentity(null, ofGrants(before)), ofGrants(after)).pools[0]?.grants ?? [];
const ids = (grants: readonly Grant[]) => grants.map(({ id }) => id);

describe('a grant keeps its id', () => {
  const at = now + 20 * day;
  it.each<[string, Grant]>([
    ['its date wanders by milliseconds', topup(at + 148)],
    ['its date wanders by 30 s', topup(at - 30 * second)],
    ['its date moves by a day', topup(at + day)],
    ['its date moves by a day and wanders', topup(at - day - 31 * second)],
    ['its size is corrected', topup(at + 99, { granted: 5000.03 })],
    ['its size falls as it is spent', topup(at, { granted: 900, remaining: 900 })],
    ['it is spent', topup(at + 5, { remaining: 1 })],
    ['a little comes back', topup(at + 5, { remaining: 1000.03 })],
    ['it is renamed', topup(at + 5, { label: 'Purchase', id: 'purchase-5000' })],
    ['it is extended by a month', topup(at + 30 * day)],
    ['it never expires any more', topup(null)],
  ])('when %s', (_, after) => {
    const [kept] = grantsAfter([topup(at)], [after]);
    expect(kept?.id).toBe(topup(at).id);
    expect(kept?.remaining).toBe(after.remaining);
    expect(kept?.granted).toBe(after.granted);
    expect(kept?.label).toBe(after.label);
  });

  it('and its date as long as that only wanders', () => {
    expect(grantsAfter([topup(at)], [topup(at + 30 * second)])[0]?.expiresAt).toBe(at);
    expect(grantsAfter([topup(at)], [topup(at + day)])[0]?.expiresAt).toBe(at + day);
  });
});

describe('a grant is a new one', () => {
  const at = now + 20 * day;
  it.each<[string, Grant[], Grant]>([
    ['bought beside another', [topup(at)], topup(at + day, { remaining: 5000 })],
    ['bought when the last was used up', [topup(at, { remaining: 3 })], topup(at + day, { remaining: 5000 })],
    ['of another kind', [topup(at)], topup(at, { kind: 'promotion', id: 'promo' })],
    ['of another size', [topup(at)], topup(at + day, { granted: 9000, remaining: 9000 })],
  ])('when it was %s', (_, before, bought) => {
    const after = grantsAfter(before, [bought]);
    expect(ids(before)).not.toContain(after[0]?.id);
    expect(ids(grantsAfter(before, [...before, bought]))).toEqual([...ids(before), bought.id]);
  });

  it('even if its id was one that another kept', () => {
    const kept = grantsAfter([topup(at)], [topup(at + day), topup(at, { remaining: 5000 })]);
    expect(new Set(ids(kept)).size).toBe(2);
  });
});

it('twins are told apart by what is left', () => {
  const at = now + 20 * day;
  const twins = [topup(at, { id: 't', remaining: 10 }), topup(at, { id: 't-2', remaining: 3000 })];
  expect(ids(grantsAfter(twins, [topup(at + 7, { id: 't', remaining: 2990 })]))).toEqual(['t-2']);
});

describe('a pool', () => {
  const packageOf = (id: string, remaining: number, expiresAt: number) =>
    pool([topup(expiresAt, { id, kind: 'package', granted: null, remaining })], {
      id: `package-${id}`,
      label: 'Package',
      unit: { kind: 'calls' },
      limit: null,
      remaining,
    });
  const [early, late] = [now + 5 * day, now + 25 * day];

  it('bought twice is told from its twin by the day on which it ends', () => {
    const before = withIdentity(
      null,
      reading([packageOf('5', 4, early), packageOf('5-2', 900, late), pool([])]),
    );
    const after = withIdentity(before, reading([packageOf('5', 890, late + second), pool([])]));
    expect(after.pools.map(({ id }) => id)).toEqual(['package-5-2', 'credits']);
    expect(after.pools[0]?.grants.map(({ id }) => id)).toEqual(['5-2']);
  });

  it('keeps its id when it is topped up, and when it alone gets another name', () => {
    const before = withIdentity(null, reading([pool([]), pool([], { id: 'other', label: 'Other' })]));
    const risen = reading([
      pool([], { remaining: 50_000, limit: 90_000 }),
      pool([], { id: 'other', label: 'Other' }),
    ]);
    expect(withIdentity(before, risen).pools.map(({ id }) => id)).toEqual(['credits', 'other']);
    const single = withIdentity(null, reading([pool([])]));
    const renamed = reading([pool([], { id: 'tokens', label: 'Tokens', remaining: 99_000 })]);
    expect(withIdentity(single, renamed).pools[0]).toMatchObject({ id: 'credits', label: 'Tokens' });
  });
});

describe('a renewal', () => {
  const renewing = (renewsAt: number, at = now) =>
    reading([pool([], { cycle: { frequency: 'monthly', renewsAt, grant: 8000, rollover: 'all' } })], [], at);
  const cycleOf = (one: Reading) => one.pools[0]?.cycle;

  it('keeps its date while that wanders, but not one that has passed', () => {
    const at = now + day;
    const first = withIdentity(null, renewing(at));
    expect(cycleOf(withIdentity(first, renewing(at + 30 * second)))?.renewsAt).toBe(at);
    const after = withIdentity(first, renewing(at + 30 * second, at + 10 * second));
    expect(cycleOf(after)?.renewsAt).toBe(at + 30 * second);
  });

  it('keeps its number while its date moves, also across the end of a month', () => {
    let last = withIdentity(null, renewing(Date.UTC(2026, 10, 30)));
    const first = cycleOf(last)?.number ?? 0;
    const numbers = [
      Date.UTC(2026, 11, 1),
      Date.UTC(2026, 10, 30, 23, 59, 59),
      Date.UTC(2026, 11, 2),
      Date.UTC(2026, 11, 31),
      Date.UTC(2027, 0, 1),
      Date.UTC(2027, 1, 1),
      Date.UTC(2027, 11, 30),
    ].map((renewsAt) => {
      last = withIdentity(last, renewing(renewsAt));
      return (cycleOf(last)?.number ?? 0) - first;
    });
    expect(numbers).toEqual([0, 0, 0, 1, 1, 2, 13]);
  });
});

it('the same things keep their ids, however all dates wander and move', () => {
  const thing = fc.record({
    days: fc.integer({ min: 3, max: 300 }),
    granted: fc.integer({ min: 1, max: 9 }).map((n) => n * 1000),
    kind: fc.constantFrom('topup' as const, 'package' as const, 'promotion' as const),
  });
  const step = fc.array(
    fc.record({ wander: fc.integer({ min: -30, max: 30 }), move: fc.constantFrom(0, 0, 0, -1, 1) }),
    { minLength: 6, maxLength: 6 },
  );
  fc.assert(
    fc.property(
      fc.uniqueArray(thing, { minLength: 1, maxLength: 6, selector: ({ days }) => Math.floor(days / 5) }),
      fc.array(step, { minLength: 1, maxLength: 8 }),
      (things, steps) => {
        const made = (moves: (typeof steps)[number] | null, left: number) =>
          ofGrants(
            things.map(({ days, granted, kind }, index) => {
              const { wander = 0, move = 0 } = moves?.[index] ?? {};
              const expiresAt = now + (days + move) * day + wander * second;
              return topup(expiresAt, {
                id: `${kind}-${expiresAt}-${granted}`,
                granted,
                kind,
                remaining: granted * left,
              });
            }),
          );
        let last = withIdentity(null, made(null, 1));
        const first = ids(last.pools[0]?.grants ?? []);
        steps.forEach((moves, index) => {
          last = withIdentity(last, made(moves, 1 - (index + 1) / 10));
          expect(ids(last.pools[0]?.grants ?? [])).toEqual(first);
        });
      },
    ),
    { numRuns: 300 },
  );
});
