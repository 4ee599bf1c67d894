import { afterEach, expect, it, vi } from 'vitest';
import { formatAge } from '../../../shared/format.ts';
import { ageOf, isFuture, isOlderThan, lastOf, systemZone } from '../../../shared/time/index.ts';

const now = Date.parse('2026-11-21T09:00:00Z');
const minute = 60_000;

afterEach(() => vi.restoreAllMocks());

it('an instant of the future has no age, but for the seconds by which clocks are corrected', () => {
  expect([0, minute, minute + 1].map((ahead) => isFuture(now + ahead, now))).toEqual([false, false, true]);
  expect([-5 * minute, 0, minute].map((ahead) => ageOf(now + ahead, now))).toEqual([5 * minute, 0, 0]);
  expect(ageOf(now + 2 * minute, now)).toBeNull();
  expect(formatAge(-minute)).toBe('just now');
  expect(formatAge(-2 * minute)).toBe('before the clock was changed');
});

it('what lies in the future may be old, and hides nothing that has a date', () => {
  expect(isOlderThan(5 * minute, now - 5 * minute, now)).toBe(false);
  expect(isOlderThan(5 * minute, now - 6 * minute, now)).toBe(true);
  expect(isOlderThan(5 * minute, now + 60 * minute, now)).toBe(true);
  expect(lastOf([now - minute, now + 60 * minute, now - 3 * minute], now)).toBe(now - minute);
  expect(lastOf([now + 60 * minute], now)).toBe(now + 60 * minute);
});

it.each(['Etc/Unknown', '', undefined])('a system whose zone is %j is taken to be in UTC', (timeZone) => {
  const real = Intl.DateTimeFormat.prototype.resolvedOptions;
  vi.spyOn(Intl.DateTimeFormat.prototype, 'resolvedOptions').mockImplementation(function (
    this: Intl.DateTimeFormat,
  ) {
    return Object.assign(real.call(this), { timeZone });
  });
  expect(systemZone()).toBe('UTC');
});

it('a system with a zone has that one', () => {
  expect(systemZone()).toBe(Intl.DateTimeFormat().resolvedOptions().timeZone);
});
