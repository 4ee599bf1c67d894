import {
  type CommandError,
  type CurrencyRate,
  decimalSchema,
  ok,
  type Result,
} from '../../../shared/model/index.ts';
import { readAmount } from '../../../shared/read-amount.ts';
import { badInput } from '../exit.ts';
import { parseDay, shown } from './values.ts';

const digits = new Intl.NumberFormat('en', { useGrouping: false, maximumFractionDigits: 20 });

/** `EUR`, `eur`; whether there is such a currency, the engine knows. */
export function readCurrency(text: string): Result<string, CommandError> {
  const code = text.trim().toUpperCase();
  return /^[A-Z]{3}$/.test(code)
    ? ok(code)
    : badInput(`‘${shown(text)}’ is not a currency. Write its three letters, such as USD.`);
}

/** `EUR USD 1.08`: what one of the first is worth in the second. */
export function readRate(
  written: { from: string; to: string; rate: string; on: string | undefined },
  today: string,
): Result<CurrencyRate, CommandError> {
  const from = readCurrency(written.from);
  if (!from.ok) return from;
  const to = readCurrency(written.to);
  if (!to.ok) return to;
  const amount = readAmount(written.rate);
  if (!amount.ok) return badInput(amount.why);
  // Its shortest text is what was typed, up to 15 digits.
  const rate = decimalSchema.regex(/^\d/).safeParse(digits.format(amount.amount));
  if (!rate.success) return badInput(`‘${shown(written.rate)}’ is not a rate. Write 1.08.`);
  const on = written.on === undefined ? ok(today) : parseDay(written.on);
  return on.ok ? ok({ from: from.value, to: to.value, rate: rate.data, on: on.value }) : on;
}
