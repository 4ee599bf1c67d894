import { describe, expect, it } from 'vitest';
import { drawingOf } from '../../../../renderer/pages/spend/bars.ts';
import type { SpendReport, SpendStepSum } from '../../../../shared/api/money.ts';
import type { Money, MoneySettings } from '../../../../shared/model/index.ts';
import { figures, spendReport, usd, usdRange } from '../../../helpers/spend.ts';

const eur = (amount: string): Money => ({ amount, currency: 'EUR' });
const alone: MoneySettings = { currency: null, rates: [] };
const rate = (from: string, to: string, value: string) => ({ from, to, rate: value, on: '2026-11-20' });

const rowOf = (key: string): SpendReport['rows'][number] => ({
  key,
  name: key.toUpperCase(),
  accounts: [key],
  figures: figures(),
});
const step = (parts: Record<string, Money[]>, rest: Partial<SpendStepSum> = {}): SpendStepSum => ({
  from: '2026-11-01',
  to: '2026-11-30',
  spent: Object.values(parts).flat(),
  lapsed: [],
  bought: [],
  refunded: [],
  parts: Object.entries(parts).map(([key, spent]) => ({ key, spent })),
  end: [],
  ...rest,
});
const reportOf = (keys: string[], steps: SpendStepSum[], total = figures({ spent: [usd('10')] })) =>
  spendReport('provider', { rows: keys.map(rowOf), steps, total });

describe('the drawing of the bars', () => {
  it('stacks groups in the order of the table, with what is likely to come and what lapsed on top', () => {
    const bars = [
      step({ a: [usd('6')], b: [usd('4')] }),
      step({ b: [usd('5')] }, { end: [usdRange('6', '8', '9')], lapsed: [usd('1.50')] }),
    ];
    const drawing = drawingOf(reportOf(['a', 'b'], bars), alone);
    expect(drawing).toMatchObject({ currency: 'USD', most: 10, leftOut: [] });
    expect(drawing?.groups.map(({ name }) => name)).toEqual(['A', 'B']);
    expect(drawing?.bars.map(({ parts, ahead, lapsed }) => [parts, ahead, lapsed])).toEqual([
      [[6, 4], 0, 0],
      [[0, 5], 3, 1.5],
    ]);
  });

  it('gives three groups a colour and the others one together, but never “1 others”', () => {
    const parts = { a: [usd('5')], b: [usd('4')], c: [usd('3')], d: [usd('2')], e: [usd('1')] };
    const five = drawingOf(reportOf(['a', 'b', 'c', 'd', 'e'], [step(parts)]), alone);
    expect(five?.groups.map(({ name }) => name)).toEqual(['A', 'B', 'C', '2 others']);
    expect(five?.bars[0]?.parts).toEqual([5, 4, 3, 3]);
    const { e: _, ...four } = parts;
    expect(drawingOf(reportOf(['a', 'b', 'c', 'd'], [step(four)]), alone)?.groups).toHaveLength(4);
  });

  it('has no place for groups that cost nothing in all of it', () => {
    const drawing = drawingOf(reportOf(['a', 'b', 'c', 'd', 'e'], [step({ a: [usd('5')] })]), alone);
    expect(drawing?.groups.map(({ name }) => name)).toEqual(['A']);
    expect(drawing?.bars[0]?.parts).toEqual([5]);
  });

  it('leaves a currency out until a rate, either way round, leads to the one of the picture', () => {
    const report = reportOf(['a', 'b'], [step({ a: [usd('6')], b: [eur('5')] })]);
    expect(drawingOf(report, alone)).toMatchObject({ most: 6, leftOut: ['EUR'] });
    const direct = drawingOf(report, { currency: 'USD', rates: [rate('EUR', 'USD', '1.2')] });
    expect(direct).toMatchObject({ most: 12, leftOut: [] });
    const inverse = drawingOf(report, { currency: 'USD', rates: [rate('USD', 'EUR', '0.5')] });
    expect(inverse).toMatchObject({ most: 16, leftOut: [] });
  });

  it('does not draw a month below zero when more came back than was spent', () => {
    const drawing = drawingOf(reportOf(['a', 'b'], [step({ a: [usd('-3')], b: [usd('2')] })]), alone);
    expect(drawing?.bars[0]?.parts.reduce((sum, part) => sum + part, 0)).toBe(2);
    expect(drawing?.most).toBe(2);
  });

  it('is none where no money is in it', () => {
    expect(drawingOf(reportOf(['a'], [step({})], figures()), alone)).toBeNull();
  });
});
