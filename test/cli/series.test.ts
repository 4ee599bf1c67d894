import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readSeries, type SeriesOptions } from '../../main/cli/input/series.ts';
import { csvLine } from '../../shared/csv.ts';

const at = Date.parse('2026-11-21T09:00:00Z');
const hour = 3_600_000;
const samples = (text: string, options?: SeriesOptions) => {
  const read = readSeries(text, options);
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
    expect(samples(text, { pool: 'package-1' })).toEqual([{ t: at, remaining: 900 }]);
    expect(samples(text)).toMatch(/several pools.*balance, package-1/);
    expect(samples(text, { pool: 'other' })).toMatch(/no pool ‘other’/);
  });

  it('names the line that it cannot read', () => {
    expect(samples('time,remaining\n2026-11-21T09:00:00Z,many')).toBe(
      'Line 2: ‘many’ is not an amount. Write digits only, with a point or comma for decimals, such as 1200 or 0.5.',
    );
    expect(samples('yesterday,5')).toMatch(/^Line 1: ‘yesterday’ is not a time/);
    expect(samples('2026-11-21T09:00:00Z')).toMatch(/^Line 1: ‘’ is not an amount/);
    expect(samples('time,remaining\n')).toMatch(/has no samples/);
    expect(samples('')).toMatch(/has no samples/);
  });
});

describe('amounts of a series', () => {
  const day = '2026-11-20T00:00:00Z';
  const next = '2026-11-21T00:00:00Z';
  const amounts = (text: string, options?: SeriesOptions) => {
    const read = readSeries(text, options);
    return read.ok ? read.value.map(({ remaining }) => remaining) : read.error.message;
  };

  it.each([
    [`${day};0,95\n`, [0.95]],
    [`${day};1.249,5\n`, [1249.5]],
    [`${day};1 249,5\n`, [1249.5]],
    [`${day};1\u00a0249,5\n`, [1249.5]],
    [`${day};1'249.5\n`, [1249.5]],
    [`${day},"1,249.5"\n`, [1249.5]],
    [`${day},"1,249,000"\n`, [1249000]],
    [`${day},1e-7\n`, [1e-7]],
    [`${day},-39\n`, [-39]],
    [`${day}\t1200\n`, [1200]],
    // One amount decides for all.
    [`${day};1.249\n${next};1.200,5\n`, [1249, 1200.5]],
    [`${day};5.000\n${next};4.999,25\n`, [5000, 4999.25]],
    [`${day};1,249\n${next};0,95\n`, [1.249, 0.95]],
    [`${day},"1,249"\n${next},999.5\n`, [1249, 999.5]],
    [`${day},1.249\n${next},0.95\n`, [1.249, 0.95]],
  ])('%j', (text, wanted) => {
    expect(amounts(text)).toEqual(wanted);
  });

  it.each([
    [`${day},1,249\n`, /^Line 1 has 3 columns, not 2\. Put an amount with a comma in quotes/],
    [
      `${day},"1,249"\n`,
      /^Line 1: ‘1,249’ can mean 1\.249 or 1,249\. Write 1\.2490 or 1249\. Or say which with/,
    ],
    [`${day};5.000\n${next};4.000\n`, /^Line 1: ‘5\.000’ can mean 5 or 5,000\. Write 5 or 5000\./],
    [`${day},0x10\n`, /^Line 1: ‘0x10’ is not an amount/],
    [`${day};0,95\n${next};0.95\n`, /^Line 1 has a decimal comma, line 2 a decimal point\. /],
    [`${day},12,spare\n`, /^Line 1 has 3 columns/],
    [`${day},"12\n`, /^Line \d: the quotes do not match\. /],
    [`${day},1e308\n`, /^Line 1: ‘1e308’ is too large/],
  ])('refuses %j', (text, why) => {
    expect(amounts(text)).toMatch(why);
  });

  it('can be told which mark is the decimal one', () => {
    expect(amounts(`${day};5.000\n`, { decimal: 'point' })).toEqual([5]);
    expect(amounts(`${day};5.000\n`, { decimal: 'comma' })).toEqual([5000]);
  });

  it('come with other columns, if the first line names them', () => {
    expect(amounts(`note,time,remaining\n"a, b",${day},12\n`)).toEqual([12]);
  });

  it('of an own export are read back, whatever the pool is called', () => {
    const names = fc.oneof(
      fc.string({ minLength: 1 }),
      fc.constantFrom('a,b', 'a;b', '"', 'two\nlines', ' a ', '=1+1', "'", '\t'),
    );
    fc.assert(
      fc.property(
        fc.uniqueArray(names, { minLength: 1, maxLength: 4 }),
        fc.double({ min: -1e15, max: 1e15, noNaN: true }),
        (pools, remaining) => {
          fc.pre(pools.every((pool) => !/^'[=+@-]/.test(pool)));
          const text = ['time,pool,remaining', ...pools.map((pool) => csvLine([day, pool, remaining]))].join(
            '\n',
          );
          for (const pool of pools) expect(amounts(text, { pool })).toEqual([remaining + 0]);
        },
      ),
    );
  });
});
