import { largestAmount } from './model/amount.ts';
import type { Unit } from './model/index.ts';
import { dateFormat as knownFormat } from './time/date-format.ts';
import { dayMs, hourMs, minuteMs } from './time/durations.ts';
import { isFuture } from './time/trust.ts';

const words: Record<Exclude<Unit['kind'], 'money' | 'count' | 'percent'>, [one: string, many: string]> = {
  credits: ['credit', 'credits'],
  requests: ['request', 'requests'],
  calls: ['call', 'calls'],
  characters: ['character', 'characters'],
  searches: ['search', 'searches'],
  tokens: ['token', 'tokens'],
  points: ['point', 'points'],
  bytes: ['byte', 'bytes'],
};

/** How to write amounts. `locale`: English by default. `mask`: hides them, for a shared screen. */
export interface Writing {
  locale?: string | undefined;
  mask?: boolean | undefined;
  /**
   * `down`, the default, never shows more than there is; `up`, for what is needed, used beyond a limit or missing, never
   * less; `exact` keeps every digit.
   */
  round?: 'down' | 'up' | 'exact' | undefined;
  /** More decimals than usual, if two amounts would look the same without them. */
  decimals?: number | undefined;
}

/** What a sentence needs to be written: `now` in epoch milliseconds, `zone` as an IANA name. */
export interface WritingContext extends Writing {
  now: number;
  zone: string;
}

/** Replaces every hidden amount, whatever its size. */
export const hiddenAmount = '•••';

/**
 * An amount without its unit's word; money with its currency, a share of a window with its sign. At most two decimals (a currency's own number of them
 * for money), but never fewer than two significant digits: `12,345,678,901`, `593.5`, `0.0004`, `$0.0004`. What is too
 * large for an amount is short: `1E308`.
 */
export function formatAmount(
  amount: number,
  unit: Unit,
  { locale = 'en', mask = false, round = 'down', decimals = 0 }: Writing = {},
): string {
  if (mask) return hiddenAmount;
  // Without binary noise, such as that of 0.1 + 0.2. Of a large amount, 15 digits would be more than there is.
  const value = Math.abs(amount) < noiseless ? Number(amount.toPrecision(15)) : amount;
  const size = Math.abs(value);
  const write = (most: number) => {
    const common: Intl.NumberFormatOptions = {
      roundingMode: round === 'up' ? 'ceil' : 'floor',
      signDisplay: 'negative',
      ...(size > largestAmount && { notation: 'scientific' }),
      ...(unit.kind === 'money' && { style: 'currency', currency: unit.code }),
    };
    // Money without other needs has as many decimals as its currency.
    const isUsual = unit.kind === 'money' && most === usualDecimals;
    return new Intl.NumberFormat(
      locale,
      isUsual ? common : { ...common, maximumFractionDigits: most },
    ).format(value);
  };
  // A plain limit on significant digits would print $0.1 for ten cents.
  const twoDigits = size > 0 ? Math.min(20, 1 - Math.floor(Math.log10(size))) : 0;
  const shown = write(round === 'exact' ? 20 : Math.max(usualDecimals, decimals, size < 0.1 ? twoDigits : 0));
  // A currency without decimals still shows less than one.
  const written = size === 0 || size >= 1 || /[1-9]/.test(shown) ? shown : write(twoDigits);
  return unit.kind === 'percent' ? `${written} %` : written;
}

const usualDecimals = 2;
/** From here on, noise reaches the decimals that are shown. */
const noiseless = 1e12;

/**
 * How to write what is left and what is needed: the one rounded down and the other up, with as many decimals as it takes to
 * show whether it is enough.
 */
export function leftAndNeed(left: number, need: number, writing: Writing = {}): [Writing, Writing] {
  const isShown = (decimals: number) =>
    left < need || Math.floor(left * 10 ** decimals) >= Math.ceil(need * 10 ** decimals);
  const decimals = [2, 4, 6, 8, 10, 12].find(isShown);
  if (decimals === undefined) {
    const exact: Writing = { ...writing, round: 'exact' };
    return [exact, exact];
  }
  return [
    { ...writing, round: 'down', decimals },
    { ...writing, round: 'up', decimals },
  ];
}

/** Whether the words for an amount are singular: for `1 credit` as it is shown, and for money. */
export function isSingular(amount: number, unit: Unit, writing: Writing = {}): boolean {
  if (unit.kind === 'money' || unit.kind === 'percent') return true;
  // Only amounts near one can be shown as one.
  return amount > 0.9 && amount < 1.1 && formatAmount(amount, unit, writing) === formatAmount(1, unit);
}

/** The English word for an amount's unit; empty where the amount has a sign, as money has. */
export function unitWord(unit: Unit, amount: number, writing: Writing = {}): string {
  if (unit.kind === 'money' || unit.kind === 'percent') return '';
  const [one, many] = unit.kind === 'count' ? [unit.one, unit.many] : words[unit.kind];
  return isSingular(amount, unit, writing) ? one : many;
}

/** A key for comparing and sorting units. */
export function unitKey(unit: Unit): string {
  if (unit.kind === 'money') return unit.code;
  return unit.kind === 'count' ? `count ${unit.one}|${unit.many}` : unit.kind;
}

/** An amount with its unit's word: `1 credit`, `1,200 credits`, `$18.44`. */
export function formatQuantity(amount: number, unit: Unit, writing: Writing = {}): string {
  return `${formatAmount(amount, unit, writing)} ${unitWord(unit, amount, writing)}`.trimEnd();
}

/** A balance with its unit's word: `12 credits left`, `overdrawn by 39 credits`. */
export function formatBalance(amount: number, unit: Unit, writing: Writing = {}): string {
  return amount < 0 ? overdrawnBy(amount, unit, writing) : `${formatQuantity(amount, unit, writing)} left`;
}

const steps = [
  [1e12, 'T'],
  [1e9, 'B'],
  [1e6, 'M'],
  [1e3, 'k'],
] as const;

/** An amount where there is room for four characters: `950`, `1.2k`, `58k`, `$18.44`, `3.1M`. Rounded down. */
export function formatShort(amount: number, unit: Unit, writing: Writing = {}): string {
  const [size, letter] = steps.find(([from]) => Math.abs(amount) >= from) ?? [1, ''];
  const part = amount / size;
  const digits = Math.abs(part) < 10 ? 10 : 1;
  const rounded = letter === '' ? amount : Math.floor(part * digits) / digits;
  const shown =
    unit.kind === 'money' && letter !== ''
      ? formatAmount(rounded, unit, writing).replace(/[.,]0+$/, '')
      : formatAmount(rounded, unit, writing);
  return writing.mask ? shown : `${shown}${letter}`;
}

/** `overdrawn by 39 credits`, of a balance below zero. */
export function overdrawnBy(amount: number, unit: Unit, writing: Writing = {}): string {
  return `overdrawn by ${formatQuantity(-amount, unit, { ...writing, round: 'up' })}`;
}

/** Hides the numbers in a text if `mask` is set, except days, times, statuses and durations. For text from providers. */
export function hideAmounts(text: string, { mask = false }: Writing = {}): string {
  if (!mask) return text;
  return text.replace(noAmountOrAmount, (_, kept: string | undefined) => kept ?? hiddenAmount);
}

const noAmount = [
  String.raw`\d{1,2} (?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*(?: \d{4})?`,
  String.raw`\d{2}:\d{2}`,
  String.raw`status \d{3}`,
  String.raw`\d+ (?:s|sec|min|h|hr|days?|hours?|minutes?|seconds?)\b`,
];
const amount = String.raw`(?:[-−]?\p{Sc})?(?<!\p{L})\d(?:[\d.,'’\s]*\d)?(?:\s?\p{Sc})?`;
const noAmountOrAmount = new RegExp(String.raw`\b(${noAmount.join('|')})|${amount}`, 'gu');

/**
 * `2 min ago`, `3 hr ago`, `5 days ago`, from milliseconds; `just now` below a minute. What lies more than a minute ahead was
 * written before the clock was set back, so nobody knows how old it is.
 */
export function formatAge(ms: number, locale = 'en'): string {
  if (isFuture(0, ms)) return 'before the clock was changed';
  if (ms < minuteMs) return 'just now';
  const { count, unit } = largestUnit(ms);
  return new Intl.RelativeTimeFormat(plain(locale), { style: 'short' }).format(-count, unit);
}

/** Milliseconds in the largest whole unit: `45 sec`, `2 min`, `3 hr`, `1 day`, `5 days`. Below zero: `0 sec`. */
export function formatDuration(ms: number, locale = 'en'): string {
  const { count, unit } = largestUnit(ms);
  return inUnit(count, unit, 'short', locale);
}

/** `45 seconds`, `5 minutes`, `21 days`. */
export function formatCount(count: number, unit: TimeUnit | 'month', locale = 'en'): string {
  return inUnit(count, unit, 'long', locale);
}

type TimeUnit = 'second' | 'minute' | 'hour' | 'day';
const spans = [
  { unit: 'day', ms: dayMs },
  { unit: 'hour', ms: hourMs },
  { unit: 'minute', ms: minuteMs },
] as const;

function largestUnit(ms: number): { count: number; unit: TimeUnit } {
  const span = spans.find((each) => ms >= each.ms);
  return span === undefined
    ? { count: Math.floor(Math.max(0, ms) / 1000), unit: 'second' }
    : { count: Math.floor(ms / span.ms), unit: span.unit };
}

const inUnit = (
  count: number,
  unit: TimeUnit | 'month',
  unitDisplay: 'short' | 'long',
  locale: string,
): string => new Intl.NumberFormat(locale, { style: 'unit', unit, unitDisplay }).format(count);

/** `14 Dec`, or `2 Mar 2027` if it is not the year of `now` in that time zone. */
export function formatDay(instant: number, timeZone: string, now: number, locale = 'en'): string {
  const year = knownFormat('en-GB', { timeZone, year: 'numeric' });
  return dateFormat(locale, {
    timeZone,
    day: 'numeric',
    month: 'short',
    ...(year.format(instant) === year.format(now) ? {} : { year: 'numeric' }),
  }).format(instant);
}

/** `21 Nov, 15:40`. */
export function formatInstant(instant: number, timeZone: string, locale = 'en'): string {
  return dateFormat(locale, { timeZone, day: 'numeric', month: 'short', ...clock }).format(instant);
}

/** `15:40`. */
export function formatTime(instant: number, timeZone: string, locale = 'en'): string {
  return dateFormat(locale, { timeZone, ...clock }).format(instant);
}

const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;

/** Without a region, English here has the day before the month, and no full stop after abbreviations. */
function dateFormat(locale: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  return knownFormat(plain(locale), options);
}

const plain = (locale: string): string => (locale === 'en' ? 'en-GB' : locale);
