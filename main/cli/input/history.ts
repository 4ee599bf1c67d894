import { z } from 'zod';
import type { ExportHistoryInput } from '../../../shared/api/history.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time/index.ts';
import { badInput } from '../exit.ts';
import { optional, parseInstant } from './values.ts';

export interface HistoryOptions {
  csv?: boolean;
  json?: boolean;
  all?: boolean;
  from?: string;
  to?: string;
  output?: string;
}

/** Which history, in which form. */
export function readHistoryOptions(
  account: string | undefined,
  { csv = false, json = false, all = false, from, to }: HistoryOptions,
): Result<ExportHistoryInput, CommandError> {
  if (csv === json) return badInput('Say how: --csv or --json.');
  if ((account === undefined) !== all) return badInput('Name one account, or say --all.');
  const begin = optional(from, parseInstant);
  if (!begin.ok) return begin;
  const end = optional(to, parseEnd);
  if (!end.ok) return end;
  return ok({ account, format: csv ? 'csv' : 'json', from: begin.value, to: end.value });
}

/** A day ends when the next begins. */
function parseEnd(text: string): Result<number, CommandError> {
  const instant = parseInstant(text);
  const isDay = z.iso.date().safeParse(text.trim()).success;
  return instant.ok && isDay ? ok(instant.value + dayMs) : instant;
}
