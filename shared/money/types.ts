import type { Emptied, LedgerFacts, Opening, Use } from '../ledger.ts';
import type {
  Cycle,
  Entered,
  ForecastPoint,
  Grant,
  Money,
  MoneySettings,
  PoolForecast,
  Provenance,
  Unit,
} from '../model/index.ts';

// What goes into the ledger of money, and what comes out of it. Amounts of credits are numbers of up to 15 digits; money is
// worked out from them only where it is told, exactly.

/** One balance at one instant. */
export interface BalanceSample {
  t: number;
  remaining: number;
  /** Whether nobody asked for longer than usual before it. Missing: worked out from the times of the others. */
  gap?: boolean;
}

/** What is known of a pool's past. */
export type PoolCourse =
  /** A reported balance: good readings, ascending, as thinned out as the history keeps them. */
  | { kind: 'balance'; samples: readonly BalanceSample[] }
  /** Logged use, or use by day as reported, played as `shared/ledger.ts` does. */
  | {
      kind: 'counted';
      /** `day`: its UTC date, if a provider reports use by day; it keeps it in every time zone. */
      use: readonly (Use & { day?: string })[];
      emptied?: readonly Emptied[];
      /** Null: nobody knows how much the plan gives, or there is none. */
      refill: LedgerFacts['refill'] | null;
      since?: number | null;
      opening?: Opening | null;
    };

export interface PoolFacts {
  id: string;
  unit: Unit;
  /** The present cycle, for `balance`. */
  cycle: Cycle | null;
  /** As presented: those that the provider reports are lots of their own, your own come from `entered`. */
  grants: readonly Grant[];
  course: PoolCourse;
}

/** All that an account's money is worked out from: a function of it, so that it can be kept until one of them changes. */
export interface MoneyFacts {
  account: string;
  /** The first one is that of the plan and of the grants that you entered. */
  pools: readonly PoolFacts[];
  entered: Pick<Entered, 'prices' | 'grants' | 'grantPrices' | 'overage'>;
  /** IANA time zone in which days are counted. */
  zone: string;
  now: number;
}

/** Credits that were bought at once. What was drawn from it is a position from 0 to `credits`: what lies before it is gone. */
export interface Lot {
  /** Unique within its pool. */
  id: string;
  /** `time`: a plan whose credits nobody counts, so that its price is spent evenly over its days. */
  kind: 'plan' | 'grant' | 'unknown' | 'overage' | 'postpaid' | 'time';
  /** The grant's id. */
  grant: string | null;
  /**
   * In the pool's unit; of `time`, days. Of `overage`, which is beyond all lots, and of `postpaid`, where there are none,
   * those that `paid` is for: positions go on beyond it, and what is spent is bought at the same time.
   */
  credits: number;
  /** Null: no price is known. */
  paid: Money | null;
  /** Where the price comes from. `reported`: the unit is money, which costs itself. */
  provenance: Provenance | null;
  /** Its use is paid by the days of a plan. */
  included: boolean;
  begin: number;
  expiresAt: number | null;
  /** The position now. */
  taken: number;
}

/**
 * What happened to a lot on one day: the position moved. `opening`: it was there, up to `to`, at the first reading;
 * `refunded` moves back, from the higher position to the lower one.
 */
export interface Entry {
  /** Counted from 1 January 1970: in your time zone, or as the provider names it. */
  day: number;
  /** Index into the lots. */
  lot: number;
  kind: 'opening' | 'bought' | 'spent' | 'refunded' | 'lapsed';
  from: number;
  to: number;
  /** It fell into a gap between readings, so its day is estimated. */
  estimated: boolean;
}

/** A pool's ledger of money. */
export interface PoolMoney {
  pool: string;
  unit: Unit;
  lots: readonly Lot[];
  /** Ascending by day. */
  entries: readonly Entry[];
  /** Indices of the lots with something left, in draw order. */
  open: readonly number[];
  /** What the next refills bring and cost, for what lies ahead; null: nothing is known of any. */
  refill: { renewsAt: number; frequency: Cycle['frequency']; lot: Pick<Lot, 'credits' | 'paid'> } | null;
  /** Price of use beyond all lots; null: unknown. */
  overage: Pick<Lot, 'credits' | 'paid'> | null;
  /** What the plan costs on each of its coming days, if its price is spent evenly; null: it is not. */
  perDay: Pick<Lot, 'credits' | 'paid'> | null;
}

export interface AccountMoney {
  account: string;
  pools: readonly PoolMoney[];
}

/** What lies ahead of a pool, by the forecast. */
export interface Ahead {
  path: readonly ForecastPoint[];
  waste: PoolForecast['waste'];
  /** Null while learning. */
  burnPerDay: number | null;
}

export interface SpendAccount {
  id: string;
  /** As it is called among the others. */
  name: string;
  provider: string;
  providerName: string;
  tags: readonly string[];
  money: AccountMoney;
  /** By pool; a missing one is still learning. */
  ahead: Readonly<Record<string, Ahead>>;
}

/** All that a report or a budget is made of. */
export interface SpendFacts {
  accounts: readonly SpendAccount[];
  settings: MoneySettings;
  zone: string;
  now: number;
}
