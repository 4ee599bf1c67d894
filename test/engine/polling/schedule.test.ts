import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalOf, isAfterBreak, mayAskNow, nextAttemptAt } from '../../../main/engine/polling/schedule.ts';
import type { PollRecord } from '../../../main/engine/store/history.ts';
import { providers } from '../../../main/providers/index.ts';
import { accountSchema, type ReadErrorKind, readErrorKindSchema } from '../../../shared/model/index.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const now = Date.parse('2026-11-21T09:00:00Z');
const pace = { intervalMs: 5 * minute, shortestMs: 15_000, jitter: 0, fingerprint: 'print', stretch: 1 };
const record = (error: ReadErrorKind | null, failures = 0, retryAt: number | null = null): PollRecord => ({
  attemptedAt: now,
  failures,
  error: error && { kind: error, message: 'A sentence.', retryAt },
  errorSince: error && now,
  fingerprint: 'print',
});

describe('intervalOf', () => {
  const chosen = (intervalMs: number | null) =>
    accountSchema.parse({
      id: 'a1',
      provider: 'any',
      label: 'any',
      createdAt: now,
      credential: { kind: 'vault' },
      credentialEnd: null,
      intervalMs,
    });
  const floorOf = (wanted: string) =>
    providers.filter(({ id }) => id === wanted).map((provider) => intervalOf(chosen(1), provider));

  it('never asks more often than a provider allows, whatever an older version stored', () => {
    for (const provider of providers) {
      const { usualMs, automaticMs } = provider.refresh;
      expect(intervalOf(chosen(null), provider)).toBe(usualMs);
      expect(intervalOf(chosen(15_000), provider)).toBe(Math.max(15_000, automaticMs));
      expect(intervalOf(chosen(day), provider)).toBe(day);
    }
  });

  it('is a minute at least, unless the provider’s own words say otherwise', () => {
    expect(floorOf('crustdata')).toEqual([minute]);
    expect(floorOf('scraperapi')).toEqual([15_000]);
    expect(floorOf('twocaptcha')).toEqual([5 * minute]);
    expect(floorOf('twelvedata')).toEqual([15 * minute]);
    expect(floorOf('exchangerate-api')).toEqual([60 * minute]);
  });
});

describe('nextAttemptAt', () => {
  it('asks a new account at once', () => {
    expect(nextAttemptAt(null, pace, now)).toBe(0);
  });

  it('keeps the usual interval after a reading', () => {
    expect(nextAttemptAt(record(null), pace, now)).toBe(now + 5 * minute);
  });

  it('asks a third as often when the interval is stretched threefold, and no sooner than the provider wants', () => {
    const stretched = { ...pace, stretch: 3 };
    expect(nextAttemptAt(record(null), stretched, now)).toBe(now + 15 * minute);
    expect(nextAttemptAt(record('unavailable', 1), stretched, now)).toBe(now + 30 * minute);
    const until = now + 40 * minute;
    expect(nextAttemptAt(record('rate-limited', 1, until), stretched, now)).toBe(until);
  });

  it('doubles the wait with every failure, up to an hour', () => {
    const waits = [1, 2, 3, 4, 9].map(
      (failures) => (nextAttemptAt(record('unavailable', failures), pace, now) ?? 0) - now,
    );
    expect(waits).toEqual([10 * minute, 20 * minute, 40 * minute, 60 * minute, 60 * minute]);
  });

  it('keeps the usual interval while credits are exhausted, so that a top-up is seen soon', () => {
    expect(nextAttemptAt(record('exhausted', 7), pace, now)).toBe(now + 5 * minute);
  });

  it('waits as long as the provider asks', () => {
    expect(nextAttemptAt(record('rate-limited', 1, now + 90 * minute), pace, now)).toBe(now + 90 * minute);
  });

  it('stops after a rejected credential until there is another one', () => {
    expect(nextAttemptAt(record('bad-credential', 1), pace, now)).toBeNull();
    expect(nextAttemptAt(record('bad-credential', 1), { ...pace, fingerprint: null }, now)).toBeNull();
    expect(
      nextAttemptAt(record('bad-credential', 1), { ...pace, fingerprint: 'another' }, now),
    ).not.toBeNull();
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
          const at = nextAttemptAt(record(error, failures), { ...pace, jitter, intervalMs }, now) ?? 0;
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
    expect(mayAskNow(record('offline', 1), pace, now + 1)).toBe(true);
  });

  it.each(['unavailable', 'timed-out', 'refused'] as const)(
    'lets a person ask again soon after an attempt that was %s',
    (kind) => {
      expect(mayAskNow(record(kind, 1), pace, now + 999)).toBe(false);
      expect(mayAskNow(record(kind, 1), pace, now + 1000)).toBe(true);
      expect(mayAskNow(record(kind, 1, now + minute), pace, now + 1000)).toBe(false);
    },
  );
  it.each(['malformed', 'exhausted', 'limited-scope'] as const)(
    'leaves a provider alone that answered: %s',
    (kind) => expect(mayAskNow(record(kind, 1), pace, now + 14_999)).toBe(false),
  );

  it('does not let a person skip Retry-After or a rejected credential', () => {
    expect(mayAskNow(record('rate-limited', 1, now + minute), pace, now + minute - 1)).toBe(false);
    expect(mayAskNow(record('rate-limited', 1, now + minute), pace, now + minute)).toBe(true);
    expect(mayAskNow(record('bad-credential', 1), pace, now + 60 * minute)).toBe(false);
  });

  it('is not silenced by a clock that was set back', () => {
    expect(mayAskNow(record(null), pace, now - 60 * minute)).toBe(true);
  });

  it('lets a person ask five minutes later, and at once if the wait is a mistake', () => {
    const hourLong = record('rate-limited', 1, now + 60 * minute);
    expect(mayAskNow(hourLong, pace, now + 299_000)).toBe(false);
    expect(mayAskNow(hourLong, pace, now + 5 * minute)).toBe(true);
    expect(mayAskNow(record('rate-limited', 1, now + 400 * day), pace, now + 15_000)).toBe(true);
    expect(mayAskNow(record('rate-limited', 1, now + day), pace, now + 15_000)).toBe(true);
  });

  it('spares a provider that limits requests without saying for how long', () => {
    expect(mayAskNow(record('rate-limited', 1), pace, now + 59_000)).toBe(false);
    expect(mayAskNow(record('rate-limited', 1), pace, now + minute)).toBe(true);
    expect(nextAttemptAt(record('rate-limited', 1), { ...pace, intervalMs: 15_000 }, now)).toBe(now + minute);
  });
});

describe('a clock that was set', () => {
  const spans = [1, 1000, 59_000, minute, 2 * 60 * minute, day, 40 * day, 3 * 365 * day];

  it.each(spans)('back by %d ms does not silence an account', (ms) => {
    for (const one of [record(null), record('unavailable', 5), record('malformed', 1)])
      expect(nextAttemptAt(one, pace, now - ms)).toBe(0);
  });

  it('back by seconds still keeps Retry-After, further back does not', () => {
    const waiting = record('rate-limited', 1, now + 20 * minute);
    expect(nextAttemptAt(waiting, pace, now - 30_000)).toBe(now + 20 * minute);
    expect(nextAttemptAt(waiting, pace, now - 2 * minute)).toBe(0);
    expect(mayAskNow(waiting, pace, now - 2 * minute)).toBe(true);
  });

  it('keeps no Retry-After for more than a day, also one that an earlier version stored', () => {
    expect(nextAttemptAt(record('rate-limited', 1, now + 30 * day), pace, now)).toBe(now + day);
  });

  it('is a break in polling, like sleep', () => {
    const failing = record('unavailable', 2);
    expect(isAfterBreak(failing, now + 20 * minute, pace)).toBe(false);
    expect(isAfterBreak(failing, now + 31 * minute, pace)).toBe(false);
    expect(isAfterBreak(failing, now + 60 * minute, pace)).toBe(true);
    expect(isAfterBreak(failing, now + 60 * minute, { ...pace, stretch: 3 })).toBe(false);
    expect(isAfterBreak(failing, now - 1, pace)).toBe(true);
  });
});
