import { dayMs, hourMs } from '../time/index.ts';
import { type HourlyBurn, hourlyBurn } from './increments.ts';
import { burnFan, type Fan, LEVELS } from './level.ts';
import { phaseOf, weekProfile } from './profile.ts';
import {
  type Course,
  HORIZON,
  type PoolPlan,
  planPool,
  renewalsBetween,
  spend,
  type Timeline,
  timelineOf,
} from './spend.ts';
import type { AmountRange, Confidence, Forecast, ForecastInput, InstantRange } from './types.ts';

export { dailyBurn } from './daily-burn.ts';
export { type Peak, peakSinceTopUp } from './peak.ts';
export { reportedBurn, withReportedDays } from './reported-days.ts';
export { detectSpike } from './spike.ts';
export type * from './types.ts';

const NEVER: InstantRange = { early: null, likely: null, late: null };

/** Indices in `LEVELS`: fast burn for the early course, slow burn for the late one. */
const FAST = LEVELS.indexOf(0.9);
const MEDIAN = LEVELS.indexOf(0.5);
const SLOW = LEVELS.indexOf(0.1);

const CHART_POINTS = 120;

/** Hourly for three days, then coarser up to the horizon. */
const STEPS = (() => {
  const hours: number[] = [];
  let hour = 0;
  for (; hour < 72; hour += 1) hours.push(hour);
  for (; hour < 14 * 24; hour += 3) hours.push(hour);
  for (; hour < 60 * 24; hour += 12) hours.push(hour);
  for (; hour <= HORIZON / hourMs; hour += 24) hours.push(hour);
  return Float64Array.from(hours);
})();

/**
 * When a balance runs out, what will expire unused, and when caps are reached.
 *
 * Burn is derived from the samples by the hour (`increments.ts`), split into a weekly profile (`profile.ts`) and a level
 * with its uncertainty (`level.ts`), and simulated through grants, refills, expiries and caps (`spend.ts`) along 19 courses,
 * the 5th to the 95th percentile of cumulative burn. Burn is never negative, so the chance that a pool lasts until an
 * instant is the chance that burn up to it stays below the balance: the quantiles of the courses are those of the run-out,
 * without random numbers, and a larger balance never runs out earlier.
 *
 * Everything is counted from the last sample, not from `now`: time without samples neither spends nor moves the date. All
 * dates are null while learning (`confidence: 'none'`), except for an empty pool, which has run out `now`.
 */
export function forecastPool(input: ForecastInput): Forecast {
  const { now, cycle } = input;
  const burn = hourlyBurn(input.samples, now, resetsBefore(input));
  const last = burn?.remaining ?? input.samples.at(-1)?.remaining;
  const isEmpty = last !== undefined && last <= 0;
  const scale = burn ? scaleOf(burn) : 0;
  const confidence = burn ? confidenceOf(burn, scale, now) : 'none';
  const basis = { hours: burn ? round(burn.span, 100) : 0, gaps: burn?.gapCount ?? 0 };
  if (!burn || confidence === 'none') {
    const at = isEmpty ? now : null;
    const caps = (input.caps ?? []).map((cap) => ({
      id: cap.id,
      reachedAt: cap.used >= cap.limit ? { early: now, likely: now, late: now } : NEVER,
      probability: cap.used >= cap.limit ? 1 : 0,
    }));
    return {
      burnPerDay: null,
      runsOutAt: { early: at, likely: at, late: at },
      path: [],
      waste: [],
      caps,
      basis,
      confidence,
    };
  }

  normalize(burn, scale);
  const profile = weekProfile(burn);
  fillGaps(burn, profile);
  const fan = burnFan(burn, profile, STEPS);
  const held = Math.max(0, burn.remaining) / scale;
  const plan = planPool(burn.end, now, held, scale, cycle, input.grants ?? [], input.caps ?? []);
  const timeline = timelineOf(plan, STEPS);
  const courses = fan.courses.map((course) => spend(plan, timeline, course));
  const runsOutAt = isEmpty ? { early: now, likely: now, late: now } : runOut(courses, plan);
  return {
    burnPerDay: (weekOf(fan) / 7) * scale,
    runsOutAt,
    path: pathOf(courses, plan, timeline, runsOutAt, scale),
    waste: wasteOf(courses, plan, scale),
    caps: plan.caps.map((cap, index) => ({ id: cap.id, ...capOutlook(courses, index, now) })),
    basis,
    confidence: fan.dayError > 0.9 && confidence === 'good' ? 'fair' : confidence,
  };
}

/** When refills arrived and grants expired, ascending. */
export function resetsBefore({ now, samples, cycle, grants = [] }: ForecastInput): number[] {
  const first = samples[0]?.t ?? now;
  const resets = cycle ? renewalsBetween(cycle, first, now) : [];
  for (const { expiresAt } of grants) if (expiresAt !== undefined && expiresAt <= now) resets.push(expiresAt);
  return resets.sort((a, b) => a - b);
}

const round = (value: number, parts: number): number => Math.round(value * parts) / parts;

/** Mean burn per hour, or the balance if there was none. Amounts are divided by it, whatever their unit. */
function scaleOf(burn: HourlyBurn): number {
  let total = 0;
  for (const amount of burn.amount) total += amount;
  for (const gap of burn.gaps) total += gap.amount;
  return total > 0 ? total / burn.amount.length : Math.max(Math.abs(burn.remaining), 1e-300);
}

/** `none`, i.e. learning, below two observed hours or three intervals, or without any burn in a short history. */
function confidenceOf(burn: HourlyBurn, scale: number, now: number): Confidence {
  let watched = 0;
  let total = 0;
  for (const cover of burn.cover) watched += cover;
  for (const amount of burn.amount) total += amount;
  for (const gap of burn.gaps) total += gap.amount;
  if (watched < 1.9 || burn.intervals < 3 || !(scale > 0)) return 'none';
  if (total <= 0 && watched < 24) return 'none';
  if (watched < 24 || now - burn.end > 3 * dayMs) return 'low';
  return watched < 7 * 24 || now - burn.end > dayMs ? 'fair' : 'good';
}

/** Divides burn by the scale, to nine digits, so that the same amounts in another unit give exactly the same forecast. */
function normalize(burn: HourlyBurn, scale: number): void {
  for (let hour = 0; hour < burn.amount.length; hour += 1)
    burn.amount[hour] = round((burn.amount[hour] ?? 0) / scale, 1e9);
  for (const gap of burn.gaps) gap.amount = round(gap.amount / scale, 1e9);
}

/** Spreads the burn of a gap over its hours according to the profile, with half the weight of observed hours. */
function fillGaps(burn: HourlyBurn, profile: Float64Array): void {
  const length = burn.amount.length;
  for (const gap of burn.gaps) {
    const first = Math.max(0, Math.floor(gap.from));
    const parts: number[] = [];
    let sum = 0;
    for (let hour = first; hour < Math.min(length, gap.to); hour += 1) {
      const part = Math.min(hour + 1, gap.to) - Math.max(hour, gap.from);
      parts.push(part);
      sum += part * (profile[phaseOf(hour, length)] ?? 1);
    }
    parts.forEach((part, index) => {
      const hour = first + index;
      const share = (part * (profile[phaseOf(hour, length)] ?? 1)) / sum;
      burn.amount[hour] = (burn.amount[hour] ?? 0) + 0.5 * gap.amount * share;
      burn.cover[hour] = (burn.cover[hour] ?? 0) + 0.5 * part;
    });
  }
}

/** Median burn over the coming week, divided by the scale. */
function weekOf(fan: Fan): number {
  return fan.courses[MEDIAN]?.[STEPS.indexOf(168)] ?? 0;
}

const instant = (at: number | undefined, now: number): number | null =>
  at === undefined || at === Number.POSITIVE_INFINITY ? null : Math.max(now, Math.round(at));

function runOut(courses: Course[], plan: PoolPlan): InstantRange {
  // Refills and expiries can make courses cross, so sort before taking quantiles.
  const sorted = courses.map((course) => course.runsOutAt).sort((a, b) => a - b);
  const pick = (index: number) => instant(sorted[sorted.length - 1 - index], plan.now);
  return { early: pick(FAST), likely: pick(MEDIAN), late: pick(SLOW) };
}

function capOutlook(
  courses: Course[],
  index: number,
  now: number,
): { reachedAt: InstantRange; probability: number } {
  const times = courses
    .map((course) => course.reachedAt[index] ?? Number.POSITIVE_INFINITY)
    .sort((a, b) => a - b);
  const reached = times.filter((at) => at !== Number.POSITIVE_INFINITY).length;
  const pick = (level: number) => instant(times[times.length - 1 - level], now);
  // Each course stands for a twentieth; even if all agree, it is likely, not certain.
  const probability = Math.max(0.03, Math.min(0.97, (reached + 0.5) / (times.length + 1)));
  const isReached = (times.at(-1) ?? 1) <= now;
  return {
    reachedAt: { early: pick(FAST), likely: pick(MEDIAN), late: pick(SLOW) },
    probability: isReached ? 1 : probability,
  };
}

/** Sorted, because refills can make courses cross; the least is left if burn is fast. */
function rangeOf(values: number[], scale: number): AmountRange {
  const sorted = values.sort((a, b) => a - b).map((value) => value * scale);
  return { early: sorted[SLOW] ?? 0, likely: sorted[MEDIAN] ?? 0, late: sorted[FAST] ?? 0 };
}

function wasteOf(courses: Course[], plan: PoolPlan, scale: number): Forecast['waste'] {
  const waste: Forecast['waste'] = [];
  plan.holdings.forEach((holding, index) => {
    const lapses = index === plan.refill && plan.carry !== Number.POSITIVE_INFINITY;
    const at = lapses ? plan.renewals.find((each) => each > plan.now) : holding.expiresAt;
    if (at === undefined || at <= plan.now || at > plan.end) return;
    // A course that ran out earlier has nothing left to waste.
    const amounts = courses.map((course) => course.wasted[index] || 0);
    waste.push({ grantId: holding.id, at, ...rangeOf(amounts, scale) });
  });
  return waste.sort((a, b) => a.at - b.at);
}

/** From now until shortly after the late run-out, or past the next two refills, at most sixty days. */
function pathOf(
  courses: Course[],
  plan: PoolPlan,
  timeline: Timeline,
  runsOutAt: InstantRange,
  scale: number,
): Forecast['path'] {
  const { now } = plan;
  const { times } = timeline;
  const out = runsOutAt.late ?? (runsOutAt.likely === null ? null : now + 2 * (runsOutAt.likely - now));
  const second = plan.renewals.filter((at) => at > now)[1];
  const refilled = second === undefined ? 30 * dayMs : 1.1 * (second - now);
  const wanted =
    out === null
      ? refilled
      : plan.renewals.length > 0
        ? Math.max(1.2 * (out - now), refilled)
        : 1.2 * (out - now);
  const until = now + Math.max(6 * hourMs, Math.min(60 * dayMs, wanted));
  const inside: number[] = [];
  times.forEach((at, index) => {
    if (at >= now && at <= until) inside.push(index);
  });
  // Keep both sides of a rise, so that a refill shows as a step.
  const leaps = new Set<number>();
  for (const index of inside) {
    const before = courses[MEDIAN]?.left[index - 1] ?? 0;
    if ((courses[MEDIAN]?.left[index] ?? 0) > before && leaps.size < CHART_POINTS / 3)
      leaps.add(index - 1).add(index);
  }
  const every = Math.max(1, Math.ceil(inside.length / (CHART_POINTS - leaps.size - 2)));
  return inside
    .filter((index, place) => place % every === 0 || place === inside.length - 1 || leaps.has(index))
    .map((index) => ({
      t: times[index] ?? now,
      ...rangeOf(
        courses.map((course) => course.left[index] ?? 0),
        scale,
      ),
    }));
}
