import { describe, expect, it } from 'vitest';
import { createReachability } from '../../../main/engine/polling/reachability.ts';
import { createTestClock } from '../../helpers/clock.ts';

function setUp() {
  const time = createTestClock();
  let returns = 0;
  const reachability = createReachability({
    clock: time.clock,
    onReturn: () => {
      returns += 1;
    },
  });
  const { now } = time.clock;
  const heard = (id: string, contact: 'answered' | 'unanswered' | 'offline', beganAt = now()) =>
    reachability.heard(id, contact, beganAt);
  return { ...reachability, heard, time, now, returns: () => returns };
}
const ids = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => `a${from + index}`);

describe('what a network that works again does', () => {
  it('asks all again that got no answer, one after the other, and the others after them', () => {
    const { heard, asksAgainAt, now, returns } = setUp();
    for (const id of ids(0, 200)) heard(id, 'answered');
    for (const id of ids(0, 100)) heard(id, 'unanswered');
    expect(ids(0, 200).every((id) => asksAgainAt(id) === null)).toBe(true);
    heard('a150', 'answered');
    expect(returns()).toBe(1);
    const again = ids(0, 100).map((id) => (asksAgainAt(id) ?? 0) - now());
    expect(again).toEqual(again.toSorted((a, b) => a - b));
    // At most fifty in a second.
    expect(again[50]).toBe(1000);
    const others = ids(100, 200).filter((id) => id !== 'a150');
    expect(others.every((id) => (asksAgainAt(id) ?? 0) - now() >= 2000)).toBe(true);
    expect(asksAgainAt('a150')).toBe(null);
    heard('a0', 'unanswered');
    expect(asksAgainAt('a0')).toBe(null);
  });

  it('says nothing about a provider that is down while others answer', () => {
    const { heard, asksAgainAt, returns } = setUp();
    for (let round = 0; round < 50; round += 1) {
      for (const id of ids(0, 5)) heard(id, 'unanswered');
      heard('well', 'answered');
    }
    expect(returns()).toBe(0);
    expect(asksAgainAt('a0')).toBe(null);
  });

  it('is noticed with few accounts, once all of them were lost', () => {
    const { heard, asksAgainAt, now } = setUp();
    heard('a1', 'answered');
    heard('a2', 'answered');
    heard('a1', 'unanswered');
    heard('a2', 'unanswered');
    heard('a2', 'answered');
    expect(asksAgainAt('a1')).toBe(now());
    expect(asksAgainAt('a2')).toBe(null);
  });

  it('asks again those whose request was sent before and failed after', () => {
    const { heard, asksAgainAt, time, now } = setUp();
    const sent = now();
    for (const id of ids(0, 10)) heard(id, 'unanswered');
    time.jump(10_000);
    heard('a0', 'answered');
    time.jump(5000);
    heard('a20', 'unanswered', sent);
    heard('a21', 'unanswered');
    expect(asksAgainAt('a20')).toBe(now());
    expect(asksAgainAt('a21')).toBe(null);
  });

  it('is looked for once a minute with one account while this computer is offline', () => {
    const { heard, asksAgainAt, forget, now } = setUp();
    heard('a1', 'offline');
    heard('a2', 'offline');
    expect([asksAgainAt('a1'), asksAgainAt('a2')]).toEqual([now() + 60_000, null]);
    heard('a1', 'offline');
    expect([asksAgainAt('a1'), asksAgainAt('a2')]).toEqual([null, now() + 60_000]);
    forget('a2');
    expect(asksAgainAt('a1')).toBe(now() + 60_000);
    heard('a1', 'answered');
    expect(asksAgainAt('a1')).toBe(null);
  });
});
