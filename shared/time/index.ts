// Time: durations, the calendar, cycles, and the words for them.

export {
  dayMonthsLater,
  dayNumber,
  dayOf,
  dayStart,
  laterIn,
  monthsLater,
  noonOf,
  type Span,
  windowBounds,
} from './calendar.ts';
export {
  cycleBounds,
  cycleNumber,
  cyclesUntil,
  nextRenewal,
  nthRenewal,
  previousRenewal,
  type Refill,
  refillAhead,
  renewalAfter,
} from './cycle.ts';
export { dateFormat } from './date-format.ts';
export * from './durations.ts';
export * from './words.ts';
