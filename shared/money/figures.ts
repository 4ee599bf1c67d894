import type { MoneyFigures } from '../api/money.ts';
import { unitKey } from '../format.ts';
import type { Money, Provenance, Unit } from '../model/index.ts';
import { costOf, isUnpriced } from './cost-of.ts';
import type { DaySpan } from './days.ts';
import { decimal, MoneySum, roundPrice } from './decimal.ts';
import { exact } from './lots.ts';
import type { Entry, Lot, PoolMoney } from './types.ts';

/** What money did in a span of days. */
export interface Tally {
  before: MoneySum;
  bought: MoneySum;
  spent: MoneySum;
  refunded: MoneySum;
  lapsed: MoneySum;
  overage: MoneySum;
  /** By unit. `cost`: of the priced part; `isEven`: the days of a plan pay for some of it. */
  used: Map<string, { unit: Unit; amount: number; unpriced: number; cost: MoneySum; isEven: boolean }>;
  prices: Set<Provenance>;
  estimated: boolean;
  /** Use without a price, less refunds, by pool and lot. */
  unpriced: Map<Lot, { pool: PoolMoney; amount: number }>;
}

export const emptyTally = (): Tally => ({
  before: new MoneySum(),
  bought: new MoneySum(),
  spent: new MoneySum(),
  refunded: new MoneySum(),
  lapsed: new MoneySum(),
  overage: new MoneySum(),
  used: new Map(),
  prices: new Set(),
  estimated: false,
  unpriced: new Map(),
});

/** Of days without entries; shared, so that years by day need little memory. It is only read. */
export const noTally: Tally = emptyTally();

/** Adds what happened in later days. */
export function addTally(sum: Tally, more: Tally, withBefore = true): void {
  if (withBefore) sum.before.addAll(more.before);
  sum.bought.addAll(more.bought);
  sum.spent.addAll(more.spent);
  sum.refunded.addAll(more.refunded);
  sum.lapsed.addAll(more.lapsed);
  sum.overage.addAll(more.overage);
  for (const [key, { unit, amount, unpriced, cost, isEven }] of more.used) {
    const own = usedOf(sum, unit, key);
    own.amount = exact(own.amount + amount);
    own.unpriced = exact(own.unpriced + unpriced);
    own.cost.addAll(cost);
    own.isEven ||= isEven;
  }
  for (const from of more.prices) sum.prices.add(from);
  sum.estimated ||= more.estimated;
  for (const [lot, { pool, amount }] of more.unpriced)
    sum.unpriced.set(lot, { pool, amount: exact((sum.unpriced.get(lot)?.amount ?? 0) + amount) });
}

function usedOf({ used }: Tally, unit: Unit, key = unitKey(unit)) {
  const known = used.get(key);
  if (known !== undefined) return known;
  const made = { unit, amount: 0, unpriced: 0, cost: new MoneySum(), isEven: false };
  used.set(key, made);
  return made;
}

/** Neighbouring moves of one lot, taken together. */
interface Run {
  lot: Lot;
  kind: Entry['kind'];
  from: number;
  to: number;
  estimated: boolean;
}

function runsOf({ lots }: PoolMoney, entries: readonly Entry[]): Run[] {
  const runs: Run[] = [];
  const latest = new Map<number, Run>();
  for (const { lot: index, kind, from, to, estimated } of entries) {
    const last = latest.get(index);
    const lot = lots[index];
    if (lot === undefined) continue;
    if (last?.kind === kind && last.to === from) {
      last.to = to;
      last.estimated ||= estimated;
      continue;
    }
    const run = { lot, kind, from, to, estimated };
    latest.set(index, run);
    runs.push(run);
  }
  return runs;
}

/** What the entries of each step did, in one pass; `steps`: ascending, without gaps. What was left before is in the first. */
export function talliesOf(pool: PoolMoney, steps: readonly DaySpan[]): Tally[] {
  const { entries } = pool;
  const first = steps[0]?.from ?? 0;
  let start = 0;
  while (start < entries.length && (entries[start]?.day ?? 0) < first) start += 1;
  return steps.map(({ to }, index) => {
    let end = start;
    while (end < entries.length && (entries[end]?.day ?? 0) <= to) end += 1;
    if (index > 0 && start === end) return noTally;
    const tally = emptyTally();
    if (index === 0) leftBefore(tally, pool, entries.slice(0, start));
    for (const run of runsOf(pool, entries.slice(start, end))) addRun(tally, pool, run);
    start = end;
    return tally;
  });
}

/** The value of what each lot has left after the entries. */
function leftBefore({ before }: Tally, { lots }: PoolMoney, entries: readonly Entry[]): void {
  const positions = new Map<number, number>();
  for (const { lot, kind, from, to } of entries)
    positions.set(lot, kind === 'bought' || kind === 'opening' ? from : to);
  for (const [index, position] of positions) {
    const lot = lots[index];
    if (lot?.paid == null || isBoughtWhenSpent(lot)) continue;
    const left = costOf(lot, position, lot.credits);
    if (left !== null) before.add(lot.paid.currency, left);
  }
}

const isBoughtWhenSpent = ({ kind }: Lot): boolean => kind === 'overage' || kind === 'postpaid';

function addRun(tally: Tally, pool: PoolMoney, { lot, kind, from, to, estimated }: Run): void {
  const value = costOf(lot, from, to);
  const currency = lot.paid?.currency ?? '';
  if (value !== null) {
    if (kind === 'opening') tally.before.add(currency, value);
    else tally[kind].add(currency, kind === 'refunded' ? value.neg() : value);
    if (lot.provenance !== null) tally.prices.add(lot.provenance);
  }
  if (kind !== 'spent' && kind !== 'refunded') return;
  // A refund moves back, so its value and amount are below zero.
  if (value !== null && isBoughtWhenSpent(lot)) {
    tally.bought.add(currency, value);
    if (lot.kind === 'overage') tally.overage.add(currency, value);
  }
  if (lot.kind === 'time') return;
  const amount = exact(to - from);
  tally.estimated ||= estimated;
  const used = usedOf(tally, pool.unit);
  used.amount = exact(used.amount + amount);
  used.isEven ||= lot.included;
  if (value !== null) used.cost.add(currency, value);
  if (!isUnpriced(lot)) return;
  used.unpriced = exact(used.unpriced + amount);
  const known = tally.unpriced.get(lot)?.amount ?? 0;
  tally.unpriced.set(lot, { pool, amount: exact(known + amount) });
}

/** `leftBefore + bought = spent - refunded + lapsed + left`, exactly, as `left` follows from the others. */
export function leftAfter({ before, bought, spent, refunded, lapsed }: Tally): MoneySum {
  const left = new MoneySum();
  left.addAll(before);
  left.addAll(bought);
  left.addAll(spent, -1);
  left.addAll(refunded);
  left.addAll(lapsed, -1);
  return left;
}

/** What was spent, less refunds. */
export function netSpent({ spent, refunded }: Tally): MoneySum {
  const net = new MoneySum();
  net.addAll(spent);
  net.addAll(refunded, -1);
  return net;
}

/** A tally as figures, without what lies ahead. */
export function figuresOf(tally: Tally): MoneyFigures {
  return {
    leftBefore: tally.before.moneys(),
    bought: tally.bought.moneys(),
    spent: tally.spent.moneys(),
    refunded: tally.refunded.moneys(),
    lapsed: tally.lapsed.moneys(),
    overage: tally.overage.moneys(),
    left: leftAfter(tally).moneys(),
    willLapse: [],
    used: [...tally.used.values()].map(({ unit, amount, unpriced, cost, isEven }) => ({
      unit,
      amount,
      unpriced: Math.max(0, unpriced),
      perThousand: isEven || unit.kind === 'money' ? null : perThousand(cost, amount - unpriced),
    })),
    end: [],
    prices: [...tally.prices].sort(),
    estimatedDays: tally.estimated,
  };
}

function perThousand(cost: MoneySum, amount: number): Money | null {
  const [price, ...others] = cost.moneys();
  if (price === undefined || others.length > 0 || !(amount > 0)) return null;
  const each = decimal(price.amount).times(1000).div(amount);
  return roundPrice({ amount: each.toFixed(), currency: price.currency });
}

export const noFigures = (): MoneyFigures => figuresOf(emptyTally());
