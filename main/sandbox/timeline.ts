import { cycleBounds, dayMs, dayNumber, minuteMs } from '../../shared/time/index.ts';
import { callsOfStep, type Habit } from './burn.ts';
import { type Random, randomSequences } from './random.ts';
import type { Scenario } from './scenarios.ts';

const stepMs = 5 * minuteMs;
/** Days simulated before the start instant, enough for Spidra's seven weeks. */
const daysBefore = 50;
/** Tuesday evening. With a burn factor, every hour behaves like this working hour outside batches. */
const anyHour = Date.UTC(2026, 0, 6, 18);

export interface WorldOptions {
  seed: number;
  /** The instant (epoch ms) from which scenarios count their days. The 50 days before it are simulated too. */
  startAt: number;
  /** A factor for consumption from the start instant on, while the calendar keeps its pace. 1 is realistic. */
  burn: number;
}

/** The steps of a simulated account, numbered from 0, and what happens in each. Instants are epoch ms. */
export interface Timeline {
  start: number;
  /** When the first step begins, 50 days before the start. */
  epoch: number;
  stepsBefore: number;
  endOfStep(step: number): number;
  startOfDay(day: number): number;
  cycleAt(at: number): { start: number; end: number } | null;
  /** The costs of the calls in a step that ends at `end`. */
  calls(step: number, end: number): number[];
  packageCalls(step: number, end: number): number;
  failures(step: number): Random;
  concurrency(second: number): Random;
}

export function createTimeline(scenario: Scenario, { seed, startAt: start, burn }: WorldOptions): Timeline {
  const { plan, habit, callPackage } = scenario;
  const name = `${scenario.provider}/${scenario.key}`;
  const epoch = start - daysBefore * dayMs;
  const stepsBefore = (daysBefore * dayMs) / stepMs;
  const liveStepMs = Math.max(1, Math.round(stepMs / burn));
  const startOfDay = (day: number) => (dayNumber(start) + day) * dayMs;
  const anchorDay = plan && new Date(startOfDay(plan.startedOnDay)).toISOString().slice(0, 10);
  const drawCalls = (drawn: string) => {
    const ofStep = randomSequences(seed, drawn);
    const ofDay = randomSequences(seed, `${drawn}/day`);
    return (of: Habit, step: number, end: number) => {
      const at = end - 1;
      const hourOf = step >= stepsBefore && burn > 1 ? anyHour : at;
      return callsOfStep(of, hourOf, ofStep(step), ofDay(dayNumber(at)));
    };
  };
  const drawOwn = drawCalls(name);
  const drawPackage = drawCalls(`${name}/package`);

  return {
    start,
    epoch,
    stepsBefore,
    endOfStep: (step) =>
      step < stepsBefore ? epoch + (step + 1) * stepMs : start + (step + 1 - stepsBefore) * liveStepMs,
    startOfDay,
    cycleAt: (at) => (anchorDay === null ? null : cycleBounds(anchorDay, 'monthly', at)),
    calls: (step, end) => drawOwn(habit, step, end),
    packageCalls: (step, end) => (callPackage ? drawPackage(callPackage.habit, step, end).length : 0),
    failures: randomSequences(seed, `${name}/failures`),
    concurrency: randomSequences(seed, `${name}/concurrency`),
  };
}
