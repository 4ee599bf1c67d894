// Time: durations, the calendar, cycles, and the words for them.

export {
  dayMonthsLater,
  laterIn,
  monthsLater,
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
  renewalAfter,
} from './cycle.ts';
export { dateFormat } from './date-format.ts';
export { dayNumber, dayOf, dayStart, noonOf } from './days.ts';
export * from './durations.ts';
export { expiryIn, type Refill, refillAhead, refillEvent } from './refill.ts';
export { firstNumber, recurrenceOf, recurrenceOfCap, renewalsBetween } from './renewal-number.ts';
export { ageOf, isFuture, isOlderThan, lastOf } from './trust.ts';
export { windowMs } from './windows.ts';
export * from './words.ts';
export { systemZone } from './zone.ts';
