import { cyclesUntil, dayMs, hourMs, nthRenewal, stepAfter } from '../time/index.ts';
import type { ForecastCap, ForecastCycle, ForecastGrant } from './types.ts';

/** There is no forecast beyond this. */
export const HORIZON = 400 * dayMs;

/** The most refills simulated; a pool refilled every few minutes has a shorter horizon. */
const MOST_REFILLS = 1500;

interface Holding {
  id: string;
  amount: number;
  expiresAt: number;
}

export interface PoolPlan {
  /** When the simulation begins: the last sample. */
  start: number;
  now: number;
  /** In draw order. */
  holdings: Holding[];
  /** Index in `holdings` of the refill; -1 without a cycle. */
  refill: number;
  grant: number;
  /** The most that a refill carries over. */
  carry: number;
  renewals: number[];
  caps: readonly ForecastCap[];
  end: number;
}

/** Times of refills after `from`, ascending, up to `until`. A cycle on the 31st returns to it after shorter months. */
export function renewalsBetween(
  cycle: ForecastCycle,
  from: number,
  until: number,
  most = MOST_REFILLS,
): number[] {
  const { renewsAt, everyMs, frequency } = cycle;
  if (!Number.isFinite(renewsAt)) return [];
  const every = everyMs && everyMs > 0 ? everyMs : null;
  const nth = (count: number) =>
    every === null ? nthRenewal(renewsAt, frequency ?? null, count) : renewsAt + count * every;
  let count =
    every === null
      ? cyclesUntil(renewsAt, frequency ?? null, from)
      : Math.floor((from - renewsAt) / every) - 1;
  while (nth(count) <= from) count += 1;
  const times: number[] = [];
  for (; times.length < most; count += 1) {
    const at = nth(count);
    if (at > until) break;
    times.push(at);
  }
  return times;
}

/** The initial holdings, in draw order, and all that will happen to them. `scale` divides every amount. */
export function planPool(
  start: number,
  now: number,
  remaining: number,
  scale: number,
  cycle: ForecastCycle | undefined,
  grants: readonly ForecastGrant[],
  caps: readonly ForecastCap[],
): PoolPlan {
  const renewals = cycle ? renewalsBetween(cycle, start, start + HORIZON) : [];
  const size = cycle ? Math.max(0, cycle.grant) / scale : 0;
  const { holdings, refill } = holdingsOf(inDrawOrder(grants, start), cycle, size, remaining, scale);
  const last = renewals.at(-1);
  const end = renewals.length === MOST_REFILLS && last ? last : start + HORIZON;
  const scaled = caps.map((cap) => ({ ...presentWindow(cap, now), limit: cap.limit / scale }));
  for (const cap of scaled) cap.used /= scale;
  const carry = carryOf(cycle, scale);
  return { start, now, holdings, refill, grant: size, carry, renewals, caps: scaled, end };
}

/** Infinity: all. */
function carryOf(cycle: ForecastCycle | undefined, scale: number): number {
  if (cycle === undefined || cycle.rollover === 'all') return Number.POSITIVE_INFINITY;
  return typeof cycle.rollover === 'object' ? Math.max(0, cycle.rollover.upTo) / scale : 0;
}

type LiveGrant = ForecastGrant & { expiresAt: number };

function inDrawOrder(grants: readonly ForecastGrant[], start: number): LiveGrant[] {
  return grants
    .filter((grant) => grant.remaining > 0 && (grant.expiresAt ?? Number.POSITIVE_INFINITY) > start)
    .map((grant) => ({ ...grant, expiresAt: grant.expiresAt ?? Number.POSITIVE_INFINITY }))
    .sort(
      (a, b) =>
        (a.drawOrder ?? Number.POSITIVE_INFINITY) - (b.drawOrder ?? Number.POSITIVE_INFINITY) ||
        Number(b.kind === 'refill') - Number(a.kind === 'refill') ||
        a.expiresAt - b.expiresAt ||
        0,
    );
}

/** The balance by grant. `size`: what a refill gives. */
function holdingsOf(
  ordered: readonly LiveGrant[],
  cycle: ForecastCycle | undefined,
  size: number,
  remaining: number,
  scale: number,
): Pick<PoolPlan, 'holdings' | 'refill'> {
  const lapses = cycle !== undefined && cycle.rollover !== 'all';
  let free = remaining;
  const holdings: Holding[] = [];
  let refill = -1;
  for (const grant of ordered) {
    const isRefill = cycle !== undefined && refill < 0 && grant.kind === 'refill';
    // The cycle's own expiry happens at the refill, not a second time here.
    const withCycle = isRefill && (lapses || grant.expiresAt === Number.POSITIVE_INFINITY);
    if (withCycle) refill = holdings.length;
    const amount = Math.min(grant.remaining / scale, free);
    free -= amount;
    holdings.push({
      id: grant.id,
      amount,
      expiresAt: withCycle ? Number.POSITIVE_INFINITY : grant.expiresAt,
    });
  }
  // What belongs to no grant is spent first. It belongs to the cycle, up to the size of a refill.
  if (cycle && refill < 0) {
    const most = lapses && typeof cycle.rollover !== 'object' ? size : Number.POSITIVE_INFINITY;
    holdings.unshift({ id: 'refill', amount: Math.min(free, most), expiresAt: Number.POSITIVE_INFINITY });
    free -= Math.min(free, most);
    refill = 0;
  }
  if (free > 0) holdings.splice(refill + 1, 0, { id: '', amount: free, expiresAt: Number.POSITIVE_INFINITY });
  return { holdings, refill };
}

/** A cap past its reset is in a new window, of which nothing is known to be used. */
function presentWindow(cap: ForecastCap, now: number): ForecastCap {
  if (cap.resetsAt > now || !(cap.windowMs > 0)) return { ...cap };
  return { ...cap, used: 0, resetsAt: stepAfter(cap.resetsAt, cap.windowMs, now) };
}

/** The instants of the simulation, and their positions among the hours of the fan. */
export interface Timeline {
  times: Float64Array;
  step: Int32Array;
  part: Float64Array;
}

export function timelineOf(plan: PoolPlan, hours: Float64Array): Timeline {
  const { start, end } = plan;
  const all: number[] = [];
  for (const hour of hours) all.push(start + hour * hourMs);
  all.push(...plan.renewals);
  for (const { expiresAt } of plan.holdings) all.push(expiresAt);
  for (const cap of plan.caps) all.push(...resetsOf(cap, start, end));
  if (plan.now > start) all.push(plan.now);
  const times = Float64Array.from(all.filter((at) => at >= start && at <= end)).sort();
  let kept = 0;
  for (const time of times) if (kept === 0 || times[kept - 1] !== time) times[kept++] = time;
  const unique = times.subarray(0, kept);
  const step = new Int32Array(kept);
  const part = new Float64Array(kept);
  let low = 0;
  for (let index = 0; index < kept; index += 1) {
    const hour = ((unique[index] ?? 0) - start) / hourMs;
    while (low < hours.length - 2 && hour >= (hours[low + 1] ?? 0)) low += 1;
    const from = hours[low] ?? 0;
    step[index] = low;
    part[index] = (hour - from) / ((hours[low + 1] ?? 1) - from);
  }
  return { times: unique, step, part };
}

/** Resets that are simulated one by one; windows shorter than the steps count as a rate instead. */
function resetsOf(cap: ForecastCap, start: number, end: number): number[] {
  const until = cap.windowMs >= dayMs ? end : cap.windowMs >= hourMs ? start + 3 * dayMs : cap.resetsAt;
  const resets: number[] = [];
  if (!(cap.windowMs > 0)) return cap.resetsAt > start ? [cap.resetsAt] : [];
  for (let at = cap.resetsAt; at <= until; at += cap.windowMs) resets.push(at);
  return resets;
}

export interface Course {
  /** Infinity: not within the horizon. */
  runsOutAt: number;
  /** By holding: what expired of it the first time after now; NaN: it did not. */
  wasted: Float64Array;
  /** By cap: when it is reached before its first reset; Infinity: not at all. */
  reachedAt: Float64Array;
  /** Balance at every time of the timeline, as far as simulated. */
  left: Float64Array;
}

/** A course during its simulation. */
interface Play {
  plan: PoolPlan;
  /** By holding: what is left of it. */
  held: Float64Array;
  total: number;
  /** By cap: what is used in its window, its resets, and the number of those that have passed. */
  used: Float64Array;
  resets: readonly (readonly number[])[];
  nextReset: Int32Array;
  /** Renewals that have passed. */
  renewal: number;
  /** Balances below this are rounding errors. */
  dust: number;
  course: Course;
}

/**
 * Simulates one course of burn through grants, refills, expiries and caps. Linear in time, and monotonic in every balance.
 */
export function spend(plan: PoolPlan, timeline: Timeline, burnt: Float64Array): Course {
  const { times, step, part } = timeline;
  const play = begin(plan, times.length);
  const { course, dust } = play;
  let burntBefore = 0;
  for (let index = 1; index < times.length; index += 1) {
    const from = times[index - 1] ?? 0;
    const to = times[index] ?? 0;
    const low = step[index] ?? 0;
    const below = burnt[low] ?? 0;
    const burntNow = below + (part[index] ?? 0) * ((burnt[low + 1] ?? below) - below);
    const demand = burntNow - burntBefore;
    burntBefore = burntNow;

    const allowed = allowedBy(play, demand, from, to);
    draw(play, Math.min(allowed, play.total), demand, from, to);
    const { total } = play;
    if (
      allowed >= total - dust &&
      total > dust &&
      course.runsOutAt === Number.POSITIVE_INFINITY &&
      demand > 0
    )
      course.runsOutAt = from + Math.min(1, total / demand) * (to - from);
    turn(play, to);
    if (play.total <= dust && course.runsOutAt === Number.POSITIVE_INFINITY) course.runsOutAt = to;
    course.left[index] = play.total;
    if (play.total <= dust && play.renewal >= plan.renewals.length) break;
  }
  return course;
}

function begin(plan: PoolPlan, steps: number): Play {
  const held = Float64Array.from(plan.holdings, (each) => each.amount);
  const total = sumOf(held);
  const course: Course = {
    runsOutAt: total > 0 ? Number.POSITIVE_INFINITY : plan.start,
    wasted: new Float64Array(held.length).fill(Number.NaN),
    reachedAt: new Float64Array(plan.caps.length).fill(Number.POSITIVE_INFINITY),
    left: new Float64Array(steps),
  };
  course.left[0] = total;
  plan.caps.forEach((cap, index) => {
    if (cap.used >= cap.limit && cap.resetsAt > plan.start) course.reachedAt[index] = plan.start;
  });
  return {
    plan,
    held,
    total,
    used: Float64Array.from(plan.caps, (cap) => cap.used),
    resets: plan.caps.map((cap) => resetsOf(cap, plan.start, plan.end)),
    nextReset: new Int32Array(plan.caps.length),
    renewal: 0,
    dust: 1e-9 * (total + plan.grant),
    course,
  };
}

function sumOf(held: Float64Array): number {
  let total = 0;
  for (const amount of held) total += amount;
  return total;
}

/** How much of the demand between two instants the caps allow. */
function allowedBy(
  { plan, used, resets, nextReset }: Play,
  demand: number,
  from: number,
  to: number,
): number {
  let allowed = demand;
  for (let each = 0; each < plan.caps.length; each += 1) {
    const cap = plan.caps[each];
    if (!cap) continue;
    const isRate = (nextReset[each] ?? 0) >= (resets[each]?.length ?? 0) && cap.windowMs > 0;
    const room = isRate
      ? (cap.limit * (to - from)) / cap.windowMs
      : Math.max(0, cap.limit - (used[each] ?? 0));
    allowed = Math.min(allowed, room);
  }
  return allowed;
}

/** Takes spending from the holdings in their order, and counts it against the caps. */
function draw(play: Play, spent: number, demand: number, from: number, to: number): void {
  if (!(spent > 0)) return;
  const { plan, held, used, nextReset, course } = play;
  let open = spent;
  for (let each = 0; each < held.length && open > 0; each += 1) {
    const taken = Math.min(open, held[each] ?? 0);
    held[each] = (held[each] ?? 0) - taken;
    open -= taken;
  }
  for (let each = 0; each < used.length; each += 1) {
    const limit = plan.caps[each]?.limit ?? 0;
    const before = used[each] ?? 0;
    used[each] = before + spent;
    const isFirst = nextReset[each] === 0 && course.reachedAt[each] === Number.POSITIVE_INFINITY;
    if (isFirst && before + spent >= limit)
      course.reachedAt[each] = from + ((limit - before) / demand) * (to - from);
  }
}

/** What happens at an instant: grants expire, a refill arrives, caps reset. */
function turn(play: Play, to: number): void {
  const { plan, held, used, resets, nextReset, course } = play;
  const { wasted } = course;
  for (let each = 0; each < held.length; each += 1) {
    if ((plan.holdings[each]?.expiresAt ?? 0) > to) continue;
    if (Number.isNaN(wasted[each]) && to > plan.now) wasted[each] = held[each] ?? 0;
    held[each] = 0;
  }
  if (to === plan.renewals[play.renewal]) {
    play.renewal += 1;
    const here = plan.refill;
    const kept = Math.min(held[here] ?? 0, plan.carry);
    if (plan.carry !== Number.POSITIVE_INFINITY && Number.isNaN(wasted[here]) && to > plan.now)
      wasted[here] = (held[here] ?? 0) - kept;
    held[here] = kept + plan.grant;
  }
  for (let each = 0; each < used.length; each += 1) {
    if (to !== resets[each]?.[nextReset[each] ?? 0]) continue;
    nextReset[each] = (nextReset[each] ?? 0) + 1;
    used[each] = 0;
  }
  play.total = sumOf(held);
}
