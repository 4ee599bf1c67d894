import type { AccountCost, Money } from '../model/index.ts';
import { periodOf, zoneDays } from './days.ts';
import { decimal, roundPrice } from './decimal.ts';
import { addTally, emptyTally, leftAfter, netSpent, talliesOf } from './figures.ts';
import type { AccountMoney, PoolMoney } from './types.ts';

/** What an account costs, for its row; null: nothing is known of prices, and its unit is no money. */
export function accountCost(
  { pools }: AccountMoney,
  { now, zone }: { now: number; zone: string },
): AccountCost | null {
  const isKnown = pools.some(
    ({ lots, unit, refill, overage }) =>
      unit.kind === 'money' || lots.some(({ paid }) => paid !== null) || refill?.lot.paid || overage,
  );
  if (!isKnown) return null;
  const tally = emptyTally();
  for (const pool of pools)
    for (const each of talliesOf(pool, [periodOf(zoneDays(zone).dayAt(now), 'month')])) addTally(tally, each);
  const [main] = pools;
  return {
    spentThisMonth: netSpent(tally).moneys(),
    left: leftAfter(tally).moneys(),
    perUnit: main === undefined ? null : perUnit(main),
    unpriced: [...tally.unpriced.values()].some(({ amount }) => amount > 0),
  };
}

/** The price of one of the credits that are drawn now; with nothing left, of one beyond them. */
function perUnit({ open, lots, overage }: PoolMoney): Money | null {
  const drawn = open[0] === undefined ? overage : (lots[open[0]] ?? null);
  if (drawn === null || drawn.paid === null) return null;
  const { amount, currency } = drawn.paid;
  return roundPrice({ amount: decimal(amount).div(drawn.credits).toFixed(), currency });
}
