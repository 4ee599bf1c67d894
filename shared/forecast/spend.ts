import { cyclesUntil, dayMs, hourMs, nthRenewal, stepAfter } from '../time/index.ts';
import type { ForecastCap, ForecastCycle, ForecastGrant } from './types.ts';

/** Nothing is foretold beyond it. */
export const HORIZON = 400 * dayMs;

/** The most refills that are played through; a pool refilled every few minutes is watched for a shorter time. */
const MOST_REFILLS = 1500;

interface Holding {
  id: string;
  amount: number;
  expiresAt: number;
}

export interface PoolPlan {
  /** When the spending begins: the last sample. */
  start: number;
  now: number;
  /** In draw order. */
  holdings: Holding[];
  /** Index in `holdings` of what refills give; -1 without a cycle. */
  refill: number;
  grant: number;
  /** The most that a refill carries over. */
  carry: number;
  renewals: number[];
  caps: readonly ForecastCap[];
  end: number;
}

/** Times of refills after `from`, ascending, up to `until`. A month begun on the 31st comes back to it. */
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

/** What is held at the start, in draw order, and what will happen to it. `scale` divides every amount. */
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
  const lapses = cycle !== undefined && cycle.rollover !== 'all';
  const size = cycle ? Math.max(0, cycle.grant) / scale : 0;
  const ordered = grants
    .filter((grant) => grant.remaining > 0 && (grant.expiresAt ?? Number.POSITIVE_INFINITY) > start)
    .map((grant) => ({ ...grant, expiresAt: grant.expiresAt ?? Number.POSITIVE_INFINITY }))
    .sort(
      (a, b) =>
        (a.drawOrder ?? Number.POSITIVE_INFINITY) - (b.drawOrder ?? Number.POSITIVE_INFINITY) ||
        Number(b.kind === 'refill') - Number(a.kind === 'refill') ||
        a.expiresAt - b.expiresAt ||
        0,
    );
  let free = remaining;
  const holdings: Holding[] = [];
  let refill = -1;
  for (const grant of ordered) {
    const isRefill = cycle !== undefined && refill < 0 && grant.kind === 'refill';
    // The cycle's own lapse is played at the refill, so that it does not happen twice.
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
  // What no grant accounts for is spent first: it belongs to the cycle as far as a refill can have given it.
  if (cycle && refill < 0) {
    const most = lapses && typeof cycle.rollover !== 'object' ? size : Number.POSITIVE_INFINITY;
    holdings.unshift({ id: 'refill', amount: Math.min(free, most), expiresAt: Number.POSITIVE_INFINITY });
    free -= Math.min(free, most);
    refill = 0;
  }
  if (free > 0) {
    const place = refill + 1;
    holdings.splice(place, 0, { id: '', amount: free, expiresAt: Number.POSITIVE_INFINITY });
  }
  const carry =
    cycle === undefined || cycle.rollover === 'all'
      ? Number.POSITIVE_INFINITY
      : typeof cycle.rollover === 'object'
        ? Math.max(0, cycle.rollover.upTo) / scale
        : 0;
  const last = renewals.at(-1);
  const end = renewals.length === MOST_REFILLS && last ? last : start + HORIZON;
  const scaled = caps.map((cap) => ({ ...presentWindow(cap, now), limit: cap.limit / scale }));
  for (const cap of scaled) cap.used /= scale;
  return { start, now, holdings, refill, grant: size, carry, renewals, caps: scaled, end };
}

/** A cap whose reset has passed is in a window of its own, of which nothing is known to be used. */
function presentWindow(cap: ForecastCap, now: number): ForecastCap {
  if (cap.resetsAt > now || !(cap.windowMs > 0)) return { ...cap };
  return { ...cap, used: 0, resetsAt: stepAfter(cap.resetsAt, cap.windowMs, now) };
}

/** The instants at which spending is looked at, and where they lie on the fan's hours. */
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

/** Resets that are played one by one; windows shorter than the steps are taken as a rate instead. */
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
  /** By holding: what lapsed of it first after now; NaN: it did not. */
  wasted: Float64Array;
  /** By cap: when it is reached before its first reset; Infinity: it is not. */
  reachedAt: Float64Array;
  /** Balance at every time of the timeline, as far as it was played. */
  left: Float64Array;
}

/** Plays one course of burn through grants, refills, expiries and caps. Linear in time, and monotone in every balance. */
export function spend(plan: PoolPlan, timeline: Timeline, burnt: Float64Array): Course {
  const { times, step, part } = timeline;
  const held = Float64Array.from(plan.holdings, (each) => each.amount);
  const wasted = new Float64Array(held.length).fill(Number.NaN);
  const used = Float64Array.from(plan.caps, (cap) => cap.used);
  const resets = plan.caps.map((cap) => resetsOf(cap, plan.start, plan.end));
  const nextReset = new Int32Array(plan.caps.length);
  const reachedAt = new Float64Array(plan.caps.length).fill(Number.POSITIVE_INFINITY);
  const left = new Float64Array(times.length);
  let total = 0;
  for (const amount of held) total += amount;
  let runsOutAt = total > 0 ? Number.POSITIVE_INFINITY : plan.start;
  left[0] = total;
  // What is left of a balance when amounts meet exactly, but for the last digits.
  const dust = 1e-9 * (total + plan.grant);
  let renewal = 0;
  let burntBefore = 0;
  plan.caps.forEach((cap, index) => {
    if (cap.used >= cap.limit && cap.resetsAt > plan.start) reachedAt[index] = plan.start;
  });

  for (let index = 1; index < times.length; index += 1) {
    const from = times[index - 1] ?? 0;
    const to = times[index] ?? 0;
    const low = step[index] ?? 0;
    const below = burnt[low] ?? 0;
    const burntNow = below + (part[index] ?? 0) * ((burnt[low + 1] ?? below) - below);
    const demand = burntNow - burntBefore;
    burntBefore = burntNow;

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
    const spent = Math.min(allowed, total);
    if (spent > 0) {
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
        if (nextReset[each] === 0 && reachedAt[each] === Number.POSITIVE_INFINITY && before + spent >= limit)
          reachedAt[each] = from + ((limit - before) / demand) * (to - from);
      }
    }
    if (allowed >= total - dust && total > dust && runsOutAt === Number.POSITIVE_INFINITY && demand > 0)
      runsOutAt = from + Math.min(1, total / demand) * (to - from);

    for (let each = 0; each < held.length; each += 1) {
      if ((plan.holdings[each]?.expiresAt ?? 0) > to) continue;
      if (Number.isNaN(wasted[each]) && to > plan.now) wasted[each] = held[each] ?? 0;
      held[each] = 0;
    }
    if (to === plan.renewals[renewal]) {
      renewal += 1;
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
    total = 0;
    for (const amount of held) total += amount;
    if (total <= dust && runsOutAt === Number.POSITIVE_INFINITY) runsOutAt = to;
    left[index] = total;
    if (total <= dust && renewal >= plan.renewals.length) break;
  }
  return { runsOutAt, wasted, reachedAt, left };
}
