import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { spendReportSchema } from '../../shared/api/money.ts';
import { spendColumns } from '../../shared/money/csv.ts';
import { dayMs, dayOf } from '../../shared/time/index.ts';
import { balances, monthly, played, price, shown, topup, usd, usedIn, utc } from '../shared/money/made.ts';

const page = readFileSync('docs/spend.md', 'utf8');

/** The cells of the table with this head. */
function rowsUnder(head: string): string[][] {
  const [, table = ''] = page.split(`| ${head} |\n`);
  const lines = table.split('\n\n')[0]?.split('\n').slice(1) ?? [];
  return lines.map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );
}
const namesUnder = (head: string): string[] =>
  rowsUnder(head).flatMap(([cell = '']) => [...cell.matchAll(/`(\w+)`/g)].map(([, name = '']) => name));

const rows = rowsUnder('Day | Balance | Bought | Spent | Lapsed');
const days = rows.filter(([day = '']) => /^\d/.test(day));
const inOrder = (readings: (readonly [at: string, balance: number])[]) =>
  Object.fromEntries(readings.toSorted(([a], [b]) => utc(a) - utc(b)));
const dayAfter = (day: string, count = 1): string => dayOf(utc(day) + count * dayMs);

it('works its example out as Fuelgauge does', () => {
  const readings = days.map(
    ([day = '', balance]) => [`${dayAfter(day)}T00:00:00Z`, Number(balance)] as const,
  );
  const money = played({
    cycle: monthly(1000),
    entered: {
      prices: [price('2026-01-01', usd('49'))],
      grants: [
        topup('t', 500, '2026-11-10T00:00:00Z', usd('30'), { expiresAt: utc('2026-11-25T00:00:00Z') }),
      ],
    },
    course: balances({
      '2026-10-31T23:00:00Z': 0,
      ...inOrder([...readings, ['2026-11-10T12:00:00Z', 1000]]),
    }),
    now: '2026-11-26T00:00:00Z',
  });
  const cells = (from: string, to: string) => {
    const figures = shown(money, from, to);
    return ['bought', 'spent', 'lapsed'].map((name) => figures[name]?.replace(' USD', '') ?? '0.00');
  };
  const worked = days.map(([day = ''], at) => [
    day,
    ...cells(at === 0 ? '2026-11-01' : dayAfter(days[at - 1]?.[0] ?? ''), day),
  ]);
  expect(days.map(([day, , ...figures]) => [day, ...figures])).toEqual(worked);
  expect(rows.at(-1)?.slice(2)).toEqual(cells('2026-11-01', '2026-11-30'));
  expect(Number(usedIn(money, '2026-11-01', '2026-11-30')[0]?.perThousand).toFixed(2)).toBe('50.83');
});

it('works its example out by hand, too', () => {
  const cents = (text: string | undefined) => Math.round(100 * Number(text));
  const sums = [2, 3, 4].map((column) => days.reduce((sum, row) => sum + cents(row[column]), 0));
  expect(rows.at(-1)?.slice(2).map(cents)).toEqual(sums);
  const [bought = 0, spent = 0, lapsed = 0] = sums;
  expect(bought).toBe(spent + lapsed);
  // 500 of the plan; its other 500 and 200 of the top-up; the 300 that lapsed.
  const parts = [(49 * 500) / 1000, (49 * 500) / 1000 + (30 * 200) / 500, (30 * 300) / 500];
  expect([days[1]?.[3], days[3]?.[3], days[4]?.[4]]).toEqual(parts.map((part) => part.toFixed(2)));
});

it('describes every column and field of an export, and no other', () => {
  expect(namesUnder('Column | Holds')).toEqual([...spendColumns]);
  expect(namesUnder('Field | Holds').toSorted()).toEqual(Object.keys(spendReportSchema.shape).toSorted());
});
