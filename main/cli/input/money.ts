import type { SpendInput } from '../../../shared/api/money.ts';
import {
  type CommandError,
  type Money,
  ok,
  type Paid,
  type PlanPrice,
  type Result,
} from '../../../shared/model/index.ts';
import { readMoney, readPlanPrice } from '../../../shared/money/index.ts';
import { badInput } from '../exit.ts';
import { parseDay, parsePositiveAmount, shown } from './values.ts';

export interface SpendOptions {
  month?: string;
  year?: string;
  from?: string;
  to?: string;
  by: 'provider' | 'tag' | 'account' | 'day';
  csv?: boolean;
  json?: boolean;
}

export interface BudgetOptions {
  account?: string;
  tag?: string;
  period: 'day' | 'week' | 'month' | 'year';
  currency?: string;
}

type Read<Value> = Result<Value, CommandError>;

/** `today`: in your time zone. */
export function readSpendOptions(options: SpendOptions, today: string): Read<SpendInput> {
  const span = readSpan(options, today);
  if (!span.ok) return span;
  const isByDay = options.by === 'day';
  return ok({
    ...span.value,
    by: options.by === 'day' ? 'provider' : options.by,
    step: isByDay ? 'day' : 'month',
  });
}

function readSpan(
  { month, year, from, to }: SpendOptions,
  today: string,
): Read<{ from: string; to: string }> {
  if (year !== undefined)
    return /^[12]\d{3}$/.test(year.trim())
      ? ok({ from: `${year.trim()}-01-01`, to: `${year.trim()}-12-31` })
      : badInput(`‘${shown(year)}’ is not a year. Write 2026.`);
  if (from === undefined && to === undefined) return readMonth(month ?? today.slice(0, 7));
  const first = parseDay(from ?? `${today.slice(0, 7)}-01`);
  if (!first.ok) return first;
  const last = parseDay(to ?? today);
  if (!last.ok) return last;
  return first.value <= last.value
    ? ok({ from: first.value, to: last.value })
    : badInput('The first day is after the last one.');
}

function readMonth(written: string): Read<{ from: string; to: string }> {
  const month = written.trim();
  if (!/^[12]\d{3}-(0[1-9]|1[0-2])$/.test(month))
    return badInput(`‘${shown(written)}’ is not a month. Write 2026-11.`);
  const next = new Date(`${month}-01T00:00:00Z`);
  next.setUTCMonth(next.getUTCMonth() + 1, 0);
  return ok({ from: `${month}-01`, to: next.toISOString().slice(0, 10) });
}

/** `100`, `$100`, `80 EUR`; `currency`: of the option, or the one to take if none is written. */
export function parseMoney(text: string, option: string | undefined, usual: string | null): Read<Money> {
  const code = option?.trim().toUpperCase();
  if (code !== undefined && !isCurrency(code))
    return badInput(`‘${shown(option ?? '')}’ is not a currency. Write its three letters, such as USD.`);
  const read = readMoney(text, { currency: code ?? usual });
  if (!read.ok) return badInput(read.why);
  if (code !== undefined && read.money.currency !== code)
    return badInput(`‘${shown(text)}’ and --currency ${code} name two currencies.`);
  if (!isCurrency(read.money.currency))
    return badInput(
      `‘${shown(read.money.currency)}’ is not a currency. Write its three letters, such as USD.`,
    );
  if (read.money.amount.startsWith('-')) return badInput('A price cannot be below zero.');
  return ok(read.money);
}

const isCurrency = (code: string): boolean => Intl.supportedValuesOf('currency').includes(code);

export interface PriceOptions {
  price?: string;
  since?: string;
  credits?: string;
  overage?: string;
  currency?: string;
  invoice?: string;
}

/** `29/month`, `$290 per year`; undefined: no price was given. `usual`: the currency if none is written. */
export function readPlanPriceOptions(
  options: PriceOptions,
  usual: string | null,
  today: string,
): Read<PlanPrice | undefined> {
  const { price, since, credits, currency, invoice } = options;
  if (price === undefined)
    return since === undefined && credits === undefined && invoice === undefined
      ? ok(undefined)
      : badInput('--since, --credits and --invoice belong to a price: --price 29/month.');
  const every = readPlanPrice(price, { currency: currency?.trim().toUpperCase() ?? usual });
  if (!every.ok) return badInput(every.why);
  const paid = parsePaid(every.money, currency, invoice);
  if (!paid.ok) return paid;
  const day = since === undefined ? ok(today) : parseDay(since);
  if (!day.ok) return day;
  if (day.value > today) return badInput('The price must count from today or an earlier day.');
  const size = credits === undefined ? ok(null) : parsePositiveAmount(credits);
  if (!size.ok) return size;
  return ok({ since: day.value, every: every.every, paid: paid.value, credits: size.value });
}

function parsePaid(money: Money, currency: string | undefined, invoice: string | undefined): Read<Paid> {
  const checked = parseMoney(`${money.amount} ${money.currency}`, currency, null);
  if (!checked.ok) return checked;
  return readInvoice(checked.value, invoice);
}

const longestInvoice = 200;

/** A price with its invoice note. */
export function readInvoice(money: Money, invoice: string | undefined): Read<Paid> {
  const note = invoice?.trim() ?? '';
  if (note.length > longestInvoice)
    return badInput(`The note on the invoice is longer than ${longestInvoice} characters.`);
  return ok(note === '' ? money : { ...money, note });
}

/** `2/1000`: what each thousand credits beyond the plan cost; `2` alone is for a thousand. */
export function parseOverage(
  text: string,
  currency: string | undefined,
  usual: string | null,
): Read<{ paid: Paid; per: number }> {
  const [price = '', per = '1000', ...more] = text.split('/');
  if (more.length > 0) return badInput(`‘${shown(text)}’ is not a price. Write 2/1000: 2 for each thousand.`);
  const paid = parseMoney(price, currency, usual);
  if (!paid.ok) return paid;
  const size = parsePositiveAmount(per);
  return size.ok ? ok({ paid: paid.value, per: size.value }) : size;
}
