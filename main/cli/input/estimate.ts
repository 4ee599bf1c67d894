import type { CommandError, Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { optional, parseAmount } from './values.ts';

export interface EstimateOptions {
  account?: string;
  provider?: string;
  operation?: string;
  count?: string;
  credits?: string;
  option?: string[];
  json?: boolean;
}

/** A job to estimate. */
export interface Job {
  /** Null: calls at `credits` each. */
  operation: string | null;
  credits: number;
  count: number;
  options: Record<string, string>;
}

/** The job to estimate; null: list the operations instead. */
export function readJob(options: EstimateOptions): Result<Job | null, CommandError> {
  const count = optional(options.count, parseAmount);
  if (!count.ok) return count;
  const credits = optional(options.credits, parseAmount);
  if (!credits.ok) return credits;
  const given = readOptions(options.option ?? []);
  if (!given.ok) return given;
  const wrong = whatIsWrong(options);
  if (wrong !== null) return badInput(wrong);
  const { operation = null } = options;
  if (operation === null && credits.value === undefined) return { ok: true, value: null };
  return {
    ok: true,
    value: { operation, credits: credits.value ?? 0, count: count.value ?? 0, options: given.value },
  };
}

function whatIsWrong({
  account,
  provider,
  operation,
  credits,
  count,
  option,
}: EstimateOptions): string | null {
  const namesJob = operation !== undefined || credits !== undefined;
  const namesTarget = account !== undefined || provider !== undefined;
  if (account !== undefined && provider !== undefined) return 'Give an account or a provider, not both.';
  if (operation !== undefined && credits !== undefined)
    return 'Give an operation or the price of one call, not both.';
  if (credits !== undefined && option !== undefined)
    return '--option needs an operation; it does not go with --credits.';
  if (namesJob && count === undefined) return 'Say how many times, such as --count 2000.';
  if (operation !== undefined && !namesTarget) return 'Say where: --account ACCOUNT or --provider PROVIDER.';
  if (!namesJob && (count !== undefined || option !== undefined))
    return 'Say what: --operation OPERATION, or --credits with the price of one call.';
  if (!namesJob && !namesTarget) return 'Nothing to estimate. `fuelgauge estimate --help` shows how.';
  return null;
}

/** `name=value` pairs. If a name is repeated, the last one counts. */
function readOptions(written: readonly string[]): Result<Record<string, string>, CommandError> {
  const options: Record<string, string> = {};
  for (const pair of written) {
    const [, name, value] = /^([A-Za-z][A-Za-z0-9-]*)=(.+)$/.exec(pair) ?? [];
    if (name === undefined || value === undefined)
      return badInput('Write options as name=value, such as --option renderJs=no.');
    options[name] = value;
  }
  return { ok: true, value: options };
}
