import type { Random } from './random.ts';

/** When an account is used: `office` in working hours, `steady` around the clock. */
export type Rhythm = 'office' | 'steady';

export interface Habit {
  /** Mean consumption per day, in the pool's unit. */
  perDay: number;
  rhythm: Rhythm;
  /** What a call may cost; all are equally likely. */
  costs: readonly number[];
}

// Shares of a day by hour in UTC, relative to their mean.
const byHour: Record<Rhythm, readonly number[]> = {
  office: [3, 3, 3, 3, 3, 4, 6, 9, 13, 16, 17, 16, 13, 15, 17, 16, 14, 11, 8, 6, 5, 4, 4, 3],
  steady: [8, 8, 9, 9, 8, 8, 9, 9, 10, 11, 11, 11, 10, 11, 11, 11, 10, 10, 10, 9, 9, 8, 8, 8],
};
// Sunday first.
const byWeekday: Record<Rhythm, readonly number[]> = {
  office: [0.35, 1.2, 1.3, 1.3, 1.25, 1.15, 0.45],
  steady: [0.9, 1.02, 1.04, 1.05, 1.04, 1.02, 0.93],
};
const hourMean: Record<Rhythm, number> = { office: mean(byHour.office), steady: mean(byHour.steady) };

const stepsPerDay = 288;
const batchShare = 0.2;
const batchFactor = 5;

/**
 * The costs of the calls in one five-minute step at `at` (epoch ms), in order. They depend on the hour, the weekday, noise
 * per day and per step, and on some days a batch within one hour.
 */
export function callsOfStep(habit: Habit, at: number, step: Random, day: Random): number[] {
  const date = new Date(at);
  const hour = date.getUTCHours();
  const ofDay = 0.75 + day() * 0.5;
  const batchHour = day() < batchShare ? 9 + Math.floor(day() * 9) : null;
  const amount =
    (habit.perDay / stepsPerDay) *
    ((byHour[habit.rhythm][hour] ?? 0) / hourMean[habit.rhythm]) *
    (byWeekday[habit.rhythm][date.getUTCDay()] ?? 1) *
    ofDay *
    (hour === batchHour ? batchFactor : 1) *
    (0.5 + step());
  // Rounded up with the probability of the fraction, so that rare calls still happen.
  const calls = Math.floor(amount / mean(habit.costs) + step());
  return Array.from({ length: calls }, () => habit.costs[Math.floor(step() * habit.costs.length)] ?? 0);
}

function mean(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
