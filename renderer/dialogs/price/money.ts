import { currencySchema, decimalSchema, type Money } from '../../../shared/model/index.ts';
import { readAmount } from '../../../shared/read-amount.ts';

export type ReadMoney = { ok: true; value: Money } | { ok: false; error: string };

/** Reads a price as people write it, `49`, `1,200.50` or `0,4`, exactly. The error is a sentence. */
export function readMoney(text: string, currency: string): ReadMoney {
  if (text.trim() === '') return { ok: false, error: 'Enter a price, such as 49 or 0.50.' };
  const read = readAmount(text);
  if (!read.ok) return { ok: false, error: read.why };
  const amount = decimalSchema.safeParse(decimalText(read.amount));
  if (!amount.success || read.amount < 0) return { ok: false, error: 'Enter a price, such as 49 or 0.50.' };
  const code = currencySchema.safeParse(currency.trim().toUpperCase());
  if (!code.success || !isCurrency(code.data))
    return { ok: false, error: 'Enter the currency by its three letters, such as USD.' };
  return { ok: true, value: { amount: amount.data, currency: code.data } };
}

const digits = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** A number as a decimal without an exponent. Its shortest text is what was typed, up to 15 digits. */
export const decimalText = (amount: number): string => digits.format(amount);

let known: ReadonlySet<string> | undefined;

/** Whether there is such a currency today. */
export function isCurrency(code: string): boolean {
  known ??= new Set(Intl.supportedValuesOf('currency'));
  return known.has(code);
}

/** Currencies to choose from: those in use first. */
export function currenciesToOffer(used: readonly string[]): string[] {
  return [...new Set([...used, ...usual])];
}

const usual = ['USD', 'EUR', 'GBP', 'CHF', 'JPY', 'CNY', 'INR', 'CAD', 'AUD', 'SEK', 'PLN', 'BRL'];
