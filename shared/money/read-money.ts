import type { Frequency, Money } from '../model/index.ts';
import { type AmountReading, readAmount } from '../read-amount.ts';
import { decimal, textOf } from './decimal.ts';

export type ReadMoney = { ok: true; money: Money } | { ok: false; why: string };
export type ReadPlanPrice = { ok: true; money: Money; every: Frequency } | { ok: false; why: string };

const signs: Record<string, string> = {
  $: 'USD',
  US$: 'USD',
  '€': 'EUR',
  '£': 'GBP',
  '¥': 'JPY',
  '₹': 'INR',
  A$: 'AUD',
  C$: 'CAD',
  '₩': 'KRW',
};

const sign = String.raw`(?:US|[AC])?\$|[€£¥₹₩]|[A-Za-z]{3}`;
const before = new RegExp(`^([+-]?)(${sign})\\s*(?=[\\d.,])`, 'u');
const after = new RegExp(`(?<=[\\d.,])\\s*(${sign})$`, 'u');

/** A sum of a thousand such prices is still exact. */
const largestPrice = 999_999_999_999;

/**
 * Reads what a person types for a price: `$49`, `49.90`, `1 200,50 EUR`, `EUR 12`. `currency`: of an amount without one.
 */
export function readMoney(
  text: string,
  { currency, decimal: mark }: { currency?: string | null; decimal?: AmountReading['decimal'] } = {},
): ReadMoney {
  const written = text.trim().replace(/[\u00a0\u2009\u202f]/g, ' ');
  const [lead, leading] = [before.exec(written), after.exec(written)];
  if (lead !== null && leading !== null && codeOf(lead[2]) !== codeOf(leading[1]))
    return { ok: false, why: `‘${written}’ names two currencies. Write one, such as 49 USD.` };
  const code = codeOf(lead?.[2] ?? leading?.[1]) ?? currency ?? null;
  const size = written.replace(before, '$1').replace(after, '');
  const read = readAmount(size, { decimal: mark });
  if (!read.ok) return read;
  if (read.amount > largestPrice) return { ok: false, why: `‘${written}’ is too large. Check the digits.` };
  if (code === null)
    return { ok: false, why: `In which currency is ${written}? Write it after it, such as 49 USD.` };
  return { ok: true, money: { amount: textOf(decimal(read.amount)), currency: code } };
}

const codeOf = (written: string | undefined): string | null =>
  written === undefined ? null : (signs[written] ?? written.toUpperCase());

const frequencies: [RegExp, Frequency][] = [
  [/^(?:d|day|daily)$/, 'daily'],
  [/^(?:w|wk|week|weekly)$/, 'weekly'],
  [/^(?:m|mo|month|monthly)$/, 'monthly'],
  [/^(?:y|yr|year|yearly|annually|annum)$/, 'yearly'],
];

/** Reads a plan's price: `29/month`, `$290 per year`, `29 EUR monthly`. Without a cycle: `every`, or by the month. */
export function readPlanPrice(
  text: string,
  options: Parameters<typeof readMoney>[1] & { every?: Frequency } = {},
): ReadPlanPrice {
  const [, size = text, word] =
    /^(.*?)\s*(?:\/\s*|\bper\s+|\ban?\s+|\s(?=[a-z]+ly$))([a-z]+)$/i.exec(text.trim()) ?? [];
  const every =
    word === undefined
      ? (options.every ?? 'monthly')
      : frequencies.find(([pattern]) => pattern.test(word.toLowerCase()))?.[1];
  if (every === undefined)
    return {
      ok: false,
      why: `‘${word}’ is no cycle. Write a price per day, week, month or year, such as 29/month.`,
    };
  const read = readMoney(size, options);
  return read.ok ? { ...read, every } : read;
}
