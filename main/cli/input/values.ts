import { z } from 'zod';
import { type CommandError, ok, type Result, type Rollover } from '../../../shared/model/index.ts';
import { readAmount } from '../../../shared/read-amount.ts';
import { dayOf } from '../../../shared/time/index.ts';
import { badInput } from '../exit.ts';
import { plain } from '../text/table.ts';

// Parses what you type on the command line. It is strict: a misread amount is worse than a refused one.

type Read<Value> = Result<Value, CommandError>;

const instantSchema = z.union([
  z.iso.datetime({ offset: true }),
  z.iso.datetime({ offset: true, precision: -1 }),
]);
const daySchema = z.iso.date();

/** "1200", "1,200", "1.200,5" or "0,5": zero or more, in the pool's unit. */
export function parseAmount(text: string): Read<number> {
  const read = readAmount(text);
  return read.ok ? ok(read.amount) : badInput(read.why);
}

export const tooLarge = (text: string): string =>
  `‘${shown(text)}’ is too large. Fuelgauge counts up to 1,000,000,000,000,000.`;

/** Like `parseAmount`, but more than zero. */
export function parsePositiveAmount(text: string): Read<number> {
  const amount = parseAmount(text);
  return amount.ok && amount.value === 0 ? badInput('The amount must be more than 0.') : amount;
}

/** "2026-12-14", or the UTC day of a full instant. Returns `YYYY-MM-DD`. */
export function parseDay(text: string): Read<string> {
  const written = text.trim();
  if (daySchema.safeParse(written).success) return ok(written);
  const instant = parseInstant(text);
  return instant.ok ? ok(dayOf(instant.value)) : instant;
}

/** "2026-12-14" (its first instant in UTC) or an ISO 8601 instant with its zone. Returns epoch milliseconds. */
export function parseInstant(text: string): Read<number> {
  const written = text.trim();
  if (daySchema.safeParse(written).success || instantSchema.safeParse(written).success)
    return ok(Date.parse(written));
  return badInput(`‘${shown(text)}’ is not a date. Write 2026-12-14, or 2026-12-14T09:00:00Z.`);
}

/** Like `parseInstant`; "never" is null. */
export function parseExpiry(text: string): Read<number | null> {
  return text.trim().toLowerCase() === 'never' ? ok(null) : parseInstant(text);
}

/** "all", "none", or the maximum that rolls over. */
export function parseRollover(text: string): Read<Rollover> {
  const word = text.trim().toLowerCase();
  if (word === 'all' || word === 'none') return ok(word);
  if (!/\d/.test(word))
    return badInput(
      `‘${shown(text)}’ is not a rollover. Write all, none, or the maximum that rolls over, such as 5000.`,
    );
  const amount = parseAmount(text);
  return amount.ok ? ok({ upTo: amount.value }) : amount;
}

/** "none", or an amount above zero: below it, a balance without a limit is low. */
export function parseFloor(text: string): Read<number | 'none'> {
  return text.trim().toLowerCase() === 'none' ? ok('none') : parsePositiveAmount(text);
}

/** A TCP port; 0 lets the system choose one. */
export function parsePort(text: string): Read<number> {
  const port = /^\d{1,5}$/.test(text.trim()) ? Number(text) : Number.NaN;
  return port <= 65535
    ? ok(port)
    : badInput(`‘${shown(text)}’ is not a port. Write a number from 0 to 65535.`);
}

/** Parses an option, if it was given. */
export function optional<Value>(
  text: string | undefined,
  parse: (text: string) => Read<Value>,
): Read<Value | undefined> {
  return text === undefined ? ok(undefined) : parse(text);
}

/** Input as quoted in messages: short and safe for the terminal. */
export function shown(text: string): string {
  const safe = plain(text);
  return safe.length > 60 ? `${safe.slice(0, 60)}…` : safe;
}
