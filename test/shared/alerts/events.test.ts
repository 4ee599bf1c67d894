import { describe, expect, it } from 'vitest';
import { eventsBetween } from '../../../shared/alerts/events.ts';
import type { Grant, PoolState } from '../../../shared/model/index.ts';
import { day, evaluation, everyRule, hour, minute, pool, start } from './made.ts';

const context = { now: start, zone: 'UTC' };
const news = (before: PoolState, now: PoolState, after = minute) =>
  eventsBetween(
    evaluation('a', start - after, [], { pools: [before], rules: everyRule }),
    evaluation('a', start, [], { pools: [now], rules: everyRule }),
    context,
  ).map(({ kind, text }) => [kind, text]);
const monthly = (renewsAt: number) =>
  ({ frequency: 'monthly', renewsAt, grant: 5000, rollover: 'all' }) as const;
const topup = (rest: Partial<Grant> = {}): Grant => ({
  id: 'topup-1',
  kind: 'topup',
  label: null,
  granted: 1200,
  remaining: 1200,
  grantedAt: null,
  expiresAt: null,
  provenance: 'reported',
  ...rest,
});

describe('a top-up', () => {
  it('is a balance that jumped up without a refill', () => {
    expect(news(pool(100), pool(1300))).toEqual([
      ['topup-seen', '1,200 credits were added: 1,300 credits are left.'],
    ]);
    expect(news(pool(100), pool(101))).toEqual([]);
    expect(news(pool(100), pool(40))).toEqual([]);
  });

  it('is a new grant, reported with its own size', () => {
    expect(news(pool(100), pool(1290, { grants: [topup()] }))).toEqual([
      ['topup-seen', '1,200 credits were added: 1,290 credits are left.'],
    ]);
    const old = { grants: [topup()] };
    expect(news(pool(1300, old), pool(1290, old))).toEqual([]);
  });

  it('is no event if you entered it, or if the balance is computed here', () => {
    expect(news(pool(100), pool(100, { grants: [topup({ provenance: 'entered' })] }))).toEqual([]);
    const counted = { provenance: { remaining: 'computed' as const } };
    expect(news(pool(100, counted), pool(1300, counted))).toEqual([]);
  });

  it('of money says so', () => {
    const unit = { kind: 'money', code: 'USD' } as const;
    expect(news(pool(1, { unit }), pool(26, { unit }))).toEqual([
      ['topup-seen', '$25.00 was added: $26.00 is left.'],
    ]);
  });
});

describe('a correction', () => {
  it('is no top-up, even if a grant looks new', () => {
    const before = pool(8990, { limit: 8000, grants: [topup({ id: 'a', granted: 5000 })] });
    const after = pool(8990.03, { limit: 8000, grants: [topup({ id: 'b', granted: 5000 })] });
    expect(news(before, after)).toEqual([]);
    expect(news(before, { ...after, remaining: 9090 })).toEqual([]);
  });
});

describe('a refill', () => {
  const passed = start - 10;
  const next = Date.parse('2026-12-21T08:59:59.990Z');

  it('that arrived is a rise when the cycle renews, and no top-up', () => {
    expect(news(pool(40, { cycle: monthly(passed) }), pool(5040, { cycle: monthly(next) }))).toEqual([
      ['refill-landed', 'Refilled with 5,000 credits: 5,040 credits are left.'],
    ]);
  });

  it('may reach the balance a while after the cycle', () => {
    const cycle = monthly(next + minute - 5 * hour);
    expect(news(pool(40, { cycle }), pool(5040, { cycle })).map(([kind]) => kind)).toEqual(['refill-landed']);
    expect(news(pool(40, { cycle }), pool(840, { cycle })).map(([kind]) => kind)).toEqual(['topup-seen']);
  });

  it('is due once, a day before', () => {
    const at = (ms: number) => pool(40, { cycle: monthly(start + ms) });
    expect(news(at(day - 1), at(day - 1))).toEqual([
      ['refill-due', 'The next refill (5,000 credits) is due on 22 Nov, 08:59.'],
    ]);
    expect(news(at(day - minute), at(day - minute))).toEqual([]);
    expect(news(at(day + 1), at(day + 1))).toEqual([]);
  });

  it('is due once, however its date moves', () => {
    const at = (ms: number) => pool(40, { cycle: { ...monthly(start + ms), number: 7 } });
    expect(news(at(day + hour), at(day - hour)).map(([kind]) => kind)).toEqual(['refill-due']);
    expect(news(at(day - hour), at(day - 2 * hour))).toEqual([]);
    expect(news(at(day - hour), at(3 * hour))).toEqual([]);
  });

  it('arrived when the cycle renewed, though its date was moved', () => {
    const cycle = (ms: number, number: number) => ({ ...monthly(start + ms), number });
    const before = pool(40, { cycle: cycle(day, 7) });
    const after = pool(5040, { cycle: cycle(32 * day, 8) });
    expect(news(before, after).map(([kind]) => kind)).toEqual(['refill-landed']);
  });

  it('of every day is no news', () => {
    const daily = (renewsAt: number) => ({ ...monthly(renewsAt), frequency: 'daily' as const });
    const before = pool(40, { cycle: daily(passed), provenance: {} });
    expect(news(before, pool(5000, { cycle: daily(passed + day), provenance: {} }))).toEqual([]);
  });
});
