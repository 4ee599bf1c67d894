import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lastWeekBurn, ratioWords, weekRatio } from '../../../../../renderer/pages/account/burn/burn.ts';
import { day, now, pool } from '../../../../helpers/states.ts';

const hour = day / 24;

/** Hourly samples over two weeks that fall by so much a day, and are filled up before they would be empty. */
function fall(before: number, last: number, days = 14) {
  let remaining = 1000;
  return Array.from({ length: days * 24 + 1 }, (_, at) => {
    const t = now - days * day + at * hour;
    if (at > 0) remaining -= (t > now - 7 * day ? last : before) / 24;
    if (remaining < 100) remaining += 5000;
    return { t, remaining };
  });
}

describe('the burn of the last week', () => {
  it('is the mean of its whole days; the running one and those without readings do not count', () => {
    expect(lastWeekBurn(pool(1, { burnByDay: [100, null, 200, 300, null, 400, 9999] }))).toBe(250);
  });
  it('is unknown after two days', () => {
    expect(lastWeekBurn(pool(1, { burnByDay: [null, null, null, null, 5, 6, 7] }))).toBeNull();
  });
});

describe('the week before', () => {
  it('is compared with, whatever was filled up in between', () => {
    fc.assert(
      fc.property(fc.integer({ min: 24, max: 2000 }), fc.integer({ min: 24, max: 2000 }), (before, last) => {
        const ratio = weekRatio(fall(before, last), now);
        // A refill hides the burn of the hour in which it lands.
        expect(ratio).toBeGreaterThan((0.9 * last) / before);
        expect(ratio).toBeLessThan((1.1 * last) / before);
      }),
    );
  });
  it('is not compared if the history starts later, or nothing was spent', () => {
    expect(weekRatio(fall(100, 100, 12), now)).toBeNull();
    expect(weekRatio(fall(0, 100), now)).toBeNull();
    expect(weekRatio([], now)).toBeNull();
  });
  it.each([
    [1.32, '1.3 times the week before'],
    [0.4, '0.4 times the week before'],
    [12.4, '12 times the week before'],
    [1.02, 'as much as the week before'],
    [null, null],
  ])('%d is said as', (ratio, words) => {
    expect(ratioWords(ratio)).toBe(words);
  });
});
