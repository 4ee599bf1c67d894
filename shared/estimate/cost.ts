import { tidy } from '../ledger.ts';
import {
  badInput,
  type CommandError,
  type Credits,
  largestAmount,
  type Operation,
  ok,
  type RateCard,
  type Result,
  type Unit,
  type WorkUnit,
} from '../model/index.ts';
import { readAmount } from '../read-amount.ts';
import { countWords } from './work-units.ts';

/** A job priced by the rate card. `options`: the chosen values, by option id, as text. */
export interface OperationJob {
  kind: 'operation';
  /** Null: the newest. */
  generation: string | null;
  operation: string;
  count: number;
  options: Readonly<Record<string, string>>;
}

/** Calls at a price of your own, for what is on no rate card. */
export interface CallsJob {
  kind: 'calls';
  count: number;
  credits: number;
  unit: Unit;
}

export type Job = OperationJob | CallsJob;

export interface Cheaper {
  /** The start of its sentence: `Without JavaScript rendering`. */
  advice: string;
  /** By how much the maximum would fall; above zero. */
  saves: number;
  /** Whether `saves` is the most it could save. */
  upTo: boolean;
  job: Job;
}

/** What a job costs, in `unit`. `likely` and `most` are null if part of the price is unknown. */
export interface Cost {
  count: number;
  counted: WorkUnit;
  least: number;
  likely: number | null;
  most: number | null;
  unit: Unit;
  lines: { label: string; least: number; likely: number | null; most: number | null }[];
  /** Biggest saving first. */
  cheaper: Cheaper[];
  notes: string[];
}

/**
 * What a job costs. A missing option takes the provider's default; if there is none, the range spans all choices, and the
 * likely cost assumes that they are equally frequent. Fails if the rate card lacks something, with a sentence about it.
 */
export function estimateCost(card: RateCard | null, job: Job): Result<Cost, CommandError> {
  if (!Number.isFinite(job.count) || job.count < 0) return badInput('The number must be zero or more.');
  if (job.kind === 'calls') return callsCost(job);
  if (card === null) return badInput('This provider’s prices are unknown.');
  const operation = findOperation(card, job);
  if (!operation.ok) return operation;
  const wrong = wrongOption(operation.value, job.options);
  if (wrong !== null) return badInput(wrong);

  const sum = sumUp(operation.value, job);
  if (!isCountable(sum.closed.most)) return tooMuch;
  return ok({
    count: job.count,
    counted: operation.value.unit,
    least: sum.closed.least,
    likely: sum.open ? null : sum.closed.likely,
    most: sum.open ? null : sum.closed.most,
    unit: card.unit,
    lines: sum.lines,
    cheaper: cheaperWays(operation.value, job, sum),
    notes: [
      ...(operation.value.note === null ? [] : [operation.value.note]),
      ...(operation.value.charged === null ? [] : [chargedWords[operation.value.charged]]),
    ],
  });
}

const isCountable = (amount: number) => amount <= largestAmount;
const tooMuch = badInput('This job costs more than Fuelgauge can count. Estimate a smaller one.');

const chargedWords = {
  success: 'Failures are not charged.',
  attempt: 'Every attempt is charged, including failures and retries.',
};

function callsCost({ count, credits, unit }: CallsJob): Result<Cost, CommandError> {
  if (!Number.isFinite(credits) || credits < 0) return badInput('The price must be zero or more.');
  if (!Number.isInteger(count)) return badInput('The number of calls must be a whole number.');
  const total = tidy(count * credits);
  if (!isCountable(total)) return tooMuch;
  const cost = { least: total, likely: total, most: total };
  const lines = [{ label: 'Calls', ...cost }];
  return ok({ count, counted: 'call', ...cost, unit, lines, cheaper: [], notes: [] });
}

function findOperation(card: RateCard, job: OperationJob): Result<Operation, CommandError> {
  const generation =
    job.generation === null
      ? card.generations[0]
      : card.generations.find((candidate) => candidate.id === job.generation);
  if (generation === undefined) return badInput(`There is no price list “${job.generation}”.`);
  const operation = generation.operations.find(({ id }) => id === job.operation);
  return operation
    ? ok(operation)
    : badInput(
        `There is no operation “${job.operation}”. Choose one of: ${generation.operations.map(({ id }) => id).join(', ')}.`,
      );
}

/** A sentence about the first option, or value, that the operation does not have. */
function wrongOption(operation: Operation, given: OperationJob['options']): string | null {
  for (const [id, value] of Object.entries(given)) {
    const option = operation.options.find((candidate) => candidate.id === id);
    if (!option)
      return operation.options.length === 0
        ? `“${operation.id}” has no options.`
        : `“${operation.id}” has no option “${id}”. It has: ${operation.options.map((one) => one.id).join(', ')}.`;
    if (option.kind === 'choice' && !option.choices.some((choice) => choice.id === value))
      return `“${id}” must be one of ${option.choices.map((choice) => choice.id).join(', ')}.`;
    if (option.kind === 'number' && Number.isNaN(amountOf(value)))
      return `“${id}” must be a number, such as 3 or 0.5.`;
  }
  return null;
}

/** NaN if it is not an amount. */
function amountOf(text: string): number {
  const read = readAmount(text);
  return read.ok ? read.amount : Number.NaN;
}

interface Sum {
  /** Without the unknown part. */
  closed: Credits;
  /** Whether part of the price is unknown. */
  open: boolean;
  lines: Cost['lines'];
}

/** Adds up the lines for every possible combination of choices. */
function sumUp(operation: Operation, { count, options }: OperationJob): Sum {
  const combinations = combine(operation, options);
  const times = (per: string | null): number | null => {
    const option = operation.options.find(({ id }) => id === per);
    if (per === null || option?.kind !== 'number') return count;
    const given = options[option.id];
    const each = given === undefined ? option.usual : amountOf(given);
    return each === null ? null : count * each;
  };
  let open = false;
  const lines: Cost['lines'] = [];
  const sums = combinations.map((): Credits => ({ least: 0, likely: 0, most: 0 }));
  for (const line of operation.lines) {
    const factor = times(line.per);
    let met = 0;
    combinations.forEach((combination, index) => {
      if (!Object.entries(line.when).every(([id, choice]) => combination[id] === choice)) return;
      met += 1;
      const sum = sums[index];
      if (sum === undefined || factor === null) return;
      sum.least += line.credits.least * factor;
      sum.likely += line.credits.likely * factor;
      sum.most += line.credits.most * factor;
    });
    if (met === 0) continue;
    if (factor === null) {
      open = true;
      lines.push({ label: line.label, least: 0, likely: null, most: null });
      continue;
    }
    if (factor === 0) continue;
    lines.push({
      label: line.label,
      least: met === combinations.length ? tidy(line.credits.least * factor) : 0,
      likely: tidy((line.credits.likely * factor * met) / combinations.length),
      most: tidy(line.credits.most * factor),
    });
  }
  const closed = {
    least: tidy(Math.min(...sums.map(({ least }) => least))),
    likely: tidy(sums.reduce((all, { likely }) => all + likely, 0) / sums.length),
    most: tidy(Math.max(...sums.map(({ most }) => most))),
  };
  return { closed, open, lines };
}

type Combination = Record<string, string>;

/** All combinations of the choices that are left open. */
function combine(operation: Operation, given: OperationJob['options']): Combination[] {
  let combinations: Combination[] = [{}];
  for (const option of operation.options) {
    if (option.kind !== 'choice') continue;
    const chosen = given[option.id] ?? option.usual;
    const possible = chosen === null ? option.choices.map(({ id }) => id) : [chosen];
    combinations = combinations.flatMap((combination) =>
      possible.map((choice) => ({ ...combination, [option.id]: choice })),
    );
  }
  return combinations;
}

function cheaperWays(operation: Operation, job: OperationJob, now: Sum): Cheaper[] {
  const isPoint = now.closed.least === now.closed.most;
  const ways: { advice: string; job: OperationJob }[] = [];
  for (const option of operation.options) {
    if (option.kind !== 'choice') continue;
    const choices = option.choices.flatMap(({ id, advice }) =>
      advice === null ? [] : [{ advice, job: { ...job, options: { ...job.options, [option.id]: id } } }],
    );
    const most = (way: { job: OperationJob }) => sumUp(operation, way.job).closed.most;
    const best = choices.toSorted((a, b) => most(a) - most(b))[0];
    if (best !== undefined) ways.push(best);
  }
  // A tenth fewer: small enough to be realistic, large enough to matter.
  const fewer = { ...job, count: Math.floor(job.count * 0.9) };
  if (fewer.count > 0)
    for (const saving of operation.savings)
      ways.push({
        job: fewer,
        advice:
          saving === 'page-limit'
            ? `With a limit of ${countWords(fewer.count, operation.unit)}`
            : `With one ${operation.unit} in ten from your own cache`,
      });
  return ways
    .flatMap(({ advice, job: changed }): Cheaper[] => {
      const { closed } = sumUp(operation, changed);
      const saves = tidy(now.closed.most - closed.most);
      return saves > 0 && closed.likely <= now.closed.likely
        ? [{ advice, saves, upTo: !isPoint, job: changed }]
        : [];
    })
    .toSorted((a, b) => b.saves - a.saves);
}
