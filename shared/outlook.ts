import { formatAmount, formatCount, formatDay, formatQuantity, type Place, type Writing } from './format.ts';
import type { Cap, CapState, InstantRange, PoolForecast, PoolState, Unit } from './model/index.ts';
import { lapsesOf, threeDigits } from './outlook/waste.ts';
import {
  aboutSpan,
  aboutTime,
  betweenWords,
  comingMoment,
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
} from './time.ts';

export type { Place } from './format.ts';
export {
  lapseRemark,
  lapseRemarks,
  lapsesOf,
  threeDigits,
  wasteSentences,
  willLapse,
} from './outlook/waste.ts';
export { isSameClock, longDay, zonedDay, zonedTime } from './time.ts';

// Forecasts in words: pure, with the clock and the person's zone as arguments. Run-outs and caps are told in the
// person's zone, days of cycles and grants in UTC, as providers count them.

/** `learning`: too little history. `none`: nothing to foresee, and both texts are empty. */
export type OutlookTone = 'critical' | 'watch' | 'ok' | 'learning' | 'none';

export interface Outlook {
  /** Beside a balance, without a full stop: `about 3 days left`. */
  short: string;
  /** Sentences for the account's page. */
  long: string;
  /** The words of `long` to stand out, such as the day of the run-out. */
  stress: string | null;
  tone: OutlookTone;
}

/** A cap is worth telling from this probability on, and worth watching from the second. */
const tellable = 0.5;
const watchable = 0.7;

/** What is to be expected of a pool; `caps` are those that limit spending from it. */
export function outlook(pool: PoolState, caps: readonly CapState[], place: Place): Outlook {
  const { forecast, remaining } = pool;
  if (forecast === null || remaining === null) return { short: '', long: '', stress: null, tone: 'none' };
  const ahead = capAhead(pool, caps, place.now);
  const main = poolOutlook(pool, forecast, remaining, place);
  if (ahead === null || remaining <= 0) return main;
  const said = capOutlook(ahead, pool.unit, place);
  if (isSameStop(pool, ahead)) return said;
  const isMain = main.tone === 'critical' || (said.tone === 'ok' && main.tone === 'watch');
  return {
    short: said.short,
    long: `${said.long} ${main.long}`,
    stress: isMain ? main.stress : said.stress,
    tone: isMain ? main.tone : said.tone,
  };
}

/** Whether the cap and the balance end at one moment, as where a daily refill is the daily cap: one of them is said. */
function isSameStop(pool: PoolState, { at }: CapAhead): boolean {
  const likely = runOutOf(pool)?.likely ?? null;
  return at !== null && likely !== null && Math.abs(likely - at) <= hourMs;
}

function poolOutlook(pool: PoolState, forecast: PoolForecast, remaining: number, place: Place): Outlook {
  const { confidence, runsOutAt, burnPerDay } = forecast;
  const { likely } = runsOutAt;
  const refill = refillAhead(pool.cycle, place.now);
  const lands = refill === null ? '' : ` ${landing(refill, pool.unit, place)}`;
  if (remaining <= 0)
    return {
      short: 'nothing left',
      long: `Nothing left.${lands}`,
      stress: 'Nothing left',
      tone: 'critical',
    };
  if (confidence === 'none')
    return {
      short: 'learning',
      long: 'Learning: the first forecast needs some hours of readings.',
      stress: null,
      tone: 'learning',
    };
  const end = lapseEnd(pool);
  if (end !== null)
    return {
      short: `lapses on ${formatDay(end.at, 'UTC', place.now)}`,
      long: `Lapses on ${longDay(end.at, place)}, before it is used up.${basisRemark(forecast)}`,
      stress: null,
      tone: 'ok',
    };
  if (likely !== null && likely <= place.now)
    return {
      short: 'may be used up by now',
      long: `May be used up by now: at the burn of the last readings it would be.${lands}`,
      stress: 'used up by now',
      tone: 'critical',
    };
  if (likely !== null && refill?.isDaily && likely >= refill.at)
    return dailyOutlook(likely, refill, forecast, place);
  if (likely !== null) return runOutOutlook(pool, likely, refill, forecast, place);
  if (burnPerDay === 0 || burnPerDay === null)
    return { short: 'no burn lately', long: `No burn lately.${lands}`, stress: null, tone: 'ok' };
  return lastingOutlook(refill, forecast, place);
}

function runOutOutlook(
  pool: PoolState,
  likely: number,
  refill: Refill | null,
  forecast: PoolForecast,
  place: Place,
): Outlook {
  const isBefore = refill === null || likely < refill.at;
  const ms = likely - place.now;
  const tone = ms <= dayMs ? 'critical' : ms <= 3 * dayMs && isBefore ? 'watch' : 'ok';
  const short = `${aboutSpan(ms)} left`;
  const { words, stress, isOpen } = whenWords(forecast.runsOutAt, likely, refill, place);
  const after = afterWords(refill, isBefore, isOpen, pool.unit, place);
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
  place: Place,
): string {
  if (refill === null) return isOpen ? ' With less burn it lasts more than a year.' : '';
  if (isBefore)
    return isOpen
      ? ` With less burn it lasts until the refill ${refillDay(refill, place)}.`
      : ` ${landing(refill, unit, place, ' only')}`;
  const size = refill.size === null ? '' : ` of ${formatAmount(refill.size, unit, place)}`;
  return refill.isDaily
    ? ` The daily refills${size} are counted in.`
    : ` The refill${size} ${refillDay(refill, place)} is counted in.`;
}

/**
 * What follows "About 3 days left". Open at its end where the late run-out lies beyond the next refill, which then
 * rescues it, or beyond the horizon.
 */
function whenWords(
  { early, late }: InstantRange,
  likely: number,
  refill: Refill | null,
  place: Place,
): { words: string; stress: string; isOpen: boolean } {
  const day = (at: number) => dayNumber(at, place.zone);
  const name = dayName(likely, place);
  const isOpen = late === null || (refill !== null && likely < refill.at && late >= refill.at);
  const isEarlier = early !== null && day(early) < day(likely);
  // Far ahead, a day alone would not tell what it stands for.
  if (isOpen && isEarlier && likely - place.now < 14 * dayMs) {
    const first = dayName(early, place);
    return { words: `, no earlier than ${first}`, stress: first, isOpen };
  }
  const isNear = likely - place.now <= dayMs && day(likely) - day(place.now) <= 1;
  const clear =
    likely - place.now <= 3 * dayMs &&
    !isEarlier &&
    late !== null &&
    day(late) === day(likely) &&
    late - (early ?? likely) <= 12 * hourMs;
  const time = aboutTime(likely, place);
  const stress = isNear ? `${dayPart(likely, place)}, around ${time}` : name;
  const on = isNear ? stress : clear ? `${onDay(name)}, around ${time}` : onDay(name);
  const first = isEarlier ? dayName(early, place) : null;
  const last = !isOpen && late !== null && day(late) > day(likely) ? dayName(late, place) : null;
  return { words: `: ${[`likely runs out ${on}`, ...betweenWords(first, last)].join(', ')}`, stress, isOpen };
}

function lastingOutlook(refill: Refill | null, forecast: PoolForecast, place: Place): Outlook {
  const { early } = forecast.runsOutAt;
  const basis = basisRemark(forecast);
  if (refill === null) {
    const warning = early === null ? '' : ` With more burn it lasts until ${dayName(early, place)}.`;
    return {
      short: 'lasts more than a year',
      long: `Lasts more than a year.${warning}${basis}`,
      stress: null,
      tone: 'ok',
    };
  }
  const every = refill.isDaily ? 'every refill' : `the refill ${refillDay(refill, place)}`;
  const warning =
    early === null
      ? ''
      : early < refill.at
        ? ` With more burn it could run out before, but no earlier than ${dayName(early, place)}.`
        : '';
  return {
    short: refill.isDaily
      ? 'lasts past every refill'
      : `lasts past the refill on ${formatDay(refill.at, 'UTC', place.now)}`,
    long: `Lasts past ${every}.${warning}${basis}`,
    stress: null,
    tone: 'ok',
  };
}

/** A pool that is filled every day and lasts through this one: how long is left would mislead. */
function dailyOutlook(likely: number, refill: Refill, forecast: PoolForecast, place: Place): Outlook {
  const short = `lasts past the refill ${refillDay(refill, place)}`;
  const first = capital(onDay(dayName(likely, place)));
  // Where clocks differ, both were just named.
  const end = isSameClock(refill.at, 'UTC', place.zone) ? zonedTime(refill.at, 'UTC', place) : 'the refill';
  return {
    short,
    long: `${capital(short)}. ${first} the day’s credits will likely be used up before ${end}.${basisRemark(forecast)}`,
    stress: null,
    tone: 'ok',
  };
}

const refillDay = (refill: Refill, place: Place): string =>
  refill.isDaily ? `at ${zonedTime(refill.at, 'UTC', place)}` : `on ${longDay(refill.at, place)}`;

/** `The refill of 5,000 lands on 1 December.` */
function landing(refill: Refill, unit: Unit, place: Place, only = ''): string {
  const size = refill.size === null ? '' : ` of ${formatAmount(refill.size, unit, place)}`;
  return `The refill${size} lands${only} ${refillDay(refill, place)}.`;
}

/** How much history it rests on, where that is little. */
function basisRemark({ confidence, basis }: PoolForecast): string {
  if (confidence !== 'low') return '';
  return basis.hours < 48
    ? ` From ${historyWords(basis.hours)} of history, so roughly.`
    : ' From few or old readings, so roughly.';
}

/** `5 hours`, `21 days`; from hours. */
export function historyWords(hours: number): string {
  return hours < 48
    ? formatCount(Math.max(1, Math.round(hours)), 'hour')
    : formatCount(Math.round(hours / 24), 'day');
}

/** When a pool is used up, and null where it is not known, never, or where the rest of it lapses before. */
export function runOutOf(pool: PoolState): InstantRange | null {
  const { forecast } = pool;
  if (forecast === null || pool.remaining === null || lapseEnd(pool) !== null) return null;
  return forecast.runsOutAt.early === null ? null : forecast.runsOutAt;
}

/** The expiry that ends a pool with something left: a package's, for instance. */
function lapseEnd(pool: PoolState): { at: number } | null {
  const likely = pool.forecast?.runsOutAt.likely ?? null;
  if (likely === null) return null;
  return lapsesOf(pool).find(({ at }) => Math.abs(at - likely) <= hourMs) ?? null;
}

/** Whether it runs out before the refill that is due; false without one. */
export function runsOutBeforeRefill(pool: PoolState, now: number): boolean {
  const likely = runOutOf(pool)?.likely ?? null;
  const refill = refillAhead(pool.cycle, now);
  return likely !== null && refill !== null && likely < refill.at;
}

interface CapAhead {
  cap: CapState;
  /** Null: reached already. */
  at: number | null;
  probability: number;
  resetsAt: number;
}

/** The cap that stops spending next: reached, or more likely than not before its reset and before the pool is empty. */
function capAhead(pool: PoolState, caps: readonly CapState[], now: number): CapAhead | null {
  const out = runOutOf(pool)?.likely ?? Number.POSITIVE_INFINITY;
  const ahead = caps.flatMap((cap): CapAhead[] => {
    const { forecast, resetsAt, used, limit } = cap;
    if (forecast === null || resetsAt === null || resetsAt <= now) return [];
    const { probability } = forecast;
    if (used !== null && used >= limit) return [{ cap, at: null, probability: 1, resetsAt }];
    const at = forecast.reachedAt.likely;
    if (at === null || probability < tellable || at >= resetsAt || at > out) return [];
    return [{ cap, at: Math.max(now, at), probability, resetsAt }];
  });
  return ahead.sort((a, b) => (a.at ?? 0) - (b.at ?? 0))[0] ?? null;
}

function capOutlook({ cap, at, probability, resetsAt }: CapAhead, unit: Unit, place: Place): Outlook {
  const name = capNames[cap.window];
  const counted: Unit = cap.window === 'spending' ? unit : { kind: 'requests' };
  const size = formatAmount(cap.limit, counted, place);
  const reset = comingMoment(resetsAt, place);
  if (at === null)
    return {
      short: `${name} reached until ${reset}`,
      long: `The ${name} of ${size} is reached; it resets at ${reset}.`,
      stress: 'is reached',
      tone: 'watch',
    };
  const time = comingMoment(at, place, aboutTime(at, place));
  const meets = probability >= 0.8 ? 'Meets' : 'Probably meets';
  return {
    short: `${name} around ${time}`,
    long: `${meets} the ${name} of ${size} around ${time}; it resets at ${reset}.`,
    stress: probability >= watchable ? `around ${time}` : null,
    tone: probability >= watchable ? 'watch' : 'ok',
  };
}

/** `runs out on Thursday`, `meets its daily cap this afternoon`: what to say of an account before any alert does. */
export interface Warning {
  kind: 'run-out' | 'cap';
  words: string;
}

/** Null where the pool runs out neither within 72 hours nor before the refill, and no cap is probably met. */
export function warningOf(pool: PoolState, caps: readonly CapState[], place: Place): Warning | null {
  const ahead = capAhead(pool, caps, place.now);
  const out = runOutWords(pool, place);
  const isMet = ahead !== null && ahead.at !== null && ahead.probability >= watchable;
  if (!isMet || (out !== null && !isSameStop(pool, ahead)))
    return out === null ? null : { kind: 'run-out', words: `runs out ${out}` };
  const words = soonWords(ahead.at ?? place.now, place);
  return { kind: 'cap', words: `meets its ${capNames[ahead.cap.window]} ${words}` };
}

function runOutWords(pool: PoolState, place: Place): string | null {
  const likely = runOutOf(pool)?.likely ?? null;
  if (likely === null || pool.forecast?.confidence === 'none' || likely <= place.now) return null;
  const refill = refillAhead(pool.cycle, place.now);
  if (likely - place.now > 3 * dayMs || (refill !== null && likely >= refill.at)) return null;
  return soonWords(likely, place);
}

/** `this afternoon`, `tomorrow`, `on Thursday`. */
function soonWords(at: number, place: Place): string {
  const isToday = dayNumber(at, place.zone) === dayNumber(place.now, place.zone);
  return isToday ? dayPart(at, place) : onDay(dayName(at, place));
}

export const capNames: Record<Cap['window'], string> = {
  minute: 'cap per minute',
  hour: 'hourly cap',
  day: 'daily cap',
  week: 'weekly cap',
  month: 'monthly cap',
  concurrent: 'cap on concurrency',
  spending: 'spending limit',
};

/** `412 credits a day`, from the expected burn of the coming week; null while learning. */
export function burnSentence({ forecast, unit }: PoolState, writing: Writing = {}): string | null {
  const burn = forecast?.burnPerDay ?? null;
  if (burn === null) return null;
  return burn > 0 ? `${formatQuantity(threeDigits(burn), unit, writing)} a day` : 'no burn lately';
}

const capital = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}`;

/** As an alert sees it: a cap on concurrency comes and goes, and a soft one stops nothing. */
export const isReached = (cap: Cap): boolean =>
  cap.hard && cap.window !== 'concurrent' && cap.limit > 0 && cap.used !== null && cap.used >= cap.limit;

export const capName = (cap: Cap | undefined): string => (cap === undefined ? 'cap' : capNames[cap.window]);
