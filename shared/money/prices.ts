import type { Entered, EnteredGrant, Frequency, Money, PlanPrice, Unit } from '../model/index.ts';
import { dayMs, dayOf, dayStart, type Span } from '../time/index.ts';
import { periodOf } from './days.ts';
import { decimal } from './decimal.ts';
import { atPar, type NewLot } from './lots.ts';
import type { MoneyFacts, PoolFacts } from './types.ts';

// What the lots of a pool cost.

/** What you entered about the prices of one pool. */
export interface PoolPrices {
  unit: Unit;
  plan: readonly PlanPrice[];
  overage: Entered['overage'];
}

/** The plan's prices belong to the account's first pool. */
export const pricesOf = ({ entered, pools }: MoneyFacts, { id, unit }: PoolFacts): PoolPrices => {
  const isFirst = pools[0]?.id === id;
  return {
    unit,
    plan: isFirst ? (entered.prices ?? []) : [],
    overage: isFirst ? entered.overage : undefined,
  };
};

/** The price of a cycle: the last one that began on or before its last day. On the day of a renewal, the new cycle's begins. */
export const priceOfCycle = (prices: readonly PlanPrice[], { start, end }: Span): PlanPrice | undefined => {
  const renewal = Math.floor(end / dayMs) * dayMs;
  return prices.findLast(({ since }) => dayStart(since) < (renewal > start ? renewal : end));
};

/** The refill of a cycle; null: nobody knows how many credits it has. */
export function refillLot(
  { unit, plan }: PoolPrices,
  cycle: Span,
  frequency: Frequency,
  usual: number | null,
): NewLot | null {
  const price = priceOfCycle(plan, cycle);
  const credits = price?.credits ?? usual;
  if (credits === null || !(credits > 0)) return null;
  const paid = price === undefined ? atPar(unit, credits) : perCycle(price, cycle, frequency);
  return {
    id: `plan ${dayOf(cycle.start)}`,
    kind: 'plan',
    grant: null,
    credits,
    paid,
    provenance: provenanceOf(paid, price !== undefined),
    included: false,
    begin: cycle.start,
    expiresAt: null,
  };
}

const provenanceOf = (paid: Money | null, isEntered: boolean) =>
  isEntered ? 'entered' : paid === null ? null : 'reported';

const months: Partial<Record<Frequency, number>> = { monthly: 1, yearly: 12 };

/** A plan's price for one cycle, if it is paid by another one: a twelfth of a year's price for a month, else by days. */
function perCycle(
  { paid: { amount, currency }, every }: PlanPrice,
  cycle: Span,
  frequency: Frequency,
): Money {
  if (every === frequency) return { amount, currency };
  const [own, paidFor] = [months[frequency], months[every]];
  const [part, of] =
    own !== undefined && paidFor !== undefined
      ? [own, paidFor]
      : [(cycle.end - cycle.start) / dayMs, daysOf(every, cycle.start)];
  return { amount: decimal(amount).times(part).div(of).toFixed(), currency };
}

/** The days of the calendar's day, week, month or year of an instant, in UTC. */
function daysOf(frequency: Frequency, at: number): number {
  const step = { daily: 'day', weekly: 'week', monthly: 'month', yearly: 'year' } as const;
  const { from, to } = periodOf(Math.floor(at / dayMs), step[frequency]);
  return to - from + 1;
}

/** A grant that comes, or came, at a known time. */
export interface KnownGrant extends Omit<EnteredGrant, 'paid'> {
  paid: Money | null;
  isEntered: boolean;
}

/** The grants of a pool that you entered, and those that the provider reports or once did. */
export function grantsOf({ entered, pools }: MoneyFacts, pool: PoolFacts): KnownGrant[] {
  const own = pools[0]?.id === pool.id ? entered.grants : [];
  const priced = (entered.grantPrices ?? []).filter((price) => price.pool === pool.id);
  const known = new Set([...own.map(({ id }) => id), ...priced.map(({ grant }) => grant)]);
  const reported = pool.grants.flatMap(
    ({ id, kind, granted, grantedAt, expiresAt, provenance }): KnownGrant[] =>
      known.has(id) || kind === 'refill' || provenance !== 'reported' || !granted || grantedAt === null
        ? []
        : [{ id, kind, amount: granted, grantedAt, expiresAt, paid: null, isEntered: false }],
  );
  return [
    ...own.map(({ paid = null, ...grant }) => ({ ...grant, paid, isEntered: true })),
    ...priced.map(({ grant, granted, ...rest }) => ({
      ...rest,
      id: grant,
      amount: granted,
      isEntered: true,
    })),
    ...reported,
  ].sort((a, b) => a.grantedAt - b.grantedAt);
}

/** A promotion costs nothing unless you say what you paid for it. */
export function grantLot(unit: Unit, grant: KnownGrant): NewLot {
  const { id, kind, amount, paid, isEntered, grantedAt, expiresAt } = grant;
  const currency = unit.kind === 'money' ? unit.code : 'USD';
  const free = kind === 'promotion' ? { amount: '0', currency } : null;
  const price = paid && { amount: paid.amount, currency: paid.currency };
  const cost = price ?? free ?? atPar(unit, amount);
  return {
    id,
    kind: 'grant',
    grant: id,
    credits: amount,
    paid: cost,
    provenance: provenanceOf(cost, isEntered && (price ?? free) !== null),
    included: false,
    begin: grantedAt,
    expiresAt,
  };
}

/** Credits from nowhere known; `isIncluded`: the days of the plan pay for all of them. */
export function unknownLot(
  unit: Unit,
  credits: number,
  begin: number,
  id: string,
  isIncluded: boolean,
): NewLot {
  const paid = atPar(unit, credits);
  return {
    id,
    kind: 'unknown',
    grant: null,
    credits,
    paid,
    provenance: provenanceOf(paid, false),
    included: isIncluded,
    begin,
    expiresAt: null,
  };
}

/** Use beyond all lots, or without any. */
export function beyondLot(
  { unit, overage }: PoolPrices,
  kind: 'overage' | 'postpaid',
  isIncluded: boolean,
): NewLot {
  const paid = overage ? { amount: overage.paid.amount, currency: overage.paid.currency } : atPar(unit, 1);
  return {
    id: kind,
    kind,
    grant: null,
    credits: overage?.per ?? 1,
    paid,
    provenance: provenanceOf(paid, overage !== undefined),
    included: isIncluded,
    begin: 0,
    expiresAt: null,
  };
}
