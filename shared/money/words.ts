import type { MoneyFigures, SpendReport } from '../api/money.ts';
import type { WritingContext } from '../format.ts';
import type { AccountCost, BudgetState, Money, MoneyRange } from '../model/index.ts';
import { dateFormat, dayMs, dayNumber, dayStart, longDay } from '../time/index.ts';
import { formatLimit, formatMoney, formatMoneyRange, formatMoneys, minorDigits } from './format.ts';

/** What a report says in words. With `mask` in the context, every amount is hidden. */
export interface SpendWords {
  /** `$214 in November so far, likely $238 to $251`. */
  title: string;
  /** `$31 more than in October.` `$12.40 of credits will lapse unused.` `Two accounts have no price yet.` */
  details: string[];
}

/** The headline of a report, shared by the page, the popover and the command line. */
export function spendWords(report: SpendReport, context: WritingContext): SpendWords {
  const { from, to, total, zone, at, learning, unpriced } = report;
  const today = dayNumber(at, zone);
  const isRunning = dayOf(from) <= today && today <= dayOf(to);
  const when = `${spanWords(from, to, context)}${isRunning && from !== to ? ' so far' : ''}`;
  const spent = spentOf(report);
  const end = report.converted?.end ?? (total.end.length === 1 ? total.end[0] : undefined);
  const likely =
    isRunning && end !== undefined && spent.length <= 1 ? `, likely ${endWords(end, context)}` : '';
  const amount = spent.length === 0 ? 'Nothing spent' : formatMoneys(spent, context, 'whole');
  const lapses = total.willLapse;
  const accounts = new Set(unpriced.map(({ account }) => account)).size;
  return {
    title: `${amount} ${when}${likely}`,
    details: [
      ...comparison(report, context),
      ...(lapses.length > 0 ? [`${formatMoneys(lapses, context)} of credits will lapse unused.`] : []),
      ...(accounts > 0 ? [`${countWords(accounts, 'has', 'have')} no price yet.`] : []),
      ...(learning.length > 0
        ? [
            `${countWords(learning.length, 'is', 'are')} still learning, so what comes is without ${learning.length === 1 ? 'it' : 'them'}.`,
          ]
        : []),
      ...ratesWords(report, context),
    ],
  };
}

const dayOf = (date: string): number => dayStart(date) / dayMs;

function endWords(range: MoneyRange, context: WritingContext): string {
  return formatMoneyRange(range, context);
}

/** What was spent, less refunds, in your currency if the rates reach. */
function spentOf({ converted, total }: SpendReport): Money[] {
  if (converted !== null)
    return Number(converted.spent) === 0 ? [] : [{ amount: converted.spent, currency: converted.currency }];
  return netOf(total);
}

function netOf({ spent, refunded }: Pick<MoneyFigures, 'spent' | 'refunded'>): Money[] {
  const less = new Map(refunded.map(({ amount, currency }) => [currency, amount]));
  return spent.map((money) => {
    const back = less.get(money.currency);
    return back === undefined ? money : { ...money, amount: minus(money.amount, back, money.currency) };
  });
}

/** For a text alone, which shows no more than the minor unit and a little. */
const minus = (amount: string, other: string, currency: string): string =>
  (Number(amount) - Number(other)).toFixed(minorDigits(currency) + 4);

/** `in November`, `in November 2025`, `in 2026`, `on 28 November`, `from 3 to 9 November`. */
export function spanWords(from: string, to: string, context: WritingContext): string {
  const year = Number(from.slice(0, 4));
  const present = new Date(dayNumber(context.now, context.zone) * dayMs).getUTCFullYear();
  if (from === to)
    return from === dateOf(dayNumber(context.now, context.zone)) ? 'today' : `on ${dayWords(from, context)}`;
  if (from.endsWith('-01-01') && to === `${year}-12-31`) return `in ${year}`;
  if (from.endsWith('-01') && to === lastOfMonth(from)) {
    const month = dateFormat('en-GB', { month: 'long', timeZone: 'UTC' }).format(dayStart(from));
    return `in ${month}${year === present ? '' : ` ${year}`}`;
  }
  const begin = from.slice(0, 7) === to.slice(0, 7) ? String(Number(from.slice(8))) : dayWords(from, context);
  return `from ${begin} to ${dayWords(to, context)}`;
}

const dateOf = (day: number): string => new Date(day * dayMs).toISOString().slice(0, 10);
const lastOfMonth = (from: string): string => {
  const [year = 0, month = 0] = from.split('-').map(Number);
  return dateOf(Date.UTC(year, month, 0) / dayMs);
};

const dayWords = (date: string, context: WritingContext): string => longDay(dayStart(date), context);

/** Against the span before it, in one currency. */
function comparison(report: SpendReport, context: WritingContext): string[] {
  const { before, converted, from, to, at, zone } = report;
  const [now, then] =
    converted === null
      ? [netOf(report.total), netOf(before.figures)]
      : [spentOf(report), [{ amount: converted.before, currency: converted.currency }]];
  const [one, ...more] = now;
  const [other, ...others] = then;
  if (other === undefined || more.length > 0 || others.length > 0) return [];
  if (Number(other.amount) === 0 || (one !== undefined && one.currency !== other.currency)) return [];
  const span = spanWords(before.from, before.to, context);
  const today = dayNumber(at, zone);
  const isRunning = dayOf(from) <= today && today <= dayOf(to);
  const difference = Number(one?.amount ?? 0) - Number(other.amount);
  const { currency } = other;
  const digits = minorDigits(currency);
  const size = { amount: Math.abs(difference).toFixed(digits), currency };
  if (Number(size.amount) === 0) return [`As much as ${span}.`];
  if (difference > 0) return [`${formatMoney(size, context, 'whole')} more than ${span}.`];
  // Less so far says nothing.
  return isRunning
    ? [`It was ${formatMoney(other, context, 'whole')} ${span}.`]
    : [`${formatMoney(size, context, 'whole')} less than ${span}.`];
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine'];

function countWords(count: number, one: string, many: string): string {
  const number = numbers[count] ?? String(count);
  return count === 1 ? `${number} account ${one}` : `${number} accounts ${many}`;
}

/** `At your rates of 3 and 12 November.` */
function ratesWords({ converted }: SpendReport, context: WritingContext): string[] {
  const days = [...new Set((converted?.rates ?? []).map(({ on }) => on))].sort();
  if (days.length === 0) return [];
  const named = days.map((day) => dayWords(day, context));
  return [`At your ${converted?.rates.length === 1 ? 'rate' : 'rates'} of ${named.join(' and ')}.`];
}

const periods = { day: 'today', week: 'this week', month: 'this month', year: 'this year' } as const;

/** `$74.20 of $100 this month, likely $96 to $104`. */
export function budgetWords(budget: BudgetState, context: WritingContext): string {
  const { limit, spent, period, end, share } = budget;
  const amount = formatMoney({ amount: spent, currency: limit.currency }, context);
  const said = `${amount} of ${formatLimit(limit, context)} ${periods[period]}`;
  if (share >= 1) return `Over budget: ${said}`;
  return end === null ? said : `${said}, likely ${endWords(end, context)}`;
}

/** For a chip: `74 % of $100`, `passes its budget of $100 about the 29th`, `over its budget of $100`. */
export function budgetChip(budget: BudgetState, context: WritingContext): string {
  const { limit, share, passedAt } = budget;
  const amount = formatLimit(limit, context);
  if (share >= 1) return `over its budget of ${amount}`;
  if (passedAt.likely !== null) return `passes its budget of ${amount} ${aboutDay(passedAt.likely, context)}`;
  if (passedAt.early !== null) return `may pass its budget of ${amount} ${aboutDay(passedAt.early, context)}`;
  return `${Math.floor(share * 100)} % of ${amount}`;
}

/** `today`, `about the 29th`, `about 4 December` in another month. */
function aboutDay(at: number, context: WritingContext): string {
  const [day, today] = [at, context.now].map((each) => dateOf(dayNumber(each, context.zone)));
  if (day === undefined || day === today) return 'today';
  if (day.slice(0, 7) !== today?.slice(0, 7)) return `about ${longDay(at, context, context.zone)}`;
  const number = Number(day.slice(8));
  const ending = { one: 'st', two: 'nd', few: 'rd', other: 'th', zero: 'th', many: 'th' } as const;
  return `about the ${number}${ending[ordinals.select(number)]}`;
}

const ordinals = new Intl.PluralRules('en', { type: 'ordinal' });

/** `$12.40 this month, $31.20 left`. */
export function costWords({ spentThisMonth, left }: AccountCost, context: WritingContext): string {
  const spent = spentThisMonth.length === 0 ? 'nothing spent' : formatMoneys(spentThisMonth, context);
  const rest = left.length === 0 ? [] : [`${formatMoneys(left, context)} left`];
  return [`${spent} this month`, ...rest].join(', ');
}
