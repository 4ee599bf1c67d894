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
} from './time/calendar.ts';
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
} from './time/cycle.ts';
export { dateFormat } from './time/date-format.ts';
export * from './time/durations.ts';
export * from './time/words.ts';
