import { formatAmount, overdrawnBy, type WritingContext } from '../format.ts';
import type { InstantRange, PoolForecast, PoolState, Unit } from '../model/index.ts';
import type { PoolStanding } from '../standing/index.ts';
import {
  aboutSpan,
  aboutTime,
  betweenWords,
  dayMs,
  dayName,
  dayNumber,
  dayPart,
  daysNamed,
  eventDate,
  expiryIn,
  hourMs,
  isSameClock,
  longEventDate,
  onDay,
  onEvent,
  onEventInFull,
  type Refill,
  refillAhead,
  renewal,
  type TimedEvent,
  zonedTime,
} from '../time/index.ts';
import { historyWords } from './burn.ts';
import type { Outlook } from './types.ts';

/** The future of a balance, in words. */
export function balanceWords(
  pool: PoolState,
  forecast: PoolForecast,
  { balance, tone }: PoolStanding,
  context: WritingContext,
): Outlook {
  const refill = comingRefill(pool, context.now);
  const next = refill === null ? '' : ` ${nextRefill(refill, pool.unit, context)}`;
  switch (balance.kind) {
    case 'unknown':
      return { ...nothing, tone };
    case 'empty': {
      const short =
        pool.remaining !== null && pool.remaining < 0
          ? overdrawnBy(pool.remaining, pool.unit, context)
          : 'nothing left';
      return { short, long: `${capital(short)}.${next}`, stress: capital(short), tone };
    }
    case 'learning':
      return { ...learning, tone };
    case 'lapses':
      return {
        short: `expires ${onEvent(expiryIn(pool, balance.at), context)}`,
        long: `Expires ${onEventInFull(expiryIn(pool, balance.at), context)}, before it is used up.${basisRemark(forecast)}`,
        stress: null,
        tone,
      };
    case 'overdue':
      return {
        short: 'may be used up by now',
        long: `May be used up by now, at the burn of the last readings.${next}`,
        stress: 'used up by now',
        tone,
      };
    case 'lasts-today':
      return refill === null ? { ...nothing, tone } : dailyWords(balance.at, refill, forecast, tone, context);
    case 'runs-out':
      return runOutWords(pool, balance.at, refill, forecast, tone, context);
    case 'idle':
      return { short: 'no burn lately', long: `No burn lately.${next}`, stress: null, tone };
    case 'lasts':
      return lastingWords(refill, forecast, tone, context);
  }
}

/** The next refill, with the day on which it is told. */
interface ComingRefill extends Refill {
  event: TimedEvent;
}

function comingRefill({ cycle, provenance }: PoolState, now: number): ComingRefill | null {
  const refill = refillAhead(cycle, now);
  return refill && { ...refill, event: renewal(refill.at, provenance.cycle) };
}

const nothing = { short: '', long: '', stress: null };
const learning = {
  short: 'learning',
  long: 'Learning: the first forecast needs a few hours of readings.',
  stress: null,
};

function runOutWords(
  pool: PoolState,
  likely: number,
  refill: ComingRefill | null,
  forecast: PoolForecast,
  tone: Outlook['tone'],
  context: WritingContext,
): Outlook {
  const isBefore = refill === null || likely < refill.at;
  const short = `${aboutSpan(likely - context.now)} left`;
  const { words, stress, isOpen } = whenWords(forecast.runsOutAt, likely, refill, context);
  const after = afterWords(refill, isBefore, isOpen, pool.unit, context);
  return {
    short,
    long: `${capital(short)}${words}.${after}${basisRemark(forecast)}`,
    stress,
    tone,
  };
}

/** What the next refill changes, as a sentence after a space; empty if there is nothing to say. */
function afterWords(
  refill: ComingRefill | null,
  isBefore: boolean,
  isOpen: boolean,
  unit: Unit,
  context: WritingContext,
): string {
  if (refill === null) return isOpen ? ' With less burn, it lasts more than a year.' : '';
  if (isBefore)
    return isOpen
      ? ` With less burn, it lasts until the refill ${onRefillDay(refill, context)}.`
      : ` ${nextRefill(refill, unit, context, true)}`;
  const size = sizeWords(refill, unit, context);
  return refill.isDaily
    ? ` This includes the daily refills${size}.`
    : ` This includes the refill${size} ${onRefillDay(refill, context)}.`;
}

/**
 * What follows "About 3 days left". `isOpen`: the late run-out is beyond the next refill, which then comes in time, or
 * beyond the horizon.
 */
function whenWords(
  { early, late }: InstantRange,
  likely: number,
  refill: ComingRefill | null,
  context: WritingContext,
): { words: string; stress: string; isOpen: boolean } {
  const day = (at: number) => dayNumber(at, context.zone);
  const isOpen = late === null || (refill !== null && likely < refill.at && late >= refill.at);
  const isEarlier = early !== null && day(early) < day(likely);
  // Further ahead, the likely day is worth more than a lower bound.
  if (isOpen && isEarlier && likely - context.now < 14 * dayMs) {
    const first = dayName(early, context);
    return { words: `, no earlier than ${first}`, stress: first, isOpen };
  }
  const isNear = likely - context.now <= dayMs && day(likely) - day(context.now) <= 1;
  const clear =
    likely - context.now <= 3 * dayMs &&
    !isEarlier &&
    late !== null &&
    day(late) === day(likely) &&
    late - (early ?? likely) <= 12 * hourMs;
  const time = aboutTime(likely, context);
  const isLater = !isOpen && late !== null && day(late) > day(likely);
  const named = daysNamed([...(isEarlier ? [early] : []), likely, ...(isLater ? [late] : [])], context);
  const name = named(likely);
  const stress = isNear ? `${dayPart(likely, context)}, around ${time}` : name;
  const on = isNear ? stress : clear ? `${onDay(name)}, around ${time}` : onDay(name);
  const first = isEarlier ? named(early) : null;
  const last = isLater ? named(late) : null;
  return { words: `: ${[`likely runs out ${on}`, ...betweenWords(first, last)].join(', ')}`, stress, isOpen };
}

function lastingWords(
  refill: ComingRefill | null,
  forecast: PoolForecast,
  tone: Outlook['tone'],
  context: WritingContext,
): Outlook {
  const { early } = forecast.runsOutAt;
  const basis = basisRemark(forecast);
  if (refill === null) {
    const warning =
      early === null
        ? ''
        : ` With more burn, it could run out, but no earlier than ${dayName(early, context)}.`;
    return {
      short: 'lasts more than a year',
      long: `Lasts more than a year.${warning}${basis}`,
      stress: null,
      tone,
    };
  }
  const every = refill.isDaily ? 'every refill' : `the refill ${onRefillDay(refill, context)}`;
  const warning =
    early === null
      ? ''
      : early < refill.at
        ? ` With more burn, it could run out before then, but no earlier than ${dayName(early, context)}.`
        : '';
  return {
    short: refill.isDaily
      ? 'lasts past every refill'
      : `lasts past the refill on ${eventDate(refill.event, context)}`,
    long: `Lasts past ${every}.${warning}${basis}`,
    stress: null,
    tone,
  };
}

/** A pool that is refilled daily and lasts today: the time left would mislead. */
function dailyWords(
  likely: number,
  refill: ComingRefill,
  forecast: PoolForecast,
  tone: Outlook['tone'],
  context: WritingContext,
): Outlook {
  const short = `lasts past the refill ${onRefillDay(refill, context)}`;
  const first = capital(onDay(dayName(likely, context)));
  // If the clocks differ, both times were just mentioned.
  const end = isSameClock(refill.at, 'UTC', context.zone)
    ? zonedTime(refill.at, 'UTC', context)
    : 'the refill';
  return {
    short,
    long: `${capital(short)}. ${first} the day’s credits will likely be used up before ${end}.${basisRemark(forecast)}`,
    stress: null,
    tone,
  };
}

const refillDay = (refill: ComingRefill, context: WritingContext): string =>
  refill.isDaily ? zonedTime(refill.at, 'UTC', context) : longEventDate(refill.event, context);

const onRefillDay = (refill: ComingRefill, context: WritingContext): string =>
  `${refill.isDaily ? 'at' : 'on'} ${refillDay(refill, context)}`;

/** ` (5,000)`; empty if the size is unknown. */
const sizeWords = ({ size }: Refill, unit: Unit, context: WritingContext): string =>
  size === null ? '' : ` (${formatAmount(size, unit, context)})`;

/** `The next refill (5,000) is on 1 December.`, or `… is not until 1 December.` */
function nextRefill(refill: ComingRefill, unit: Unit, context: WritingContext, isFar = false): string {
  const day = isFar ? `not until ${refillDay(refill, context)}` : onRefillDay(refill, context);
  return `The next refill${sizeWords(refill, unit, context)} is ${day}.`;
}

/** How little history it is based on; empty if there is enough. */
function basisRemark({ confidence, basis }: PoolForecast): string {
  if (confidence !== 'low') return '';
  return basis.hours < 48
    ? ` A rough estimate, from ${historyWords(basis.hours)} of history.`
    : ' A rough estimate, from few or old readings.';
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
