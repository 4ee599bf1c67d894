import Big from 'big.js';
import type { Money } from '../model/index.ts';
import { minorDigits } from './format.ts';

// Exact sums of money. Divisions keep 20 decimals; nothing is rounded before it is shown.

const Decimal = Big();
Decimal.DP = 20;
Decimal.RM = 1;

/** An exact decimal, from its text or from the shortest text of a number. */
export const decimal = (value: string | number | Big): Big => new Decimal(value);
export type { Big };
export const zero: Big = decimal(0);

const largest = decimal('999999999999999');

/** Without an exponent, and with at most 20 decimals, as it is stored and sent. What is larger is no amount of money. */
export function textOf(value: Big): string {
  const inside = value.gt(largest) ? largest : value.lt(largest.neg()) ? largest.neg() : value;
  return inside.round(20, 1).toFixed().replace(/^-0$/, '0');
}

/** Rounded half up (away from zero) to the currency's minor unit: `12.40`, `1200` of a currency without one. */
export const roundMoney = ({ amount, currency }: Money): Money => ({
  amount: decimal(amount)
    .toFixed(minorDigits(currency), 1)
    .replace(/^-(0(?:\.0+)?)$/, '$1'),
  currency,
});

/** Six significant digits, for the price of one credit or a thousand. */
export function roundPrice({ amount, currency }: Money): Money {
  const exact = decimal(amount);
  return { amount: exact.eq(0) ? '0' : textOf(exact.prec(6, 1)), currency };
}

/** Amounts by currency, which are added up each for itself. */
export class MoneySum {
  private readonly amounts = new Map<string, Big>();

  add(currency: string, amount: Big): void {
    this.amounts.set(currency, (this.amounts.get(currency) ?? zero).plus(amount));
  }

  addText(currency: string, amount: string): void {
    this.add(currency, decimal(amount));
  }

  addAll(other: MoneySum, sign: 1 | -1 = 1): void {
    for (const [currency, amount] of other.amounts) this.add(currency, sign === 1 ? amount : amount.neg());
  }

  of(currency: string): Big {
    return this.amounts.get(currency) ?? zero;
  }

  currencies(): string[] {
    return [...this.amounts.keys()].sort();
  }

  /** By currency, without those that come to nothing; exact. */
  moneys(): Money[] {
    return this.currencies().flatMap((currency) => {
      const amount = this.of(currency);
      return amount.eq(0) ? [] : [{ amount: textOf(amount), currency }];
    });
  }
}
