import type { Unit } from './model/index.ts';
import { dateFormat as knownFormat } from './time/date-format.ts';
import { dayMs, hourMs, minuteMs } from './time/durations.ts';
import { isFuture } from './time/trust.ts';

const words: Record<Exclude<Unit['kind'], 'money' | 'count'>, [one: string, many: string]> = {
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
}

/** What a sentence needs to be written: `now` in epoch milliseconds, `zone` as an IANA name. */
export interface WritingContext extends Writing {
  now: number;
  zone: string;
}

/** Replaces every hidden amount, whatever its size. */
const hidden = '•••';

/**
 * An amount without its unit's word; money with its currency. At most two decimals (a currency's own number of them
 * for money), but never fewer than two significant digits: `12,345,678,901`, `593.5`, `0.0004`, `$0.0004`.
 */
export function formatAmount(
  amount: number,
  unit: Unit,
  { locale = 'en', mask = false }: Writing = {},
): string {
  if (mask) return hidden;
  // Two significant digits of a tiny amount; a plain limit on significant digits would print $0.1 for ten cents.
  const size = Math.abs(amount);
  const tiny = size > 0 && size < 0.1 ? Math.min(20, 1 - Math.floor(Math.log10(size))) : null;
  const decimals = tiny === null ? {} : { maximumFractionDigits: tiny };
  return new Intl.NumberFormat(
    locale,
    unit.kind === 'money'
      ? { style: 'currency', currency: unit.code, signDisplay: 'negative', ...decimals }
      : { maximumFractionDigits: 2, signDisplay: 'negative', ...decimals },
  ).format(amount);
}

/** The English word for an amount's unit; empty for money, where the amount has its currency sign. */
export function unitWord(unit: Unit, amount: number): string {
  if (unit.kind === 'money') return '';
  const [one, many] = unit.kind === 'count' ? [unit.one, unit.many] : words[unit.kind];
  return amount === 1 ? one : many;
}

/** A key for comparing and sorting units. */
export function unitKey(unit: Unit): string {
  if (unit.kind === 'money') return unit.code;
  return unit.kind === 'count' ? `count ${unit.one}|${unit.many}` : unit.kind;
}

/** An amount with its unit's word: `1 credit`, `1,200 credits`, `$18.44`. */
export function formatQuantity(amount: number, unit: Unit, writing: Writing = {}): string {
  return `${formatAmount(amount, unit, writing)} ${unitWord(unit, writing.mask ? 2 : amount)}`.trimEnd();
}

/** Hides the numbers in a text if `mask` is set, except days, times, statuses and durations. For text from providers. */
export function hideAmounts(text: string, { mask = false }: Writing = {}): string {
  if (!mask) return text;
  return text.replace(noAmountOrAmount, (_, kept: string | undefined) => kept ?? hidden);
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
