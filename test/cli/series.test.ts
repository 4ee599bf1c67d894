import { describe, expect, it } from 'vitest';
import { readSeries } from '../../main/cli/input/series.ts';

const at = Date.parse('2026-11-21T09:00:00Z');
const hour = 3_600_000;
const samples = (text: string, pool?: string) => {
  const read = readSeries(text, pool);
  return read.ok ? read.value : read.error.message;
};

describe('readSeries', () => {
  it('reads time and amount, with or without a header, in any order', () => {
    const wanted = [
      { t: at, remaining: 1200 },
      { t: at + hour, remaining: 1190.5 },
    ];
    for (const text of [
      '2026-11-21T09:00:00Z,1200\n2026-11-21T10:00:00Z,1190.5\n',
      '\uFEFFtime,remaining\r\n2026-11-21T10:00:00Z,1190.5\r\n2026-11-21T09:00:00Z,1200\r\n',
      'remaining;time\n1200;2026-11-21T10:00:00+01:00\n1190.5;2026-11-21 10:00:00Z',
      `${at / 1000}\t1200\n${(at + hour) / 1000}\t1190.5`,
      `${at},1200\n\n${at + hour},"1190.5"`,
    ])
      expect(samples(text)).toEqual(wanted);
  });

  it('reads back what `history --csv` writes, one pool at a time', () => {
    const text = 'time,pool,remaining\n2026-11-21T09:00:00Z,balance,5\n2026-11-21T09:00:00Z,package-1,900\n';
    expect(samples(text, 'package-1')).toEqual([{ t: at, remaining: 900 }]);
    expect(samples(text)).toMatch(/several pools.*balance, package-1/);
    expect(samples(text, 'other')).toMatch(/no pool ‘other’/);
  });

  it('names the line that it cannot read', () => {
    expect(samples('time,remaining\n2026-11-21T09:00:00Z,many')).toBe(
      'Line 2: ‘many’ is not an amount. Write a number such as 1200 or 0.5.',
    );
    expect(samples('yesterday,5')).toMatch(/^Line 1: ‘yesterday’ is not a time/);
    expect(samples('2026-11-21T09:00:00Z')).toMatch(/^Line 1: ‘’ is not an amount/);
    expect(samples('time,remaining\n')).toMatch(/has no samples/);
    expect(samples('')).toMatch(/has no samples/);
  });
});
