import type { HourlyBurn } from './increments.ts';

const WEEK = 168;

/** Hours are counted from the last sample, so past and future hours at the same time of the week share a phase. */
export const phaseOf = (index: number, length: number): number => (((index - length) % WEEK) + WEEK) % WEEK;

/**
 * How burn is distributed over the 168 hours of a week, 1 on average: hour of day × time of week × single hour of the week,
 * each shrunk toward 1 unless its means differ by more than chance (empirical Bayes: Efron and Morris 1973, "Stein's
 * estimation rule and its competitors"). The hour of day needs two days of history, the week needs two weeks.
 */
export function weekProfile(burn: HourlyBurn): Float64Array {
  const profile = new Float64Array(WEEK).fill(1);
  const days = Math.floor(burn.amount.length / 24);
  if (burn.amount.length >= 30) {
    const factors = hourFactors(burn, days);
    for (let phase = 0; phase < WEEK; phase += 1) profile[phase] = factors[phase % 24] ?? 1;
  }
  if (days >= 9) applyWeek(burn, days, profile);
  let sum = 0;
  for (const value of profile) sum += value;
  return profile.map((value) => Math.max(0.01, (value * WEEK) / sum));
}

/** Mean ratio per class, shrunk toward 1. `ratios[class]` holds [ratio, weight] pairs flattened. */
function shrunkMeans(ratios: readonly number[][]): Float64Array {
  const classes = ratios.length;
  const mean = new Float64Array(classes).fill(1);
  const error = new Float64Array(classes);
  let pooled = 0;
  let known = 0;
  for (let index = 0; index < classes; index += 1) {
    const pairs = ratios[index] ?? [];
    let weight = 0;
    let squares = 0;
    let sum = 0;
    for (let at = 0; at < pairs.length; at += 2) {
      const w = pairs[at + 1] ?? 0;
      weight += w;
      squares += w * w;
      sum += w * (pairs[at] ?? 0);
    }
    if (weight <= 0) continue;
    const centre = sum / weight;
    const count = (weight * weight) / squares;
    let spread = 0;
    for (let at = 0; at < pairs.length; at += 2)
      spread += (pairs[at + 1] ?? 0) * ((pairs[at] ?? 0) - centre) ** 2;
    mean[index] = centre;
    error[index] = count > 1.01 ? spread / weight / (count - 1) : Number.NaN;
    if (count > 1.01) {
      pooled += error[index] ?? 0;
      known += 1;
    }
  }
  if (known === 0) return mean.fill(1);
  const usual = pooled / known;
  let centre = 0;
  for (const value of mean) centre += value / classes;
  let between = 0;
  for (const value of mean) between += (value - centre) ** 2 / Math.max(1, classes - 1);
  between = Math.max(0, between - usual);
  for (let index = 0; index < classes; index += 1) {
    const own = error[index] ?? usual;
    const chance = Number.isNaN(own) ? 2 * usual : 0.5 * own + 0.5 * usual;
    const trust = between > 0 ? between / (between + chance) : 0;
    mean[index] = Math.max(0, 1 + trust * ((mean[index] ?? 1) / Math.max(1e-9, centre) - 1));
  }
  return mean;
}

/** Factors by hour of day, from the ratios of hours to the mean of their day. */
function hourFactors(burn: HourlyBurn, days: number): Float64Array {
  const { amount, cover } = burn;
  const length = amount.length;
  const means: number[] = [];
  for (let day = 0; day < days; day += 1) {
    let sum = 0;
    let watched = 0;
    for (let hour = length - 24 * (day + 1); hour < length - 24 * day; hour += 1) {
      sum += amount[hour] ?? 0;
      watched += cover[hour] ?? 0;
    }
    means.push(watched >= 12 ? sum / watched : 0);
  }
  const typical = means.reduce((sum, each) => sum + each, 0) / days;
  const ratios: number[][] = Array.from({ length: 24 }, () => []);
  for (let day = 0; day <= days; day += 1) {
    // An incomplete first day uses the mean of the next one.
    const mean = means[Math.min(day, days - 1)] ?? 0;
    if (mean <= 0) continue;
    // The shape of a nearly idle day is mostly chance.
    const weight = mean / (mean + 0.3 * typical);
    for (let hour = Math.max(0, length - 24 * (day + 1)); hour < length - 24 * day; hour += 1) {
      const watched = cover[hour] ?? 0;
      if (watched < 0.3) continue;
      ratios[phaseOf(hour, length) % 24]?.push((amount[hour] ?? 0) / (watched * mean), weight * watched);
    }
  }
  return shrunkMeans(ratios);
}

/** Multiplies the time of week into a profile of the hour of day. */
function applyWeek(burn: HourlyBurn, days: number, profile: Float64Array): void {
  const weeks = Math.floor(days / 7);
  const from = burn.amount.length - 24 * days;
  const level = weekLevels(burn, weeks, from, profile);
  applyDays(burn, from, level, profile);
  if (weeks >= 3) applySingleHours(burn, from, level, profile);
}

/** The level of each hour, from the mean of its week. */
function weekLevels(burn: HourlyBurn, weeks: number, from: number, profile: Float64Array): Float64Array {
  const { amount, cover } = burn;
  const length = amount.length;
  const means: number[] = [];
  for (let week = 0; week < weeks; week += 1) {
    let sum = 0;
    let expected = 0;
    for (let hour = length - WEEK * (week + 1); hour < length - WEEK * week; hour += 1) {
      sum += amount[hour] ?? 0;
      expected += (cover[hour] ?? 0) * (profile[phaseOf(hour, length)] ?? 1);
    }
    means.push(expected >= 84 ? sum / expected : 0);
  }
  const level = new Float64Array(length);
  for (let week = 0; week < weeks; week += 1) {
    const slope = tiltOf(means, week);
    const start = length - WEEK * (week + 1);
    for (let at = 0; at < WEEK; at += 1)
      level[start + at] = (means[week] ?? 0) * Math.exp(slope * (at - 83.5));
  }
  // The mean of an incomplete first week is not reliable: its days use that of the next week.
  level.fill(means[weeks - 1] ?? 0, from, length - WEEK * weeks);
  return level;
}

/** A steady rise or fall would look like a weekly pattern, so each week's mean is tilted along it. */
function tiltOf(means: readonly number[], week: number): number {
  const newer = means[week - 1];
  const own = means[week] ?? 0;
  const older = means[week + 1];
  const steps: number[] = [];
  if (newer && own) steps.push(Math.log(newer / own));
  if (older && own) steps.push(Math.log(own / older));
  if (steps.length === 0) return 0;
  const mean = steps.reduce((sum, each) => sum + each, 0) / steps.length;
  return Math.max(-1, Math.min(1, mean)) / WEEK;
}

/** Applies the day of the week, smoothly, as far as days differ by more than chance. */
function applyDays(burn: HourlyBurn, from: number, level: Float64Array, profile: Float64Array): void {
  const { amount, cover } = burn;
  const length = amount.length;
  const dayRatios: number[][] = Array.from({ length: 7 }, () => []);
  const seen = new Float64Array(WEEK);
  const expected = new Float64Array(WEEK);
  for (let start = from; start < length; start += 24) {
    let sum = 0;
    let due = 0;
    for (let hour = start; hour < start + 24; hour += 1) {
      const phase = phaseOf(hour, length);
      const share = (cover[hour] ?? 0) * (level[hour] ?? 0) * (profile[phase] ?? 1);
      if (share <= 0) continue;
      sum += amount[hour] ?? 0;
      due += share;
      // Ratios, not amounts, so that a busy week does not outweigh the others.
      seen[phase] = (seen[phase] ?? 0) + (amount[hour] ?? 0) / (level[hour] ?? 1);
      expected[phase] = (expected[phase] ?? 0) + share / (level[hour] ?? 1);
    }
    if (due > 0) dayRatios[Math.floor(phaseOf(start, length) / 24)]?.push(sum / due, 1);
  }
  const trust = dayTrust(dayRatios);
  if (trust > 0) applySmoothly(seen, expected, trust, profile);
}

/** How far the days differ by more than chance, 0 to 1. */
function dayTrust(ratios: readonly number[][]): number {
  const blocks = shrunkMeans(ratios);
  const raw = ratios.map((pairs) =>
    pairs.filter((_, at) => at % 2 === 0).reduce((a, b, _i, all) => a + b / all.length, 0),
  );
  const spread = (values: Iterable<number>) => {
    let most = 0;
    for (const value of values) most += (value - 1) ** 2;
    return Math.sqrt(most);
  };
  return Math.min(1, spread(blocks) / Math.max(1e-9, spread(raw)));
}

/** A centred moving mean of one day for every hour of the week, so that the time of midnight does not matter. */
function applySmoothly(
  seen: Float64Array,
  expected: Float64Array,
  trust: number,
  profile: Float64Array,
): void {
  const smooth = new Float64Array(WEEK);
  for (let phase = 0; phase < WEEK; phase += 1) {
    let sum = 0;
    let due = 0;
    for (let near = -12; near <= 12; near += 1) {
      const at = (phase + near + WEEK) % WEEK;
      const part = Math.abs(near) === 12 ? 0.5 : 1;
      sum += part * (seen[at] ?? 0);
      due += part * (expected[at] ?? 0);
    }
    smooth[phase] = due > 0 ? Math.max(0, 1 + trust * (sum / due - 1)) : 1;
  }
  multiply(profile, smooth);
}

/** Applies the single hour of the week; needs several weeks. */
function applySingleHours(
  { amount, cover }: HourlyBurn,
  from: number,
  level: Float64Array,
  profile: Float64Array,
): void {
  const length = amount.length;
  const ratios: number[][] = Array.from({ length: WEEK }, () => []);
  for (let hour = from; hour < length; hour += 1) {
    const phase = phaseOf(hour, length);
    const share = (cover[hour] ?? 0) * (level[hour] ?? 0) * Math.max(0.05, profile[phase] ?? 1);
    if (share > 0) ratios[phase]?.push((amount[hour] ?? 0) / share, Math.max(0.05, profile[phase] ?? 1));
  }
  multiply(profile, shrunkMeans(ratios));
}

function multiply(profile: Float64Array, factors: Float64Array): void {
  for (let phase = 0; phase < WEEK; phase += 1)
    profile[phase] = (profile[phase] ?? 1) * (factors[phase] ?? 1);
}
