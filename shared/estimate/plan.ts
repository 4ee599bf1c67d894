import { isReached } from '../caps.ts';
import { formatAge, unitKey } from '../format.ts';
import { tidy } from '../ledger.ts';
import type { AccountState, Cap, Grant, Pool, Unit } from '../model/index.ts';
import { dayMs, isOlderThan } from '../time/index.ts';
import type { Cost } from './cost.ts';
import { draw, type Lot, lotsOf, openWindow, type Step, spread } from './spread.ts';

export interface CapAnswer {
  id: string;
  label: string;
  window: Cap['window'];
  limit: number;
  /** Null: its use is unknown. */
  left: number | null;
  resetsAt: number | null;
  /** False: it may stop the job, but its use is unknown. */
  stops: boolean;
}

/**
 * What a job means for one account. Amounts are in the cost's unit, for the likely cost (or the least, if that is unknown).
 */
export interface JobPlan {
  /** Whether the balance is enough now, caps aside. */
  covered: 'yes' | 'no' | 'unknown';
  /** Why the answer is unknown; a sentence. */
  why: string | null;
  left: number | null;
  /** What is missing, above zero; null: nothing. */
  short: number | null;
  /** What would be missing at the highest cost; null: nothing, or that cost is unknown. */
  shortAtMost: number | null;
  /** In draw order; adds up to the cost if it is covered, else to the balance. */
  draws: { grant: Grant | null; amount: number }[];
  /** The cap that stops it now, or that may; null: none does. */
  cap: CapAnswer | null;
  /** When it would be done if it waits for resets and refills; `now` if it need not wait; null: never, or unknown. */
  doneAt: number | null;
  /** Whole days until then, rounded up; 0: at once. */
  days: number | null;
  /** The amounts, if it is spread. */
  steps: Step[];
}

/**
 * Whether an account can pay for a job now, from which grants, which cap is in the way, and when it would be done if
 * spread. `now` in epoch milliseconds. A balance that is old or cannot be read counts as unknown.
 */
export function planJob({ cost, account, now }: { cost: Cost; account: AccountState; now: number }): JobPlan {
  const need = cost.likely ?? cost.least;
  const pool = account.pools.find((candidate) => sameUnit(candidate.unit, cost.unit));
  const left = pool === undefined ? null : leftOf(account, pool, now);
  const why = doubt(account, pool, now);
  if (pool === undefined || left === null || why !== null) return { ...nothingKnown, why, left };

  const caps = account.caps.filter(countsSpending);
  const lots: Lot[] = lotsOf(pool, left, now);
  const most = cost.most === null ? null : tidy(cost.most - left);
  const short = tidy(need - left);
  // Of a cost without an upper limit, only “too much” is certain.
  const covered = short > 0 ? 'no' : cost.likely === null ? 'unknown' : 'yes';
  const { steps, doneAt } =
    cost.likely === null ? { steps: [], doneAt: null } : spread({ need, lots, cycle: pool.cycle, caps, now });
  return {
    covered,
    why: null,
    left,
    short: short > 0 ? short : null,
    shortAtMost: most !== null && most > 0 ? most : null,
    draws: draw(
      lots.map((lot) => ({ ...lot })),
      need,
    ),
    cap: capInTheWay(caps, need, now),
    doneAt,
    days: doneAt === null ? null : Math.ceil((doneAt - now) / dayMs),
    steps,
  };
}

/** Whether the job can be done now: covered, and no cap in the way. */
export function canRun(plan: JobPlan): JobPlan['covered'] {
  if (plan.covered === 'no' || plan.cap?.stops === true) return 'no';
  return plan.covered === 'unknown' || plan.cap !== null ? 'unknown' : 'yes';
}

const nothingKnown: Omit<JobPlan, 'why' | 'left'> = {
  covered: 'unknown',
  short: null,
  shortAtMost: null,
  draws: [],
  cap: null,
  doneAt: null,
  days: null,
  steps: [],
};

export const sameUnit = (a: Unit, b: Unit): boolean => unitKey(a) === unitKey(b);

/** Whether a cap limits spending; caps per minute and on concurrency only slow a job down. */
const countsSpending = ({ hard, window }: Cap): boolean =>
  hard && window !== 'concurrent' && window !== 'minute';

/** If the provider says that the credits are used up, they are, unless it means a cap. */
function leftOf({ health, caps }: AccountState, pool: Pool, now: number): number | null {
  const capReached = caps.some((cap) => isReached(cap, health.readAt ?? now));
  return health.error?.kind === 'exhausted' && !capReached ? 0 : pool.remaining;
}

/** Why the balance is not reliable; null if it is. */
function doubt({ health, intervalMs }: AccountState, pool: Pool | undefined, now: number): string | null {
  const { error, readAt, undated } = health;
  if (error?.kind === 'exhausted') return null;
  if (error?.kind === 'bad-credential' || error?.kind === 'limited-scope') return error.message;
  if (readAt === null) return error?.message ?? 'there is no reading yet.';
  if (undated) return 'the last reading was before the clock was changed.';
  if (isOlderThan(2 * intervalMs, readAt, now)) return `the last reading was ${formatAge(now - readAt)}.`;
  if (pool === undefined) return 'it has no balance in the unit of this job.';
  return pool.remaining === null ? 'its balance is unknown.' : null;
}

function capInTheWay(caps: readonly Cap[], need: number, now: number): CapAnswer | null {
  const answers = caps.map((cap): CapAnswer & { doubtful: boolean } => {
    const { left, resetsAt } = openWindow(cap, now);
    const passed = cap.resetsAt !== null && cap.resetsAt <= now;
    const known = cap.used !== null || passed;
    return {
      id: cap.id,
      label: cap.label,
      window: cap.window,
      limit: cap.limit,
      left: known ? tidy(left) : null,
      resetsAt,
      stops: need > left,
      // A new hour starts soon; a longer window of unknown use may be used up.
      doubtful: !known && cap.window !== 'hour' && need > 0,
    };
  });
  const worst =
    answers.filter(({ stops }) => stops).toSorted((a, b) => (a.left ?? a.limit) - (b.left ?? b.limit))[0] ??
    answers.find(({ doubtful }) => doubtful);
  if (worst === undefined) return null;
  const { doubtful: _, ...answer } = worst;
  return answer;
}
