import { hiddenAmount, type Writing } from '../format.ts';
import type { Money, MoneyRange } from '../model/index.ts';

// How money is written. Without the library for exact sums, so that the popover and the first paint need not load it: numbers
// are written from their exact text, which Intl rounds half up.

const digitsOf = new Map<string, number>();

/** The decimals of a currency's minor unit: USD 2, JPY 0, KWD 3. */
export function minorDigits(currency: string): number {
  const known = digitsOf.get(currency);
  if (known !== undefined) return known;
  const { maximumFractionDigits = 2 } = new Intl.NumberFormat('en', {
    style: 'currency',
    currency,
  }).resolvedOptions();
  digitsOf.set(currency, maximumFractionDigits);
  return maximumFractionDigits;
}

const formats = new Map<string, Intl.NumberFormat>();

function formatOf(locale: string, options: Intl.NumberFormatOptions): Intl.NumberFormat {
  const key = `${locale} ${JSON.stringify(options)}`;
  const found = formats.get(key) ?? new Intl.NumberFormat(locale, options);
  formats.set(key, found);
  return found;
}

const isNumeric = (text: string): text is `${number}` => /^-?\d+(\.\d+)?$/.test(text);

/**
 * `$12.40`, rounded half up to the minor unit. `whole`: without decimals from 100 on, and where there are none, for headlines.
 */
export function formatMoney(
  { amount, currency }: Money,
  { locale = 'en', mask = false }: Writing = {},
  length: 'full' | 'whole' = 'full',
): string {
  if (mask) return hiddenAmount;
  const isWhole = length === 'whole' && (Math.abs(Number(amount)) >= 100 || /^-?\d+(\.0+)?$/.test(amount));
  const written = isNumeric(amount) ? amount : '0';
  return formatOf(locale, {
    style: 'currency',
    currency,
    signDisplay: 'negative',
    ...(isWhole && { maximumFractionDigits: 0 }),
  }).format(written);
}

/** A limit that you set, never rounded: `$100`, `$1,000.50`. */
export const formatLimit = (limit: Money, writing?: Writing): string =>
  formatMoney(limit, writing, Number.isInteger(Number(limit.amount)) ? 'whole' : 'full');

/** Several currencies: `$12.40 + €8.00`; nothing at all: `–`. */
export function formatMoneys(moneys: readonly Money[], writing?: Writing, length?: 'full' | 'whole'): string {
  if (moneys.length === 0) return '–';
  return moneys.map((money) => formatMoney(money, writing, length)).join(' + ');
}

/** `$238 to $251`, or one amount if both are written alike. */
export function formatMoneyRange(range: MoneyRange, writing?: Writing): string {
  const [low, high] = [range.low, range.high].map((amount) =>
    formatMoney({ amount, currency: range.currency }, writing, 'whole'),
  );
  return low === high ? `${low}` : `${low} to ${high}`;
}

/** The price of one credit or a thousand, with up to six significant digits and at least the minor unit: `$0.0049`. */
export function formatPrice(
  { amount, currency }: Money,
  { locale = 'en', mask = false }: Writing = {},
): string {
  if (mask) return hiddenAmount;
  const size = Math.abs(Number(amount));
  const digits = minorDigits(currency);
  const written = isNumeric(amount) ? amount : '0';
  const small = size > 0 && size < 1 ? Math.min(20, 5 - Math.floor(Math.log10(size))) : digits;
  return formatOf(locale, {
    style: 'currency',
    currency,
    minimumFractionDigits: digits,
    maximumFractionDigits: Math.max(digits, small),
  }).format(written);
}
