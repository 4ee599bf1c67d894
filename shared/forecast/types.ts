/** One balance at one instant: `t` in epoch milliseconds, `remaining` in the pool's unit. */
export interface Sample {
  t: number;
  remaining: number;
}

/** A recurring refill. With neither `everyMs` nor `frequency` it is taken to be monthly. */
export interface ForecastCycle {
  /** The next refill, epoch milliseconds. */
  renewsAt: number;
  everyMs?: number;
  frequency?: 'daily' | 'weekly' | 'monthly' | 'yearly';
  /** Credits that a refill gives. */
  grant: number;
  /** `upTo` is the most that is carried over. `unknown` is taken as `none`, which never promises too much. */
  rollover: 'all' | 'none' | { upTo: number } | 'unknown';
}

export interface ForecastGrant {
  id: string;
  /** `refill` marks the present cycle's grant; anything else is a top-up, package or promotion. */
  kind: string;
  remaining: number;
  expiresAt?: number;
  /** Lower is spent first. Without it: refills first, then the soonest expiry. */
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

/** An amount in the course where burn is fast (`early`), median (`likely`) and slow (`late`): ascending. */
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
  /** What is left, for a chart: at most 120 points from now on. */
  path: ({ t: number } & AmountRange)[];
  /** What each grant, and the refill (`refill` where no grant of that kind is given), loses when it next lapses. */
  waste: ({ grantId: string; at: number } & AmountRange)[];
  /** `probability` that the cap is reached before it resets. */
  caps: { id: string; reachedAt: InstantRange; probability: number }[];
  /** Hours of history that the burn is read off, and the gaps in it. */
  basis: { hours: number; gaps: number };
  confidence: Confidence;
}
