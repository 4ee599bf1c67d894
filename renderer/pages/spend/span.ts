import type { SpendStep } from '../../../shared/api/money.ts';
import { dateFormat, dayNumber, dayOf, dayStart, noonOf } from '../../../shared/time/index.ts';

// The span of time that the page shows: a calendar period, or days of your own choice. Days are `YYYY-MM-DD`. Pure.

export type SpanKind = SpendStep | 'days';

export interface Span {
  kind: SpanKind;
  /** First and last day. */
  from: string;
  to: string;
}

const day = (number: number): string => dayOf(noonOf(number));
const numberOf = (text: string): number => dayNumber(dayStart(text));
/** Months counted from year 0; days and years follow from them. */
const monthOf = (text: string): number => 12 * Number(text.slice(0, 4)) + Number(text.slice(5, 7)) - 1;
const monthStart = (month: number): string => dayOf(Date.UTC(Math.floor(month / 12), month % 12, 1));
const beforeDay = (text: string): string => day(numberOf(text) - 1);

/** Today in a time zone. */
export const todayIn = (now: number, zone: string): string => day(dayNumber(now, zone));

/** The calendar period of a kind that has a day in it. */
export function periodOf(kind: SpendStep, at: string): Span {
  if (kind === 'day') return { kind, from: at, to: at };
  if (kind === 'week') {
    // 1 January 1970 was a Thursday.
    const monday = numberOf(at) - ((numberOf(at) + 3) % 7);
    return { kind, from: day(monday), to: day(monday + 6) };
  }
  const month = monthOf(at);
  const first = kind === 'year' ? month - (month % 12) : month;
  return { kind, from: monthStart(first), to: beforeDay(monthStart(first + (kind === 'year' ? 12 : 1))) };
}

/** The period, or as many days, some steps later (or earlier, below 0). */
export function moved(span: Span, steps: number): Span {
  const { kind, from, to } = span;
  if (kind === 'month' || kind === 'year')
    return periodOf(kind, monthStart(monthOf(from) + steps * (kind === 'year' ? 12 : 1)));
  const length = numberOf(to) - numberOf(from) + 1;
  return { kind, from: day(numberOf(from) + steps * length), to: day(numberOf(to) + steps * length) };
}

/** How many bars there are, and what each of them is. */
export function barsOf(span: Span): { from: string; to: string; step: SpendStep; count: number } {
  if (span.kind === 'days') {
    const length = numberOf(span.to) - numberOf(span.from) + 1;
    const step = length <= 31 ? 'day' : length <= 182 ? 'week' : length <= 1100 ? 'month' : 'year';
    return { from: span.from, to: span.to, step, count: 0 };
  }
  const count = span.kind === 'day' ? 14 : 6;
  return { from: moved(span, 1 - count).from, to: span.to, step: span.kind, count };
}

const format = (at: string, options: Intl.DateTimeFormatOptions) =>
  dateFormat('en-GB', { timeZone: 'UTC', ...options }).format(dayStart(at));

/** `November 2026`, `2026`, `28 November 2026`, `23–29 November 2026`, `3 October – 5 November 2026`. */
export function spanName({ kind, from, to }: Span): string {
  if (kind === 'month') return format(from, { month: 'long', year: 'numeric' });
  if (kind === 'year') return format(from, { year: 'numeric' });
  const full = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  if (from === to) return format(from, full);
  const isMonth = from.slice(0, 7) === to.slice(0, 7);
  const isYear = from.slice(0, 4) === to.slice(0, 4);
  const begin = format(
    from,
    isMonth ? { day: 'numeric' } : isYear ? { day: 'numeric', month: 'long' } : full,
  );
  return isMonth ? `${begin}–${format(to, full)}` : `${begin} – ${format(to, full)}`;
}

/** Under a bar: `Nov`, `2026`, `28`, `23 Nov`. */
export function barName(step: SpendStep, from: string): string {
  if (step === 'month')
    return dateFormat('en-US', { timeZone: 'UTC', month: 'short' }).format(dayStart(from));
  if (step === 'year') return format(from, { year: 'numeric' });
  return step === 'day' ? format(from, { day: 'numeric' }) : format(from, { day: 'numeric', month: 'short' });
}

/** Above the bars: `Last six months`; of the past `The six months to July 2026`. */
export function barsTitle(span: Span, isNow: boolean): string {
  const words = { day: '14 days', week: 'six weeks', month: 'six months', year: 'six years', days: '' };
  if (span.kind === 'days') return spanName(span);
  return isNow ? `Last ${words[span.kind]}` : `The ${words[span.kind]} to ${spanName(span)}`;
}
