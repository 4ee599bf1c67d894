import type { MoneyFigures } from '../api/money.ts';

export const noFigures = (): MoneyFigures => ({
  leftBefore: [],
  bought: [],
  spent: [],
  refunded: [],
  lapsed: [],
  overage: [],
  left: [],
  willLapse: [],
  used: [],
  end: [],
  prices: [],
  estimatedDays: false,
});
