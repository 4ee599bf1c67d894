import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { intervalWords } from '../../../../renderer/components/data/times.ts';
import { momentWords } from '../../../../shared/time/index.ts';
import { now } from '../../../helpers/states.ts';

const berlin = { now, zone: 'Europe/Berlin' };
const utc = { now, zone: 'UTC' };

describe('times', () => {
  it('names the day only if it is another one in your time zone', () => {
    const late = Date.UTC(2026, 10, 21, 23, 30);
    expect(momentWords(late, utc)).toBe('23:30');
    expect(momentWords(late, berlin)).toBe('22 Nov, 00:30');
  });

  it.each([
    [15_000, '15 seconds'],
    [60_000, '1 minute'],
    [300_000, '5 minutes'],
    [3_600_000, '1 hour'],
    [86_400_000, '1 day'],
    [5_400_000, '90 minutes'],
  ])('writes an interval of %d ms', (ms, words) => {
    expect(intervalWords(ms)).toBe(words);
  });

  it('never writes a fraction in an interval', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 9 }), (ms) => /^[\d,]+ [a-z]+$/.test(intervalWords(ms))),
    );
  });
});
