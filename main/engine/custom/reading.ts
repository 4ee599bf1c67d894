import type { ReadExpressions, ReadField } from '../../../shared/custom/definition.ts';
import { tidy } from '../../../shared/ledger.ts';
import { fail, largestAmount, ok, type Result } from '../../../shared/model/index.ts';
import { plainText } from '../../../shared/plain-text.ts';
import { readAmount } from '../../../shared/read-amount.ts';
import { isoInstant } from '../../providers/contract/index.ts';
import { type ReadingParts, type Refused, refuse } from '../../providers/contract/reading.ts';
import { kindOfWords } from '../../providers/contract/refusals.ts';
import { type Answer, evaluateAll, type Found } from './evaluate.ts';

/** What an expression found, and what it means: an amount, an instant or a text. */
export interface Value {
  field: ReadField;
  /** As found; null: nothing. */
  found: Found;
  /** Why it cannot be used; null: it can. */
  wrong: string | null;
}

/** The values of all expressions, in their order. */
export function valuesOf(expressions: ReadExpressions, answer: Answer): Value[] {
  const asked = fields.flatMap((field) => {
    const expression = expressions[field];
    return expression === undefined ? [] : [{ field, expression }];
  });
  const results = evaluateAll(
    asked.map(({ expression }) => expression),
    answer,
  );
  return results.flatMap((result, at) => {
    const field = asked[at]?.field;
    if (field === undefined) return [];
    if (!result.ok) return [{ field, found: null, wrong: result.error }];
    const meant = meaningOf(field, result.value);
    return [{ field, found: result.value, wrong: meant.ok ? null : meant.error }];
  });
}

const fields = ['remaining', 'used', 'limit', 'renewsAt', 'expiresAt', 'plan', 'error'] as const;

/** What the values say together: a balance, or why there is none. */
export function readingOf(values: readonly Value[]): Result<ReadingParts | Refused, string> {
  const error = values.find(({ field }) => field === 'error');
  if (error !== undefined && error.wrong === null && isError(error.found))
    return ok(refuse(kindOfWords(String(error.found)) ?? 'refused', errorWords(error.found)));
  const wrong = values.find((value) => value.wrong !== null && value.field !== 'error');
  if (wrong !== undefined) return fail(`“${wrong.field}”: ${wrong.wrong?.replace(/\.$/, '')}`);
  const amount = (field: ReadField) => meantBy(values, field, amountOf);
  const at = (field: ReadField) => meantBy(values, field, instantOf);
  const [remaining, used, limit] = [amount('remaining'), amount('used'), amount('limit')];
  if (remaining === null && used === null && limit === null)
    return fail('none of the expressions for remaining, used and limit finds a number');
  const plan = values.find(({ field }) => field === 'plan')?.found ?? null;
  const renewsAt = at('renewsAt');
  return ok({
    remaining,
    used,
    limit,
    ...(renewsAt !== null && { cycle: { renewsAt } }),
    expiresAt: at('expiresAt'),
    plan: plan === null || plan === '' ? null : plainText(String(plan)).slice(0, longestPlan),
  });
}

function meaningOf(field: ReadField, found: Found): Result<unknown, string> {
  if (field === 'plan' || field === 'error') return ok(found);
  return field === 'renewsAt' || field === 'expiresAt' ? instantOf(found) : amountOf(found);
}

function meantBy<Meant>(
  values: readonly Value[],
  wanted: ReadField,
  meaning: (found: Found) => Result<Meant | null, string>,
): Meant | null {
  const value = values.find(({ field }) => field === wanted);
  const meant = value === undefined ? null : meaning(value.found);
  return meant?.ok ? meant.value : null;
}

/** A number, or a text that is one: `1,249.50`, `$12`. */
function amountOf(found: Found): Result<number | null, string> {
  if (found === null || found === '') return ok(null);
  if (typeof found === 'boolean') return fail('It finds true or false, not a number.');
  if (typeof found === 'number')
    return Math.abs(found) <= largestAmount ? ok(tidy(found)) : fail('The number is too large.');
  const read = readAmount(found.replace(/^\s*([+-]?)\s*\p{Sc}\s*/u, '$1'), { negative: true });
  return read.ok ? ok(read.amount) : fail(`“${plainText(found).slice(0, 60)}” is not a number.`);
}

/** Later than this in seconds, a number counts milliseconds: it is the year 5138. */
const mostSeconds = 1e11;

/** An ISO date or instant, or seconds or milliseconds since 1970; 0 and below mean none. */
function instantOf(found: Found): Result<number | null, string> {
  if (found === null || found === '' || found === false) return ok(null);
  const text = String(found).trim();
  if (/^-?\d+(\.\d+)?$/.test(text)) {
    const count = Number(text);
    const at = Math.round(count < mostSeconds ? count * 1000 : count);
    return count <= 0 ? ok(null) : at <= Date.UTC(10_000, 0) ? ok(at) : fail('The date is too far away.');
  }
  const parsed = isoInstant.safeParse(text);
  return parsed.success ? ok(parsed.data) : fail(`“${plainText(text).slice(0, 60)}” is not a date.`);
}

const longestPlan = 100;

const isError = (found: Found): boolean =>
  found !== null && found !== false && found !== 0 && found !== '' && found !== '0';

const errorWords = (found: Found): string =>
  found === true ? 'the answer is an error.' : plainText(String(found)).slice(0, 200);
