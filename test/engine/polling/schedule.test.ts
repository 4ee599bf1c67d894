import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mayAskNow, nextAttemptAt } from '../../../main/engine/polling/schedule.ts';
import type { PollRecord } from '../../../main/engine/store/history.ts';
import { type ReadErrorKind, readErrorKindSchema } from '../../../shared/model/index.ts';

const minute = 60_000;
const now = Date.parse('2026-11-21T09:00:00Z');
const pace = { intervalMs: 5 * minute, shortestMs: 15_000, jitter: 0, fingerprint: 'print' };
const record = (error: ReadErrorKind | null, failures = 0, retryAt: number | null = null): PollRecord => ({
  attemptedAt: now,
  failures,
  error: error && { kind: error, message: 'A sentence.', retryAt },
  errorSince: error && now,
  fingerprint: 'print',
});

describe('nextAttemptAt', () => {
  it('asks a new account at once', () => {
    expect(nextAttemptAt(null, pace)).toBe(0);
  });

  it('keeps the usual interval after a reading', () => {
    expect(nextAttemptAt(record(null), pace)).toBe(now + 5 * minute);
  });

  it('doubles the wait with every failure, up to an hour', () => {
    const waits = [1, 2, 3, 4, 9].map(
      (failures) => (nextAttemptAt(record('unavailable', failures), pace) ?? 0) - now,
    );
    expect(waits).toEqual([10 * minute, 20 * minute, 40 * minute, 60 * minute, 60 * minute]);
  });

  it('keeps the usual interval while credits are exhausted, so that a top-up is seen soon', () => {
    expect(nextAttemptAt(record('exhausted', 7), pace)).toBe(now + 5 * minute);
  });

  it('waits as long as the provider asks', () => {
    expect(nextAttemptAt(record('rate-limited', 1, now + 90 * minute), pace)).toBe(now + 90 * minute);
  });

  it('stops after a rejected credential until there is another one', () => {
    expect(nextAttemptAt(record('bad-credential', 1), pace)).toBeNull();
    expect(nextAttemptAt(record('bad-credential', 1), { ...pace, fingerprint: null })).toBeNull();
    expect(nextAttemptAt(record('bad-credential', 1), { ...pace, fingerprint: 'another' })).not.toBeNull();
  });

  it('is never earlier than the interval, nor more than a tenth later than its wait', () => {
    fc.assert(
      fc.property(
        fc.option(
          fc.constantFrom(...readErrorKindSchema.options.filter((kind) => kind !== 'bad-credential')),
        ),
        fc.nat(200),
        fc.double({ min: 0, max: 1, noNaN: true }),
        fc.integer({ min: 1000, max: 24 * 60 * minute }),
        (error, failures, jitter, intervalMs) => {
          const at = nextAttemptAt(record(error, failures), { ...pace, jitter, intervalMs }) ?? 0;
          const floor = Math.max(intervalMs, pace.shortestMs);
          expect(at - now).toBeGreaterThanOrEqual(floor);
          expect(at - now).toBeLessThanOrEqual(Math.max(floor, 60 * minute) * 1.1 + 1);
        },
      ),
    );
  });
});

describe('mayAskNow', () => {
  it('lets a person skip the interval but not the provider’s shortest one', () => {
    expect(mayAskNow(record(null), pace, now + 14_999)).toBe(false);
    expect(mayAskNow(record(null), pace, now + 15_000)).toBe(true);
  });

  it('does not let a person skip Retry-After or a rejected credential', () => {
    expect(mayAskNow(record('rate-limited', 1, now + minute), pace, now + minute - 1)).toBe(false);
    expect(mayAskNow(record('rate-limited', 1, now + minute), pace, now + minute)).toBe(true);
    expect(mayAskNow(record('bad-credential', 1), pace, now + 60 * minute)).toBe(false);
  });

  it('is not silenced by a clock that was set back', () => {
    expect(mayAskNow(record(null), pace, now - 60 * minute)).toBe(true);
  });
});
