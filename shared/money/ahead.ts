import type { Money, MoneyRange } from '../model/index.ts';
import { dayMs, renewalAfter } from '../time/index.ts';
import { costOf } from './cost-of.ts';
import { type Big, decimal, MoneySum, textOf, zero } from './decimal.ts';
import { netSpent, type Tally } from './figures.ts';
import { leftOf } from './lots.ts';
import type { Ahead, Lot, PoolMoney, SpendAccount } from './types.ts';

// What will be spent until a span ends, by the forecast: the falls along its early, likely and late course, drawn from the
// lots that are left, then from the refills to come.

/** Amounts in a pool's unit, ascending. */
export interface UseRange {
  low: number;
  likely: number;
  high: number;
}

/** The use of a pool from `now` to `until`, by its forecast; null: it is still learning. */
export function useAhead(
  pool: PoolMoney,
  ahead: Ahead | undefined,
  now: number,
  until: number,
): UseRange | null {
  if (until <= now) return { low: 0, likely: 0, high: 0 };
  if (ahead === undefined || ahead.burnPerDay === null) return null;
  const { path, burnPerDay } = ahead;
  if (path.length < 2) return steadyUse(pool, burnPerDay, (until - now) / dayMs, now);
  const falls = { early: 0, likely: 0, late: 0 };
  let last = path[0]?.t ?? now;
  for (let index = 1; index < path.length && last < until; index += 1) {
    const from = path[index - 1];
    const to = path[index];
    if (from === undefined || to === undefined) continue;
    // A fall that an expiry is part of is not all use.
    const wasted = ahead.waste.filter(({ at }) => at > from.t && at <= to.t);
    const part = Math.min(1, (until - from.t) / Math.max(1, to.t - from.t));
    for (const course of ['early', 'likely', 'late'] as const) {
      const fall = from[course] - to[course];
      const lapse = wasted.reduce((sum, each) => sum + each[course], 0);
      falls[course] += Math.max(0, fall < lapse ? fall : fall - lapse) * part;
    }
    last = to.t;
  }
  // Beyond the path, as much by the day as is likely. An empty balance without a refill uses nothing.
  const isEmpty = (path.at(-1)?.likely ?? 0) <= 0 && pool.refill === null;
  const rest = last < until && !isEmpty ? (burnPerDay * (until - last)) / dayMs : 0;
  const [low = 0, likely = 0, high = 0] = [falls.early, falls.likely, falls.late]
    .map((amount) => amount + rest)
    .sort((a, b) => a - b);
  return { low, likely, high };
}

const lately = 28;
/** The 90th percentile lies so many standard deviations above the median. */
const ninetieth = 1.2816;

/** Use by day without a course of a balance: days vary as they did lately. */
function steadyUse({ entries, lots }: PoolMoney, perDay: number, days: number, now: number): UseRange {
  const today = Math.floor(now / dayMs);
  const used = new Float64Array(lately);
  for (let index = entries.length - 1; index >= 0; index -= 1) {
    const entry = entries[index];
    if (entry === undefined || entry.day < today - lately) break;
    const isUse = entry.kind === 'spent' || entry.kind === 'refunded';
    const place = entry.day - today + lately;
    if (isUse && lots[entry.lot]?.kind !== 'time' && place < lately)
      used[place] = (used[place] ?? 0) + entry.to - entry.from;
  }
  const mean = used.reduce((sum, amount) => sum + amount, 0) / lately;
  const variance = used.reduce((sum, amount) => sum + (amount - mean) ** 2, 0) / lately;
  const half = ninetieth * Math.sqrt(variance * days);
  const likely = perDay * days;
  return { low: Math.max(0, likely - half), likely, high: likely + half };
}

/** What the next use of a pool would cost, lot by lot. `beyond`: the rest is taken to cost as much as the last of it. */
export function costAhead(pool: PoolMoney, amount: number, now: number, until: number): MoneySum {
  const cost = new MoneySum();
  let open = amount;
  let last: Pick<Lot, 'credits' | 'paid'> | null = pool.overage;
  const pay = (lot: Pick<Lot, 'credits' | 'paid'>, credits: number) => {
    last = lot;
    if (lot.paid === null || !(credits > 0)) return;
    cost.add(lot.paid.currency, decimal(lot.paid.amount).times(credits).div(lot.credits));
  };
  for (const index of pool.open) {
    const lot = pool.lots[index];
    if (lot === undefined || !(open > 0)) continue;
    const credits = Math.min(open, leftOf(lot));
    const value = costOf(lot, lot.taken, lot.taken + credits);
    if (value !== null && lot.paid !== null) cost.add(lot.paid.currency, value);
    if (!lot.included) last = lot;
    open -= credits;
  }
  const { refill } = pool;
  let renewsAt = refill?.renewsAt ?? Number.POSITIVE_INFINITY;
  while (refill !== null && open > 0 && renewsAt < until) {
    const credits = Math.min(open, refill.lot.credits);
    pay(refill.lot, credits);
    open -= credits;
    renewsAt = renewalAfter(renewsAt, refill.frequency, renewsAt);
  }
  if (open > 0) pay(pool.overage ?? last ?? { credits: 1, paid: null }, open);
  const { perDay } = pool;
  if (perDay?.paid) {
    // Today is paid.
    const days = Math.max(0, Math.ceil((until - now) / dayMs) - 1);
    cost.add(perDay.paid.currency, decimal(perDay.paid.amount).times(days).div(perDay.credits));
  }
  return cost;
}

/** By currency, what will have been spent. */
export type Ends = Map<string, { low: Big; likely: Big; high: Big }>;

/** What an account will have spent at the end; null: its forecast is still learning. */
export function endOf(account: SpendAccount, spent: MoneySum, now: number, until: number): Ends | null {
  const sums = { low: new MoneySum(), likely: new MoneySum(), high: new MoneySum() };
  for (const pool of account.money.pools) {
    const use = useAhead(pool, account.ahead[pool.pool], now, until);
    const costs = pool.entries.some(({ lot }) => pool.lots[lot]?.paid != null);
    if (use === null && costs && pool.perDay === null) return null;
    for (const level of ['low', 'likely', 'high'] as const)
      sums[level].addAll(costAhead(pool, use?.[level] ?? 0, now, until));
  }
  const ends: Ends = new Map();
  const currencies = new Set([...spent.currencies(), ...sums.high.currencies()]);
  for (const currency of currencies) {
    const already = spent.of(currency);
    ends.set(currency, {
      low: already.plus(sums.low.of(currency)),
      likely: already.plus(sums.likely.of(currency)),
      high: already.plus(sums.high.of(currency)),
    });
  }
  return ends;
}

/** Of several accounts: what is likely adds up, and what is uncertain as independent errors do. */
export function addEnds(ends: readonly Ends[], spent: MoneySum): MoneyRange[] {
  const currencies = [...new Set(ends.flatMap((each) => [...each.keys()]))].sort();
  return currencies.map((currency) => {
    let likely = zero;
    let [below, above] = [0, 0];
    for (const each of ends) {
      const end = each.get(currency);
      if (end === undefined) continue;
      likely = likely.plus(end.likely);
      below += Number(end.likely.minus(end.low)) ** 2;
      above += Number(end.high.minus(end.likely)) ** 2;
    }
    const already = spent.of(currency);
    const low = likely.minus(decimal(Math.sqrt(below)));
    const high = likely.plus(decimal(Math.sqrt(above)));
    return {
      currency,
      low: textOf(low.lt(already) ? already : low),
      likely: textOf(likely.lt(already) ? already : likely),
      high: textOf(high.lt(already) ? already : high),
    };
  });
}

/** An account whose end is not known counts with what it has spent. */
export function endSoFar(tally: Tally): Ends {
  const spent = netSpent(tally);
  return new Map(
    spent.currencies().map((currency) => {
      const amount = spent.of(currency);
      return [currency, { low: amount, likely: amount, high: amount }];
    }),
  );
}

/** What will likely lapse, at the next expiries: what of each lot the forecast calls waste, at its price. */
export function willLapse({ money, ahead }: SpendAccount): Money[] {
  const sum = new MoneySum();
  for (const pool of money.pools)
    for (const { grant, likely } of ahead[pool.pool]?.waste ?? []) {
      const lot = lotOfWaste(pool, grant);
      const paid = lot?.paid;
      if (lot === null || !paid || !(likely > 0)) continue;
      // What is drawn last of it lapses.
      const left = leftOf(lot);
      const value = costOf(lot, lot.credits - Math.min(left, likely), lot.credits);
      if (value !== null) sum.add(paid.currency, value);
    }
  return sum.moneys();
}

function lotOfWaste({ lots, open }: PoolMoney, grant: string): Lot | null {
  const left = open.flatMap((index) => lots[index] ?? []);
  const own = left.find((lot) => lot.grant === grant);
  return own ?? left.findLast(({ kind }) => kind === 'plan') ?? null;
}
