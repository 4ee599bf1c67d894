/** One balance at one instant: `t` in epoch milliseconds, `remaining` in the pool's unit. */
export interface Sample {
  t: number;
  remaining: number;
}

/** A recurring refill, monthly without `everyMs` and `frequency`. */
export interface ForecastCycle {
  /** The next refill, epoch milliseconds. */
  renewsAt: number;
  everyMs?: number;
  frequency?: 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** Credits per refill. */
  grant: number;
  /** `upTo` is the most that carries over. `unknown` counts as `none`, which never promises too much. */
  rollover: 'all' | 'none' | { upTo: number } | 'unknown';
}

export interface ForecastGrant {
  id: string;
  /** `refill` is the present cycle's grant; anything else is a top-up, package or promotion. */
  kind: string;
  remaining: number;
  expiresAt?: number;
  /** Lower is spent first. Without it: refills first, then by soonest expiry. */
  drawOrder?: number;
}

export interface ForecastCap {
  id: string;
  limit: number;
  used: number;
  resetsAt: number;
  windowMs: number;
}

export interface ForecastInput {
  /** Epoch milliseconds. */
  now: number;
  /** Ascending, irregular, may have gaps. */
  samples: readonly Sample[];
  cycle?: ForecastCycle;
  grants?: readonly ForecastGrant[];
  caps?: readonly ForecastCap[];
}

/** 10th, 50th and 90th percentile of an instant; null: not within 400 days. */
export interface InstantRange {
  early: number | null;
  likely: number | null;
  late: number | null;
}

/** An amount if burn is fast (`early`), median (`likely`) or slow (`late`): ascending. */
export interface AmountRange {
  early: number;
  likely: number;
  late: number;
}

export type Confidence = 'none' | 'low' | 'fair' | 'good';

export interface Forecast {
  /** Median expected burn over the coming seven days, per day; null while learning. */
  burnPerDay: number | null;
  runsOutAt: InstantRange;
  /** The balance, for a chart: at most 120 points from now on. */
  path: ({ t: number } & AmountRange)[];
  /** What each grant, and the refill (`refill` if no grant is of that kind), loses when it next expires. */
  waste: ({ grantId: string; at: number } & AmountRange)[];
  /** `probability`: that the cap is reached before it resets. */
  caps: { id: string; reachedAt: InstantRange; probability: number }[];
  /** Hours of history behind the burn, and gaps in it. */
  basis: { hours: number; gaps: number };
  confidence: Confidence;
}
