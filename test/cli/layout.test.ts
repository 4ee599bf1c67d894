import { describe, expect, it } from 'vitest';
import { layout, plain } from '../../main/cli/text/table.ts';
import { csvLine } from '../../shared/csv.ts';
import { nearest } from '../../shared/nearest.ts';

describe('the table', () => {
  it('pads each column to its widest cell and leaves no blanks at the end', () => {
    expect(
      layout([
        { cells: ['ID', 'LEFT', 'NEXT'] },
        { cells: ['a10', '1,200 credits', ''] },
        { cells: ['a1', '—', 'x'] },
      ]),
    ).toBe(['ID    LEFT            NEXT', 'a10   1,200 credits', 'a1    —               x'].join('\n'));
  });

  it('counts what a reader sees, not code units, and styles after padding', () => {
    const rows = [
      { cells: ['é👍🏽', 'x'], style: (text: string) => `<${text}>` },
      { cells: ['ab', 'y'] },
      { line: 'a line of its own' },
    ];
    expect(layout(rows)).toBe('<é👍🏽   x>\nab   y\na line of its own');
  });

  it('leaves out a column that starts beyond the terminal, and never marks another one as cut', () => {
    const rows = [
      { cells: ['ID', 'LEFT', 'NEXT', 'READ'] },
      { cells: ['a1', '$18.39', '', 'just now'] },
      { cells: ['a2', '951', 'refills on 9 Dec', 'just now'] },
    ];
    expect(layout(rows, { columns: 18, giveWay: [[2, 4]] })).toBe(
      ['ID   LEFT     NEXT', 'a1   $18.39', 'a2   951      ref…'].join('\n'),
    );
  });

  it('takes away what would steer the terminal', () => {
    expect(plain('a\u001b[2Jb\r\nc\u009bd')).toBe('a [2Jb c d');
  });
});

it('quotes CSV fields only where they must be', () => {
  expect(csvLine(['2026-11-21T09:00:00Z', 'plan, "old"', 9406.5])).toBe(
    '2026-11-21T09:00:00Z,"plan, ""old""",9406.5',
  );
  expect(csvLine(['a\nb', ''])).toBe('"a\nb",');
});

describe('suggestions', () => {
  const names = ['scraperapi', 'crustdata', 'capsolver', 'spidra', 'scrapio'];
  it.each([
    ['scraperap', 'scraperapi'],
    ['Scraper', 'scraperapi'],
    ['cutsdata', 'crustdata'],
    ['spirda', 'spidra'],
  ])('takes %j for %j', (written, meant) => {
    expect(nearest(written, names)[0]).toBe(meant);
  });

  it('suggests nothing far-fetched', () => {
    expect(nearest('openai', names)).toEqual([]);
    expect(nearest('', names)).toEqual([]);
  });
});
