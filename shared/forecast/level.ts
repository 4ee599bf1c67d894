import type { HourlyBurn } from './increments.ts';
import { phaseOf } from './profile.ts';
import { findRegime, outlasts, type Regime } from './regime.ts';

/** The quantiles of burn, one course each. */
export const LEVELS: readonly number[] = Array.from({ length: 19 }, (_, index) => (index + 1) / 20);

/** Hours ahead at which forecasts are tested against the pool's own history. */
const LEADS = [1, 3, 8, 24, 72, 168, 336] as const;

/** Half-lives, in hours, of the exponentially weighted means that are candidates for the level. */
const HALF_LIVES = [2, 6, 18, 54, 168, 504] as const;
/**
 * Lengths, in hours, of plain means: also candidates. Whole days and weeks, so that nights and weekends have their due
 * weight.
 */
const WINDOWS = [24, 168] as const;
/** By mean, its equivalent half-life. */
const MEMORIES = [...HALF_LIVES, ...WINDOWS.map((hours) => hours / 2)];
/** Indices of the two means that each trend compares. */
const TRENDS = [
  [2, 3],
  [3, 4],
] as const;
const CANDIDATES = MEMORIES.length + TRENDS.length;

const ORIGINS = 160;

/** The weight of the next longer mean within a mean, as a part of the dispersion in hours. */
const LEAN_PART = 0.3;
/** The most independent trials that past errors may count as, and the weight of each. */
const MOST_TRIALS = 20;
const TRIAL_WEIGHT = 1.5;
/** Half-life, in hours, of the memory of past errors. */
const ERROR_MEMORY = 240;
/** Standard deviation, in logarithms, of a mean's half-life around the lead before any evidence. */
const PRIOR_WIDTH = 1.6;
/** Logarithm of the weight of a trend before any evidence; a half-life like the lead weighs 0. */
const TREND_PRIOR = -1.25;
/** A trend is extrapolated for at most so many hours, and to at most this change (a logarithm). */
const TREND_REACH = 120;
const TREND_MOST = 0.9;
/** Spread of the errors an hour ahead before any evidence. */
const FIRST_SPREAD = 0.45;
/** Added to it for every lead longer than the history: nights and weekends not seen yet. */
const UNSEEN_SPREAD = 0.15;
const UNSEEN_HOURS = 48;
/** Part of the latest drift of the level, a logarithm, that is added to the spread a week ahead. */
const DRIFT_SPREAD = 0.4;
/** Spread around a changed level, and what is added while the change is less than about a day old. */
const CHANGED_SPREAD = 0.3;
const YOUNG_CHANGE = 0.6;
/** Weights, in trials, of the spread at shorter leads and of the smooth shape against the observed one. */
const SPREAD_TRIALS = 4;
const SHAPE_TRIALS = 12;
/** Errors on the history that the profile was fitted to are a little too small. */
const SPREAD = 1.03;
/** Short histories look too regular: the spread is widened by this part at first, by half of it after a day. */
const YOUNG_SPREAD = 0.25;
/** The minimum spread, and its growth with the logarithm of time beyond the longest lead. */
const LEAST_SPREAD = 0.01;
const FAR_SPREAD = 0.03;
/** Part of the mean burn added to both sides of every ratio, so that idle hours have finite errors. */
const FLOOR = 0.05;

/** Future cumulative burn, as one course for each of `LEVELS`. */
export interface Fan {
  /** Hours after the last sample, from 0 on. */
  hours: Float64Array;
  /** By level, burn from the last sample to each of `hours`. */
  courses: Float64Array[];
  /** Typical size of the errors a day ahead, as a logarithm; 0 without any burn. */
  dayError: number;
}

/**
 * Future burn. Its level is a mean of exponentially weighted means, weighted for each lead time by how well each predicted
 * the pool's own history (direct multi-step forecasts, combined by their past errors: Bates and Granger 1969, "The
 * combination of forecasts"), and of two damped trends (Gardner and McKenzie 1985). Its spread is that of the combined
 * forecast's past errors, shrunk toward a log-logistic spread of the errors at shorter leads.
 */
export function burnFan(burn: HourlyBurn, profile: Float64Array, hours: Float64Array): Fan {
  const length = burn.amount.length;
  const flow = new Float64Array(length + 1);
  const due = new Float64Array(length + 1);
  const seen = new Float64Array(length + 1);
  for (let hour = 0; hour < length; hour += 1) {
    const cover = burn.cover[hour] ?? 0;
    flow[hour + 1] = (flow[hour] ?? 0) + (burn.amount[hour] ?? 0);
    due[hour + 1] = (due[hour] ?? 0) + cover * (profile[phaseOf(hour, length)] ?? 1);
    seen[hour + 1] = (seen[hour] ?? 0) + cover;
  }
  const total = flow[length] ?? 0;
  if (total <= 0) return { hours, courses: LEVELS.map(() => new Float64Array(hours.length)), dayError: 0 };
  const mean = total / Math.max(1e-9, due[length] ?? 0);
  const floor = FLOOR * mean;
  const lean = LEAN_PART * Math.max(0.2, Math.min(8, dispersion(burn, profile, mean)));

  const { origins, levels } = candidateLevels(burn, profile, flow, due, mean, lean);
  const present = levels.subarray(levels.length - CANDIDATES);
  const pooled: LeadForecast[] = [];
  const regime = findRegime(flow, due, floor);
  let before: LeadForecast | null = null;
  for (const lead of LEADS) {
    before = judgeLead({ lead, length, flow, due, seen, floor, origins, levels, present, before });
    pooled.push(regime ? changed(before, regime, floor) : before);
  }
  return { hours, courses: drawCourses(pooled, profile, hours, floor), dayError: pooled[3]?.sigma ?? 1 };
}

/** Index of dispersion of the hours around their expectation: about 0 for even burn, many hours for bursts. */
function dispersion(burn: HourlyBurn, profile: Float64Array, mean: number): number {
  let squares = 0;
  let expected = 0;
  burn.amount.forEach((amount, hour) => {
    const share = (burn.cover[hour] ?? 0) * (profile[phaseOf(hour, burn.amount.length)] ?? 1);
    squares += (amount / mean - share) ** 2;
    expected += share;
  });
  return squares / Math.max(1e-9, expected);
}

/** The candidate levels at every origin (an hour of history to forecast from) and, last, at present. */
function candidateLevels(
  burn: HourlyBurn,
  profile: Float64Array,
  flow: Float64Array,
  due: Float64Array,
  overall: number,
  leanHours: number,
) {
  const length = burn.amount.length;
  const stride = [1, 2, 3, 5, 7, 11].find((each) => length / each <= ORIGINS) ?? 11;
  const origins: number[] = [];
  for (let origin = length; origin >= 2; origin -= stride) origins.push(origin);
  origins.reverse();
  const levels = new Float64Array(origins.length * CANDIDATES);

  const decay = HALF_LIVES.map((each) => 0.5 ** (1 / each));
  const sum = new Float64Array(HALF_LIVES.length);
  const weight = new Float64Array(HALF_LIVES.length);
  const aged = new Float64Array(HALF_LIVES.length);
  let next = 0;
  for (let hour = 0; hour < length; hour += 1) {
    const share = (burn.cover[hour] ?? 0) * (profile[phaseOf(hour, length)] ?? 1);
    const amount = burn.amount[hour] ?? 0;
    for (let index = 0; index < decay.length; index += 1) {
      const keep = decay[index] ?? 1;
      aged[index] = keep * ((aged[index] ?? 0) + (weight[index] ?? 0)) + 0.5 * share;
      sum[index] = keep * (sum[index] ?? 0) + amount;
      weight[index] = keep * (weight[index] ?? 0) + share;
    }
    if (origins[next] !== hour + 1) continue;
    const at = next * CANDIDATES;
    // From the longest to the shortest, each leaning on the one before while it has little data of its own.
    let lean = overall;
    let leanWeight = 0.05;
    for (let index = decay.length - 1; index >= 0; index -= 1) {
      lean = ((sum[index] ?? 0) + leanWeight * lean) / ((weight[index] ?? 0) + leanWeight);
      levels[at + index] = lean;
      leanWeight = leanHours;
    }
    for (let trend = 0; trend < TRENDS.length; trend += 1) {
      const [short, long] = TRENDS[trend] ?? [0, 0];
      const apart =
        (aged[long] ?? 0) / Math.max(1e-9, weight[long] ?? 0) -
        (aged[short] ?? 0) / Math.max(1e-9, weight[short] ?? 0);
      const ratio =
        ((levels[at + short] ?? 0) + 0.02 * overall) / ((levels[at + long] ?? 0) + 0.02 * overall);
      // Stored as growth per hour (a logarithm); the level itself depends on the lead.
      levels[at + MEMORIES.length + trend] = apart > 6 ? Math.log(ratio) / apart : 0;
    }
    WINDOWS.forEach((window, index) => {
      const from = Math.max(0, hour + 1 - window);
      const seen = (flow[hour + 1] ?? 0) - (flow[from] ?? 0) + leanHours * overall;
      levels[at + HALF_LIVES.length + index] = seen / ((due[hour + 1] ?? 0) - (due[from] ?? 0) + leanHours);
    });
    next += 1;
  }
  return { origins, levels };
}

interface LeadForecast {
  lead: number;
  level: number;
  sigma: number;
  /** By quantile: logarithm of the ratio of burn to forecast. */
  shape: number[];
}

interface LeadHistory {
  lead: number;
  length: number;
  flow: Float64Array;
  due: Float64Array;
  seen: Float64Array;
  floor: number;
  origins: number[];
  levels: Float64Array;
  present: Float64Array;
  before: LeadForecast | null;
}

/** Weighs the candidates at one lead by their past errors, and measures the spread of the combined errors. */
function judgeLead(history: LeadHistory): LeadForecast {
  const { lead, length, seen, levels, present, before } = history;
  const { used, error, weight } = pastErrors(history);
  const independent = used.length === 0 ? 0 : Math.min(used.length, (seen[length] ?? 0) / lead - 1);
  const trust = TRIAL_WEIGHT * Math.min(MOST_TRIALS, Math.max(0, independent));
  const weights = candidateWeights(lead, error, weight, trust);

  const residuals = new Float64Array(used.length);
  let squares = 0;
  for (let each = 0; each < used.length; each += 1) {
    const index = used[each] ?? 0;
    const residual = residualAt(history, index, combine(levels, index * CANDIDATES, weights, lead));
    residuals[each] = residual;
    squares += Math.min(4, residual * residual);
  }
  residuals.sort();
  const count = Math.max(0, independent);
  const usual =
    (before ? before.sigma : FIRST_SPREAD) +
    (lead > length ? UNSEEN_SPREAD * Math.min(1, UNSEEN_HOURS / length) : 0);
  const own = used.length > 0 ? squares / used.length : 0;
  const sigma = Math.sqrt((count * own + SPREAD_TRIALS * usual * usual) / (count + SPREAD_TRIALS));
  const shape = shapeOf(history, residuals, sigma, count);
  return { lead, level: combine(present, 0, weights, lead), sigma, shape };
}

/** The errors of each candidate over observed history; newer errors count for more. */
function pastErrors({ lead, length, flow, due, seen, floor, origins, levels }: LeadHistory): {
  /** Indices of the origins that can be tested. */
  used: number[];
  error: Float64Array;
  weight: number;
} {
  const base = floor * lead;
  const used: number[] = [];
  let weight = 0;
  const error = new Float64Array(CANDIDATES);
  for (let index = 0; index < origins.length; index += 1) {
    const from = origins[index] ?? 0;
    const to = from + lead;
    if (to > length) break;
    if ((seen[to] ?? 0) - (seen[from] ?? 0) < 0.6 * lead) continue;
    used.push(index);
    const recent = 0.5 ** ((length - to) / ERROR_MEMORY);
    weight += recent;
    const share = (due[to] ?? 0) - (due[from] ?? 0);
    const actual = Math.log((flow[to] ?? 0) - (flow[from] ?? 0) + base);
    for (let each = 0; each < CANDIDATES; each += 1) {
      const level = candidate(levels, index * CANDIDATES, each, lead);
      error[each] = (error[each] ?? 0) + recent * Math.abs(actual - Math.log(level * share + base));
    }
  }
  return { used, error, weight };
}

/** Logarithm of the ratio of actual burn after an origin to the burn that a level predicts. */
function residualAt({ lead, flow, due, floor, origins }: LeadHistory, index: number, level: number): number {
  const base = floor * lead;
  const from = origins[index] ?? 0;
  const share = (due[from + lead] ?? 0) - (due[from] ?? 0);
  return Math.log(((flow[from + lead] ?? 0) - (flow[from] ?? 0) + base) / (level * share + base));
}

/** The spread by quantile: a smooth shape, blended with the observed one as trials increase. */
function shapeOf(
  { lead, length, floor, present }: LeadHistory,
  residuals: Float64Array,
  sigma: number,
  count: number,
): number[] {
  const lean = count / (count + SHAPE_TRIALS);
  const inflate = SPREAD + YOUNG_SPREAD * (24 / (24 + length));
  const drift =
    DRIFT_SPREAD *
    Math.min(1, lead / 168) *
    Math.abs(Math.log(((present[2] ?? 0) + floor) / ((present[4] ?? 0) + floor)));
  const isSeen = residuals.length > 0;
  return LEVELS.map((part) => {
    const smooth = logistic(part) * sigma;
    const seenAt = isSeen ? at(residuals, part) : smooth;
    const least = (LEAST_SPREAD + drift) * logistic(part);
    const centre = lean * (isSeen ? at(residuals, 0.5) : 0);
    return (
      least + centre + inflate * (lean * (isSeen ? seenAt - at(residuals, 0.5) : 0) + (1 - lean) * smooth)
    );
  });
}

/** The forecast after a change of level: the quantiles of a mixture of the usual forecast and that of the new level. */
function changed(usual: LeadForecast, regime: Regime, floor: number): LeadForecast {
  const part = outlasts(regime, usual.lead);
  const apart = Math.log((regime.level + floor) / (usual.level + floor));
  const spread = CHANGED_SPREAD + YOUNG_CHANGE * (24 / (24 + regime.age));
  const points = LEVELS.flatMap((level, index) => [
    { value: usual.shape[index] ?? 0, weight: 1 - part },
    { value: apart + spread * logistic(level), weight: part },
  ]).sort((a, b) => a.value - b.value);
  const total = LEVELS.length;
  let place = 0;
  let sum = 0;
  const shape = LEVELS.map((level) => {
    while (place < points.length - 1 && sum + (points[place]?.weight ?? 0) < level * total) {
      sum += points[place]?.weight ?? 0;
      place += 1;
    }
    return points[place]?.value ?? 0;
  });
  return { ...usual, shape };
}

/** Quantile of the logistic distribution of variance one: close to the normal, with somewhat heavier tails. */
const logistic = (part: number): number => (Math.sqrt(3) / Math.PI) * Math.log(part / (1 - part));

/** A quantile of ascending values, interpolated. */
function at(sorted: Float64Array, part: number): number {
  const place = part * (sorted.length - 1);
  const low = Math.floor(place);
  const below = sorted[low] ?? 0;
  return below + (place - low) * ((sorted[low + 1] ?? below) - below);
}

function candidate(levels: Float64Array, start: number, index: number, lead: number): number {
  if (index < MEMORIES.length) return levels[start + index] ?? 0;
  const trend = index - MEMORIES.length;
  const short = TRENDS[trend]?.[0] ?? 0;
  const growth = levels[start + index] ?? 0;
  const reach = Math.LOG2E * (HALF_LIVES[short] ?? 0) + Math.min(lead / 2, TREND_REACH);
  return (levels[start + short] ?? 0) * Math.exp(Math.max(-TREND_MOST, Math.min(TREND_MOST, growth * reach)));
}

/** The prior favours half-lives near the lead; past errors count as in a Laplace likelihood. */
function candidateWeights(lead: number, error: Float64Array, count: number, trust: number): Float64Array {
  const logs = new Float64Array(CANDIDATES);
  const centre = Math.log(lead + 4);
  for (let index = 0; index < CANDIDATES; index += 1) {
    const memory = MEMORIES[index];
    const prior = memory ? -0.5 * ((Math.log(memory) - centre) / PRIOR_WIDTH) ** 2 : TREND_PRIOR;
    logs[index] = prior - (count > 0 ? trust * Math.log((error[index] ?? 0) / count + 0.02) : 0);
  }
  const top = Math.max(...logs);
  let sum = 0;
  for (let index = 0; index < CANDIDATES; index += 1) {
    logs[index] = Math.exp((logs[index] ?? 0) - top);
    sum += logs[index] ?? 0;
  }
  return logs.map((weight) => weight / sum);
}

function combine(levels: Float64Array, start: number, weights: Float64Array, lead: number): number {
  let level = 0;
  for (let index = 0; index < CANDIDATES; index += 1) {
    const weight = weights[index] ?? 0;
    if (weight > 1e-4) level += weight * candidate(levels, start, index, lead);
  }
  return level;
}

function drawCourses(
  leads: LeadForecast[],
  profile: Float64Array,
  hours: Float64Array,
  floor: number,
): Float64Array[] {
  const ahead = new Float64Array(169);
  for (let hour = 0; hour < 168; hour += 1) ahead[hour + 1] = (ahead[hour] ?? 0) + (profile[hour] ?? 1);
  const courses = LEVELS.map(() => new Float64Array(hours.length));
  let low = 0;
  for (let step = 1; step < hours.length; step += 1) {
    const hour = hours[step] ?? 0;
    while (low < leads.length - 2 && hour > (leads[low + 1]?.lead ?? 0)) low += 1;
    const near = leads[low];
    const far = leads[low + 1];
    if (!near || !far) break;
    const part = Math.max(0, Math.min(1, Math.log(hour / near.lead) / Math.log(far.lead / near.lead)));
    const share = 168 * Math.floor(hour / 168) + (ahead[Math.floor(hour % 168)] ?? 0);
    const level = near.level * (far.level / Math.max(1e-12, near.level)) ** part;
    const base = floor * hour;
    const beyond = FAR_SPREAD * Math.max(0, Math.log(hour / far.lead)) * (low === leads.length - 2 ? 1 : 0);
    for (let index = 0; index < courses.length; index += 1) {
      const course = courses[index];
      if (!course) continue;
      const shape =
        (1 - part) * (near.shape[index] ?? 0) +
        part * (far.shape[index] ?? 0) +
        beyond * logistic(LEVELS[index] ?? 0.5);
      const burnt = (level * share + base) * Math.exp(shape) - base;
      course[step] = Math.max(course[step - 1] ?? 0, burnt);
    }
  }
  return courses;
}
