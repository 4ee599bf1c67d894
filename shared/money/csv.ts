import type { SpendInput } from '../api/money.ts';
import { csvLine } from '../csv.ts';
import { unitKey } from '../format.ts';
import { costOf } from './cost-of.ts';
import { dateOfDay, dayOfDate } from './days.ts';
import { textOf } from './decimal.ts';
import type { Entry, PoolMoney, SpendAccount, SpendFacts } from './types.ts';

/**
 * The columns of an export: one line per day, account, pool, lot and kind. `kind`: `opening`, what was there at the first
 * reading; `bought`, `spent`, `refunded` or `lapsed`. What is spent of the lots `overage` and `postpaid` is bought at the same
 * time, without a line of its own.
 */
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
  /** In the pool's unit; empty for a plan whose price is spent by the day. */
  'amount',
  'unit',
  /** Exact and never negative; empty: no price is known. */
  'money',
  'currency',
  /** Where the price comes from. */
  'price_from',
  /** `yes`: the day is estimated. */
  'estimated',
] as const;

/** What happened on each day, as CSV with a line of column names. */
export function spendCsv({ accounts }: SpendFacts, { from, to }: Pick<SpendInput, 'from' | 'to'>): string {
  const [first, last] = [dayOfDate(from), dayOfDate(to)];
  const lines = accounts.flatMap((account) =>
    account.money.pools.flatMap((pool) =>
      pool.entries
        .filter(({ day }) => day >= first && day <= last)
        .flatMap((entry) => lineOf(account, pool, entry)),
    ),
  );
  lines.sort((a, b) => a.day - b.day);
  return [csvLine(spendColumns), ...lines.map(({ text }) => text), ''].join('\n');
}

function lineOf(
  { id, name, provider, tags }: SpendAccount,
  { pool, unit, lots }: PoolMoney,
  { day, lot: index, kind, from, to, estimated }: Entry,
): { day: number; text: string }[] {
  const lot = lots[index];
  if (lot === undefined) return [];
  const value = costOf(lot, from, to);
  const text = csvLine([
    dateOfDay(day),
    id,
    name,
    provider,
    tags.join('; '),
    pool,
    lot.id,
    lot.grant ?? '',
    kind,
    lot.kind === 'time' ? '' : Number(Math.abs(to - from).toPrecision(15)),
    unitKey(unit),
    value === null ? '' : textOf(value.abs()),
    value === null ? '' : (lot.paid?.currency ?? ''),
    lot.provenance ?? '',
    estimated ? 'yes' : '',
  ]);
  return [{ day, text }];
}
