import type { PlanFit } from '../api/money.ts';
import { formatQuantity } from '../format.ts';
import type { Frequency, Money, MoneyRange, Plan, Unit } from '../model/index.ts';
import { dayMs } from '../time/index.ts';
import { useAhead } from './ahead.ts';
import { type DaySpan, periodOf, zoneDays } from './days.ts';
import { type Big, decimal, textOf } from './decimal.ts';
import { formatPrice } from './format.ts';
import { exact } from './lots.ts';
import type { AccountMoney, Ahead, Lot, PoolMoney } from './types.ts';

export interface FitFacts {
  money: AccountMoney;
  /** The catalogue's plans of the provider. */
  plans: readonly Plan[];
  /** Id of the account's plan; null: unknown. */
  current: string | null;
  ahead: Readonly<Record<string, Ahead>>;
  zone: string;
  now: number;
}

/** The coming month, as the forecast sees it. */
const comingDays = 30;
/** Cycles in a month. */
const monthlyCycles: Record<Frequency, number> = { daily: 30, weekly: 30 / 7, monthly: 1, yearly: 1 / 12 };

/** What last month's and the coming month's use of the main pool would cost on each plan; null: no plan has a price. */
export function planFit({ money, plans, current, ahead, zone, now }: FitFacts): PlanFit | null {
  const [pool] = money.pools;
  const priced = plans.flatMap((plan) => (plan.price === undefined ? [] : [{ plan, price: plan.price }]));
  if (pool === undefined || priced.length === 0) return null;
  const last = usedIn(pool, lastMonth(zone, now));
  const coming = useAhead(pool, ahead[pool.pool], now, now + comingDays * dayMs);
  const topUp = topUpPrice(pool);
  const rows = priced.map(({ plan, price }): PlanFit['plans'][number] => {
    const cost = (amount: number) => costOn(plan, price, amount, topUp);
    const range = coming && [cost(coming.low), cost(coming.likely), cost(coming.high)];
    return {
      plan: plan.id,
      name: plan.name,
      current: plan.id === current,
      last: last === null ? null : moneyOf(cost(last), price),
      coming: range && rangeOf(range, price),
      source: plan.source,
    };
  });
  return {
    plans: rows,
    used: { last, coming: coming && exact(coming.likely), unit: pool.unit },
    assumptions: assumptionsOf(
      priced.map(({ plan }) => plan),
      pool.unit,
      topUp,
    ),
    cheaper: cheaperOf(rows),
  };
}

function lastMonth(zone: string, now: number): DaySpan {
  const { from } = periodOf(zoneDays(zone).dayAt(now), 'month');
  return periodOf(from - 1, 'month');
}

/** Null: the month is not known from its first day on. */
function usedIn({ entries, lots }: PoolMoney, { from, to }: DaySpan): number | null {
  if ((entries[0]?.day ?? Number.POSITIVE_INFINITY) > from) return null;
  const used = entries
    .filter(({ day, kind, lot }) => isUse(kind) && lots[lot]?.kind !== 'time' && day >= from && day <= to)
    .reduce((sum, entry) => sum + entry.to - entry.from, 0);
  return Math.max(0, exact(used));
}

const isUse = (kind: string): boolean => kind === 'spent' || kind === 'refunded';

/** What a credit of your last top-up with a price cost. */
function topUpPrice({ lots }: PoolMoney): Lot | null {
  return (
    lots.findLast(({ kind, paid }) => kind === 'grant' && paid !== null && Number(paid.amount) > 0) ?? null
  );
}

/** A month's use on a plan; null: it needs more than the plan gives, and nobody knows what that costs. */
function costOn(plan: Plan, price: Money, amount: number, topUp: Lot | null): Big | null {
  const cycles = monthlyCycles[plan.frequency];
  const base = decimal(price.amount).times(cycles);
  if (plan.grant === null) return null;
  const more = amount - plan.grant * cycles;
  if (!(more > 0)) return base;
  const rate = plan.overage
    ? { paid: plan.overage.paid, per: plan.overage.per }
    : topUp?.paid && { paid: topUp.paid, per: topUp.credits };
  if (!rate || rate.paid.currency !== price.currency) return null;
  return base.plus(decimal(rate.paid.amount).times(more).div(rate.per));
}

const moneyOf = (cost: Big | null, { currency }: Money): Money | null =>
  cost && { amount: textOf(cost), currency };

function rangeOf([low, likely, high]: (Big | null)[], { currency }: Money): MoneyRange | null {
  if (!low || !likely || !high) return null;
  return { currency, low: textOf(low), likely: textOf(likely), high: textOf(high) };
}

function assumptionsOf(plans: readonly Plan[], unit: Unit, topUp: Lot | null): string[] {
  const paid = topUp?.paid;
  const each = paid && {
    amount: textOf(decimal(paid.amount).times(1000).div(topUp.credits)),
    currency: paid.currency,
  };
  return [
    'Prices are public ones, without tax or discounts; check them before you change anything.',
    'Use is spread evenly over the month, and nothing carries over from month to month.',
    ...(plans.some(({ frequency }) => frequency === 'yearly')
      ? ['A plan that is paid by the year counts with a twelfth of its price.']
      : []),
    ...(plans.some(({ overage }) => overage) ? ['Beyond its credits, a plan costs its overage.'] : []),
    ...(each && plans.some(({ overage }) => !overage)
      ? [
          `Where a plan has no overage, top-ups cost what your last one did: ${formatPrice(each)} for ${formatQuantity(1000, unit)}.`,
        ]
      : []),
  ];
}

/** The plan that would cost least of those that cost less than the present one in both months. */
function cheaperOf(rows: PlanFit['plans']): string | null {
  const own = rows.find(({ current }) => current);
  if (!own?.last || !own.coming) return null;
  const { last, coming } = own;
  const better = rows.flatMap((row) =>
    row.last?.currency === last.currency &&
    row.coming &&
    decimal(row.last.amount).lt(last.amount) &&
    decimal(row.coming.likely).lt(coming.likely)
      ? [{ plan: row.plan, cost: decimal(row.coming.likely) }]
      : [],
  );
  return better.sort((a, b) => a.cost.cmp(b.cost))[0]?.plan ?? null;
}
