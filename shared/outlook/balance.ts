import { formatAmount, formatDay, type WritingContext } from '../format.ts';
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
  hourMs,
  isSameClock,
  longDay,
  onDay,
  type Refill,
  refillAhead,
  zonedTime,
} from '../time/index.ts';
import { historyWords } from './burn.ts';
import type { Outlook } from './types.ts';

/** What becomes of a balance, in words. */
export function balanceWords(
  pool: PoolState,
  forecast: PoolForecast,
  { balance, tone }: PoolStanding,
  context: WritingContext,
): Outlook {
  const refill = refillAhead(pool.cycle, context.now);
  const lands = refill === null ? '' : ` ${landing(refill, pool.unit, context)}`;
  switch (balance.kind) {
    case 'unknown':
      return { ...nothing, tone };
    case 'empty':
      return { short: 'nothing left', long: `Nothing left.${lands}`, stress: 'Nothing left', tone };
    case 'learning':
      return { ...learning, tone };
    case 'lapses':
      return {
        short: `lapses on ${formatDay(balance.at, 'UTC', context.now)}`,
        long: `Lapses on ${longDay(balance.at, context)}, before it is used up.${basisRemark(forecast)}`,
        stress: null,
        tone,
      };
    case 'overdue':
      return {
        short: 'may be used up by now',
        long: `May be used up by now: at the burn of the last readings it would be.${lands}`,
        stress: 'used up by now',
        tone,
      };
    case 'lasts-today':
      return refill === null ? { ...nothing, tone } : dailyWords(balance.at, refill, forecast, tone, context);
    case 'runs-out':
      return runOutWords(pool, balance.at, refill, forecast, tone, context);
    case 'idle':
      return { short: 'no burn lately', long: `No burn lately.${lands}`, stress: null, tone };
    case 'lasts':
      return lastingWords(refill, forecast, tone, context);
  }
}

const nothing = { short: '', long: '', stress: null };
const learning = {
  short: 'learning',
  long: 'Learning: the first forecast needs some hours of readings.',
  stress: null,
};

function runOutWords(
  pool: PoolState,
  likely: number,
  refill: Refill | null,
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

/** What the next refill changes, as a sentence with a space before it; empty where there is nothing to say. */
function afterWords(
  refill: Refill | null,
  isBefore: boolean,
  isOpen: boolean,
  unit: Unit,
  context: WritingContext,
): string {
  if (refill === null) return isOpen ? ' With less burn it lasts more than a year.' : '';
  if (isBefore)
    return isOpen
      ? ` With less burn it lasts until the refill ${refillDay(refill, context)}.`
      : ` ${landing(refill, unit, context, ' only')}`;
  const size = refill.size === null ? '' : ` of ${formatAmount(refill.size, unit, context)}`;
  return refill.isDaily
    ? ` The daily refills${size} are counted in.`
    : ` The refill${size} ${refillDay(refill, context)} is counted in.`;
}

/**
 * What follows "About 3 days left". Open at its end where the late run-out lies beyond the next refill, which then
 * rescues it, or beyond the horizon.
 */
function whenWords(
  { early, late }: InstantRange,
  likely: number,
  refill: Refill | null,
  context: WritingContext,
): { words: string; stress: string; isOpen: boolean } {
  const day = (at: number) => dayNumber(at, context.zone);
  const name = dayName(likely, context);
  const isOpen = late === null || (refill !== null && likely < refill.at && late >= refill.at);
  const isEarlier = early !== null && day(early) < day(likely);
  // Far ahead, a day alone would not tell what it stands for.
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
  const stress = isNear ? `${dayPart(likely, context)}, around ${time}` : name;
  const on = isNear ? stress : clear ? `${onDay(name)}, around ${time}` : onDay(name);
  const first = isEarlier ? dayName(early, context) : null;
  const last = !isOpen && late !== null && day(late) > day(likely) ? dayName(late, context) : null;
  return { words: `: ${[`likely runs out ${on}`, ...betweenWords(first, last)].join(', ')}`, stress, isOpen };
}

function lastingWords(
  refill: Refill | null,
  forecast: PoolForecast,
  tone: Outlook['tone'],
  context: WritingContext,
): Outlook {
  const { early } = forecast.runsOutAt;
  const basis = basisRemark(forecast);
  if (refill === null) {
    const warning = early === null ? '' : ` With more burn it lasts until ${dayName(early, context)}.`;
    return {
      short: 'lasts more than a year',
      long: `Lasts more than a year.${warning}${basis}`,
      stress: null,
      tone,
    };
  }
  const every = refill.isDaily ? 'every refill' : `the refill ${refillDay(refill, context)}`;
  const warning =
    early === null
      ? ''
      : early < refill.at
        ? ` With more burn it could run out before, but no earlier than ${dayName(early, context)}.`
        : '';
  return {
    short: refill.isDaily
      ? 'lasts past every refill'
      : `lasts past the refill on ${formatDay(refill.at, 'UTC', context.now)}`,
    long: `Lasts past ${every}.${warning}${basis}`,
    stress: null,
    tone,
  };
}

/** A pool that is filled every day and lasts through this one: how long is left would mislead. */
function dailyWords(
  likely: number,
  refill: Refill,
  forecast: PoolForecast,
  tone: Outlook['tone'],
  context: WritingContext,
): Outlook {
  const short = `lasts past the refill ${refillDay(refill, context)}`;
  const first = capital(onDay(dayName(likely, context)));
  // Where clocks differ, both were just named.
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

const refillDay = (refill: Refill, context: WritingContext): string =>
  refill.isDaily ? `at ${zonedTime(refill.at, 'UTC', context)}` : `on ${longDay(refill.at, context)}`;

/** `The refill of 5,000 lands on 1 December.` */
function landing(refill: Refill, unit: Unit, context: WritingContext, only = ''): string {
  const size = refill.size === null ? '' : ` of ${formatAmount(refill.size, unit, context)}`;
  return `The refill${size} lands${only} ${refillDay(refill, context)}.`;
}

/** How much history it rests on, where that is little. */
function basisRemark({ confidence, basis }: PoolForecast): string {
  if (confidence !== 'low') return '';
  return basis.hours < 48
    ? ` From ${historyWords(basis.hours)} of history, so roughly.`
    : ' From few or old readings, so roughly.';
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
