import { formatAmount } from './format.ts';
import { largestAmount } from './model/amount.ts';

// Amounts as people and programs write them. Each is read as the one number it can mean, or refused with a sentence.

export type DecimalMark = 'point' | 'comma';

export type ReadAmount = { ok: true; amount: number } | { ok: false; why: string };

export interface AmountReading {
  /**
   * Decides `1,249` and `5.000`; `open` refuses both. By default a comma groups, as in every amount shown here, and the
   * point is refused.
   */
  decimal?: DecimalMark | 'open' | undefined;
  /** Accepts amounts below zero. */
  negative?: boolean;
}

const spaces = /[\u00a0\u2009\u202f]/g;
const apostrophes = /[’\u02bc]/g;
const example = 'Write digits only, with a point or comma for decimals, such as 1200 or 0.5.';

/**
 * Reads `1,249`, `1.249,5`, `1 249,5`, `1’249.50`, `1,00,000`, `0,95`, `.5` and `1.5e3`. Currency signs, units and digits
 * of other scripts are refused, and so is what can mean two numbers, such as `5.000`.
 */
export function readAmount(text: string, { decimal, negative = false }: AmountReading = {}): ReadAmount {
  const written = text.trim().replace(spaces, ' ').replace(apostrophes, "'");
  const [, sign = '', size = ''] = /^([+−-]?)(.*)$/s.exec(written) ?? [];
  const readings = readingsOf(size);
  const { value, why } = choose(readings, decimal, text);
  if (value === null) return { ok: false, why };
  if (value > largestAmount || (value === 0 && /[1-9]/.test(size.replace(/e.*/i, ''))))
    return { ok: false, why: `${quoted(text)} is too ${value === 0 ? 'small' : 'large'}. Check the digits.` };
  const isNegative = sign !== '' && sign !== '+' && value !== 0;
  if (isNegative && !negative)
    return { ok: false, why: `${quoted(text)} is below zero. Write an amount of 0 or more.` };
  return { ok: true, amount: isNegative ? -value : value };
}

/** The decimal mark that an amount shows; null if it shows none, or can mean two numbers. */
export function decimalMarkOf(text: string): DecimalMark | null {
  const { point, comma } = readingsOf(
    text
      .trim()
      .replace(spaces, ' ')
      .replace(apostrophes, "'")
      .replace(/^[+−-]/, ''),
  );
  if (point === comma) return null;
  return point === null ? 'comma' : comma === null ? 'point' : null;
}

/** What an amount without its sign means, by its decimal mark; null: nothing. */
interface Readings {
  point: number | null;
  comma: number | null;
}

const readingsOf = (size: string): Readings => ({
  point: readAs(size, '.', ','),
  comma: readAs(size, ',', '.'),
});

const groups = {
  thousands: /^[1-9]\d{0,2}(?:([,.' ])\d{3})(?:\1\d{3})*$/,
  // South Asian: 1,00,000 is a hundred thousand.
  lakhs: /^[1-9]\d?(?:,\d{2})+,\d{3}$/,
};

function readAs(size: string, mark: '.' | ',', other: '.' | ','): number | null {
  // Only programs write an exponent, and they use a point.
  if (/^(?:\d+\.?\d*|\.\d+)e[+-]?\d{1,3}$/i.test(size)) return mark === '.' ? Number(size) : null;
  const parts = size.split(mark);
  const [whole = '', fraction = ''] = parts;
  if (parts.length > 2 || !/^\d*$/.test(fraction) || whole + fraction === '') return null;
  if (/^\d*$/.test(whole)) return Number(`${whole}.${fraction}0`);
  const isGrouped = groups.thousands.test(whole) || (other === ',' && groups.lakhs.test(whole));
  return isGrouped ? Number(`${whole.replace(/[,.' ]/g, '')}.${fraction}0`) : null;
}

function choose(
  { point, comma }: Readings,
  decimal: AmountReading['decimal'],
  text: string,
): { value: number | null; why: string } {
  if (point === null || comma === null || point === comma)
    return { value: point ?? comma, why: `${quoted(text)} is not an amount. ${example}` };
  if (decimal === 'comma') return { value: comma, why: '' };
  // Only one group of three digits can mean both; with a comma, the point's reading is the larger one.
  if (decimal === 'point' || (decimal === undefined && point > comma)) return { value: point, why: '' };
  return { value: null, why: ambiguous(text, point, comma) };
}

/** `‘5.000’ can mean 5 or 5,000. Write 5 or 5000.` */
function ambiguous(text: string, one: number, other: number): string {
  const [small, large] = [Math.min(one, other), Math.max(one, other)];
  return `${quoted(text)} can mean ${small} or ${formatAmount(large, { kind: 'credits' })}. Write ${editable(small)} or ${large}.`;
}

/** An amount to edit in a field, exact and with a single reading: `5000`, `0.5`, `1.2490`. */
export function editable(amount: number): string {
  // Four decimals can be no group of thousands.
  return /\.\d{3}$/.test(String(amount)) ? `${amount}0` : String(amount);
}

const quoted = (text: string): string => {
  const plain = text.replace(/[\p{Cc}\p{Cf}]+/gu, ' ');
  return `‘${plain.length > 60 ? `${plain.slice(0, 60)}…` : plain}’`;
};
