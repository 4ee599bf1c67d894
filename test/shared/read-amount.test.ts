import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatAmount } from '../../shared/format.ts';
import { readAmount } from '../../shared/read-amount.ts';

const read = (text: string) => {
  const result = readAmount(text);
  return result.ok ? result.amount : result.why;
};

describe('an amount', () => {
  it.each([
    ['1200', 1200],
    ['1,249', 1249],
    ['1.249,5', 1249.5],
    ['1,249.5', 1249.5],
    ['1 249,5', 1249.5],
    ['1\u00a0249,5', 1249.5],
    ['1\u202f249,5', 1249.5],
    ['1\u2009249.5', 1249.5],
    ["1'249.50", 1249.5],
    ['1’249.50', 1249.5],
    ['1 249', 1249],
    ['1.000.000', 1_000_000],
    ['1,000,000', 1_000_000],
    ['1,00,000', 100_000],
    ['12,34,567.5', 1_234_567.5],
    ['0,95', 0.95],
    ['0,500', 0.5],
    ['0.500', 0.5],
    ['.5', 0.5],
    [',5', 0.5],
    ['.500', 0.5],
    ['5.', 5],
    ['12,5', 12.5],
    ['1234,567', 1234.567],
    ['1.2490', 1.249],
    ['1e3', 1000],
    ['1.249e3', 1249],
    ['+5', 5],
    ['007', 7],
    ['-0', 0],
    [' 12,345,678.25 ', 12_345_678.25],
  ])('%j is read', (text, amount) => {
    expect(read(text)).toBe(amount);
  });

  it.each([
    ['5.000', '‘5.000’ can mean 5 or 5,000. Write 5 or 5000.'],
    ['5.500', '‘5.500’ can mean 5.5 or 5,500. Write 5.5 or 5500.'],
    ['12.125', '‘12.125’ can mean 12.125 or 12,125. Write 12.1250 or 12125.'],
    ['-5', '‘-5’ is below zero. Write an amount of 0 or more.'],
    ['1e16', '‘1e16’ is too large. Check the digits.'],
    ['1e-400', '‘1e-400’ is too small. Check the digits.'],
  ])('%j is refused with its readings', (text, why) => {
    expect(read(text)).toBe(why);
  });

  it.each([
    '',
    ' ',
    'abc',
    '.',
    ',',
    '-',
    '0x10',
    '١٢',
    '１２',
    '5 credits',
    '$5',
    '5%',
    '∞',
    'NaN',
    'Infinity',
    '1,2000,000',
    '1,249,5',
    '1.2.3',
    '1,249.500,5',
    '12.345,678.9',
    '1 249 5',
    '1,249 500',
    '0,000,500',
    '--5',
    '1e5e5',
    '1,5e3',
    '5\n6',
    '1_000',
  ])('%j is no amount', (text) => {
    expect(read(text)).toMatch(/ is not an amount\. Write digits only, /);
  });

  it('below zero is accepted where a balance may be', () => {
    expect(readAmount('-1.249,5', { negative: true })).toEqual({ ok: true, amount: -1249.5 });
    expect(readAmount('−39', { negative: true })).toEqual({ ok: true, amount: -39 });
  });

  it('is read back as it is shown, in English and in every notation without two readings', () => {
    const amounts = fc.double({ min: 0, max: 1e12, noNaN: true });
    fc.assert(
      fc.property(amounts, (amount) => {
        const shown = formatAmount(amount, { kind: 'credits' });
        const back = read(shown);
        expect(back).toBeTypeOf('number');
        expect(formatAmount(Number(back), { kind: 'credits' })).toBe(shown);
      }),
    );
    const locales = fc.constantFrom('en', 'en-IN', 'de', 'de-CH', 'fr', 'es', 'pl', 'sv', 'it', 'pt-BR');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e15 }), locales, (hundredths, locale) => {
        const amount = hundredths / 100;
        const shown = new Intl.NumberFormat(locale, { minimumFractionDigits: 2 }).format(amount);
        expect(read(shown)).toBe(amount);
      }),
    );
  });

  it('never becomes a number that nobody would read there', () => {
    const text = fc
      .array(fc.constantFrom('0', '1', '2', '5', '9', '.', ',', ' ', "'", 'e', '-', '00', '000', '249'), {
        maxLength: 8,
      })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(text, (written) => {
        const result = readAmount(written, { negative: true });
        if (!result.ok) return;
        const digits = written.replace(/e.*/, '').replace(/\D/g, '');
        const ratio = Math.abs(result.amount) / Number(digits);
        // The digits are kept, and at most the decimal mark is placed.
        if (Number(digits) === 0) expect(result.amount).toBe(0);
        else expect(Math.abs(Math.log10(ratio) - Math.round(Math.log10(ratio)))).toBeLessThan(1e-9);
      }),
    );
  });
});
