import { formatDay, formatQuantity } from '../format.ts';
import { tidy } from '../ledger.ts';
import type {
  Cycle,
  Disagreement,
  Entered,
  Frequency,
  Grant,
  Plan,
  Pool,
  Rollover,
  Unit,
} from '../model/index.ts';
import {
  cycleBounds,
  dayOf,
  dayStart,
  eventDate,
  nextRenewal,
  renewal,
  type TimedEvent,
} from '../time/index.ts';
import { type Body, enteredGrants, type Facts, refillGrant, withPlanCaps } from './parts.ts';

/** The reading, with your facts merged into its first pool. */
export function presentReported(facts: Facts, plan: Plan | null): Body {
  const { reading, now } = facts;
  if (reading === null) return { pools: [], caps: [], notes: [], disagreements: [], exhausted: null };
  const [first, ...others] = reading.pools;
  const merged = first === undefined ? null : mergeEntered(first, facts, reading.at, plan);
  const pools = [...(merged === null ? [] : [merged.pool]), ...others].map((pool) =>
    withoutExpired(pool, reading.at, now),
  );
  const late = pools.flatMap(({ cycle, provenance }) =>
    cycle?.renewsAt != null && cycle.renewsAt <= now
      ? [lateRefill(renewal(cycle.renewsAt, provenance.cycle), facts)]
      : [],
  );
  return {
    pools: pools.map(withRefillGrant),
    caps: withPlanCaps(reading.caps, plan, null, now),
    notes: [...reading.notes, ...(merged?.notes ?? []), ...late],
    disagreements: merged?.disagreements ?? [],
    exhausted: null,
  };
}

/**
 * What has expired since the reading is not left any more. The plan's credits stay: a refill replaces them, and only the
 * next reading says by how much.
 */
function withoutExpired(pool: Pool, readAt: number, now: number): Pool {
  const isGone = ({ kind, expiresAt, remaining }: Grant) =>
    kind !== 'refill' && remaining > 0 && expiresAt !== null && expiresAt > readAt && expiresAt <= now;
  const gone = pool.grants.filter(isGone);
  if (gone.length === 0 || pool.remaining === null) return pool;
  return {
    ...pool,
    remaining: tidy(Math.max(Math.min(0, pool.remaining), pool.remaining - sum(gone))),
    provenance: { ...pool.provenance, remaining: 'computed' },
    grants: pool.grants.filter((grant) => !isGone(grant)),
  };
}

/** A pool during the merge, with the resulting notes and disagreements. */
interface Merging {
  pool: Pool;
  cycle: Cycle;
  notes: string[];
  disagreements: Disagreement[];
}

/** What you entered about an account belongs to its first pool. */
function mergeEntered(reported: Pool, facts: Facts, readAt: number, plan: Plan | null): Merging {
  const { entered, now } = facts;
  const merging: Merging = {
    pool: { ...reported, provenance: { ...reported.provenance } },
    cycle: { ...(reported.cycle ?? { frequency: null, renewsAt: null, grant: null, rollover: 'unknown' }) },
    notes: [],
    disagreements: [],
  };
  const { pool, cycle } = merging;
  mergeSize(merging, entered, plan);
  mergeRollover(merging, entered);
  mergeCycleStart(merging, facts, reported.provenance.cycle, readAt, plan);
  if (plan !== null) {
    pool.provenance.cycle ??= 'catalogue';
    cycle.frequency ??= plan.frequency;
    cycle.grant ??= plan.grant;
    if (cycle.rollover === 'unknown') cycle.rollover = plan.rollover;
  }

  const hasCycle =
    reported.cycle !== null || plan !== null || entered.refill !== null || entered.cycleStart !== null;
  pool.cycle = hasCycle ? cycle : null;
  const known = sum(pool.grants);
  pool.grants = [
    ...pool.grants,
    ...enteredGrants(entered.grants, now, pool.remaining === null ? null : pool.remaining - known),
  ];
  return merging;
}

function mergeSize({ pool, cycle, disagreements }: Merging, { refill }: Entered, plan: Plan | null): void {
  if (refill !== null) {
    const reportedSize = pool.limit ?? cycle.grant;
    if (reportedSize !== null && reportedSize !== refill)
      disagreements.push({
        what: 'plan size',
        reported: formatQuantity(reportedSize, pool.unit),
        entered: formatQuantity(refill, pool.unit),
      });
    pool.limit = cycle.grant = refill;
    pool.provenance.limit = 'entered';
    pool.provenance.cycle ??= 'entered';
  } else if (plan !== null && plan.grant !== null && pool.limit === null) {
    pool.limit = plan.grant;
    pool.provenance.limit = 'catalogue';
  }
  // If you or the catalogue set the limit, what is left follows from it.
  const ownLimit = pool.provenance.limit === 'entered' || pool.provenance.limit === 'catalogue';
  const open = pool.remaining === null || pool.provenance.remaining === 'computed';
  if (ownLimit && open && pool.limit !== null && pool.used !== null) {
    pool.remaining = tidy(Math.max(0, pool.limit - pool.used));
    pool.provenance.remaining = 'computed';
  }
}

function mergeRollover({ pool, cycle, disagreements }: Merging, { rollover }: Entered): void {
  if (rollover === null) return;
  const reportedWords = describeRollover(cycle.rollover, pool.unit);
  const enteredWords = describeRollover(rollover, pool.unit);
  if (cycle.rollover !== 'unknown' && reportedWords !== enteredWords)
    disagreements.push({ what: 'rollover', reported: reportedWords, entered: enteredWords });
  cycle.rollover = rollover;
}

function mergeCycleStart(
  { pool, cycle, notes, disagreements }: Merging,
  facts: Facts,
  cycleFrom: Pool['provenance']['cycle'],
  readAt: number,
  plan: Plan | null,
): void {
  const { cycleStart } = facts.entered;
  const { now } = facts;
  if (cycleStart === null) return;
  cycle.frequency ??= plan?.frequency ?? 'monthly';
  const { frequency, renewsAt } = cycle;
  const next = nextRenewal(cycleStart, frequency, now);
  if (renewsAt !== null && !isRenewalDay(cycleStart, frequency, renewsAt))
    disagreements.push({
      what: 'renewal day',
      reported: formatDay(renewsAt, 'UTC', now),
      entered: formatDay(next, 'UTC', now),
    });
  const providersOwn = (cycleFrom ?? 'reported') === 'reported';
  if (renewsAt !== null && providersOwn) return;
  cycle.renewsAt = next;
  // Counted from the date, like the entered day itself.
  cycle.number = undefined;
  pool.provenance.cycle = 'computed';
  const { start } = cycleBounds(cycleStart, frequency, now);
  if (readAt < start) notes.push(lateRefill(renewal(start, 'computed'), facts));
}

function withRefillGrant(pool: Pool): Pool {
  const { cycle, remaining, grants } = pool;
  if (cycle?.grant == null || cycle.grant <= 0 || remaining === null) return pool;
  if (grants.some(({ kind }) => kind === 'refill')) return pool;
  const left = tidy(Math.max(0, remaining - sum(grants)));
  return { ...pool, grants: [refillGrant(cycle, null, left), ...grants] };
}

function isRenewalDay(anchorDay: string, frequency: Frequency, at: number): boolean {
  return cycleBounds(anchorDay, frequency, at).start === dayStart(dayOf(at));
}

function lateRefill(event: TimedEvent, { now, zone = 'UTC' }: Facts): string {
  return `The refill due on ${eventDate(event, { now, zone })} is not in this reading yet.`;
}

function describeRollover(rollover: Rollover, unit: Unit): string {
  if (typeof rollover === 'object') return `up to ${formatQuantity(rollover.upTo, unit)} carry over`;
  return { all: 'all of it carries over', none: 'the rest expires', unknown: 'unknown' }[rollover];
}

function sum(grants: readonly Grant[]): number {
  return grants.reduce((total, { remaining }) => total + remaining, 0);
}
