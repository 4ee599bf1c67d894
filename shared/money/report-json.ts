import type { MoneyFigures, SpendReport } from '../api/money.ts';
import { isoInstant } from '../iso-instant.ts';
import type { SpendJson } from '../json/money.ts';
import type { Money, MoneyRange } from '../model/index.ts';
import { roundMoney, roundPrice } from './decimal.ts';

const range = ({ currency, low, likely, high }: MoneyRange): MoneyRange => {
  const round = (amount: string) => roundMoney({ amount, currency }).amount;
  return { currency, low: round(low), likely: round(likely), high: round(high) };
};
const moneys = (amounts: readonly Money[]): Money[] => amounts.map(roundMoney);

const figures = (told: MoneyFigures): MoneyFigures => ({
  ...told,
  leftBefore: moneys(told.leftBefore),
  bought: moneys(told.bought),
  spent: moneys(told.spent),
  refunded: moneys(told.refunded),
  lapsed: moneys(told.lapsed),
  overage: moneys(told.overage),
  left: moneys(told.left),
  willLapse: moneys(told.willLapse),
  used: told.used.map((use) => ({ ...use, perThousand: use.perThousand && roundPrice(use.perThousand) })),
  end: told.end.map(range),
});

/**
 * A report as scripts read it: sums are rounded half up to the currency's minor unit, each by itself, and the price of a
 * thousand to six significant digits. The lines of the CSV are exact.
 */
export function reportJson(report: SpendReport): SpendJson {
  const { before, steps, rows, converted } = report;
  const inOwn = (amount: string) => roundMoney({ amount, currency: converted?.currency ?? 'USD' }).amount;
  return {
    schemaVersion: 1,
    ...report,
    at: isoInstant(report.at),
    total: figures(report.total),
    before: { ...before, figures: figures(before.figures) },
    steps: steps.map((step) => ({
      ...step,
      spent: moneys(step.spent),
      lapsed: moneys(step.lapsed),
      bought: moneys(step.bought),
      refunded: moneys(step.refunded),
      parts: step.parts.map((part) => ({ ...part, spent: moneys(part.spent) })),
      end: step.end.map(range),
    })),
    rows: rows.map((row) => ({ ...row, figures: figures(row.figures) })),
    converted: converted && {
      ...converted,
      spent: inOwn(converted.spent),
      before: inOwn(converted.before),
      end: converted.end && range(converted.end),
    },
  };
}
