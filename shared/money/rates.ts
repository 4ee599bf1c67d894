import type { CurrencyRate, MoneyRange } from '../model/index.ts';
import { type Big, decimal, type MoneySum, textOf, zero } from './decimal.ts';

/** An amount in another currency, by the rate that you entered for the two, in either direction; null: there is none. */
export function convert(
  amount: Big,
  from: string,
  to: string,
  rates: readonly CurrencyRate[],
): { amount: Big; rate: CurrencyRate | null } | null {
  if (from === to) return { amount, rate: null };
  const direct = rates.find((rate) => rate.from === from && rate.to === to);
  if (direct) return { amount: amount.times(direct.rate), rate: direct };
  const inverse = rates.find((rate) => rate.from === to && rate.to === from && Number(rate.rate) > 0);
  return inverse ? { amount: amount.div(decimal(inverse.rate)), rate: inverse } : null;
}

/** A sum in one currency, and the rates that it took; null: some currency has none. */
export function convertSum(
  sum: MoneySum,
  to: string,
  rates: readonly CurrencyRate[],
): { amount: Big; rates: CurrencyRate[] } | null {
  let total = zero;
  const used: CurrencyRate[] = [];
  for (const { currency } of sum.moneys()) {
    const part = convert(sum.of(currency), currency, to, rates);
    if (part === null) return null;
    total = total.plus(part.amount);
    if (part.rate) used.push(part.rate);
  }
  return { amount: total, rates: used };
}

/** Ranges in one currency: what is likely adds up, and what is uncertain as independent errors do. */
export function convertRanges(
  ranges: readonly MoneyRange[],
  to: string,
  rates: readonly CurrencyRate[],
): MoneyRange | null {
  let likely = zero;
  let [below, above] = [0, 0];
  for (const range of ranges) {
    const part = convert(decimal(range.likely), range.currency, to, rates);
    const one = convert(decimal(1), range.currency, to, rates);
    if (part === null || one === null) return null;
    likely = likely.plus(part.amount);
    below += Number(decimal(range.likely).minus(range.low).times(one.amount)) ** 2;
    above += Number(decimal(range.high).minus(range.likely).times(one.amount)) ** 2;
  }
  if (ranges.length === 0) return null;
  return {
    currency: to,
    low: textOf(likely.minus(decimal(Math.sqrt(below)))),
    likely: textOf(likely),
    high: textOf(likely.plus(decimal(Math.sqrt(above)))),
  };
}
