import { createContext, isContext, Script } from 'node:vm';
import { type JSONValue, registerFunction, search, TYPE_ANY } from '@jmespath-community/jmespath';
import { z } from 'zod';
import { type Expression, unavailableFunctions } from '../../../shared/custom/definition.ts';
import { fail, ok, type Result } from '../../../shared/model/index.ts';

/** An answer, as expressions see it. */
export interface Answer {
  text: string;
  /** Undefined: it is not JSON. */
  json: JSONValue | undefined;
}

export function answerOf(text: string): Answer {
  try {
    const json: JSONValue = JSON.parse(text);
    return { text, json };
  } catch {
    return { text, json: undefined };
  }
}

/** What an expression may find. */
export type Found = string | number | boolean | null;

const errorSchema = z
  .object({
    code: z.string().optional().catch(undefined),
    message: z.string().catch('It cannot be worked out.'),
  })
  .catch({ code: undefined, message: 'It cannot be worked out.' });

const tooSlow = 'It takes too long.';
const waits = 'It waits for the one that takes too long.';
const limitMs = 200;
/** More than the answers' longest keys, so that a key in a text is seen whole and masked. */
const longestText = 4000;

// One text or list that is too large for V8 ends the whole process, in the middle of a function and in a worker thread with
// `resourceLimits` too (Node 24.21, November 2026). A name can be spelled in several ways, so the functions themselves go.
const anything = [{ types: [TYPE_ANY], variadic: true }];
for (const name of unavailableFunctions)
  registerFunction(
    name,
    () => {
      throw new Error(`The function ${name} is not available. Use a pattern for a part of a text.`);
    },
    anything,
    { override: true },
  );
registerFunction(
  'to_string',
  ([value = null]) => {
    if (typeof value === 'object' && value !== null)
      throw new Error('The function to_string takes one value, no list and no object.');
    return String(value);
  },
  [{ types: [TYPE_ANY] }],
  { override: true },
);

/**
 * The values of expressions in their order; null: it finds nothing. Or sentences: it is wrong, or they take longer than 0.2 s
 * together. An expression from a shared file must not hold up the app, so all run under V8's own time limit, which ends them
 * wherever they are (https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options, read 2026-11).
 */
export function evaluateAll(expressions: readonly Expression[], answer: Answer): Result<Found, string>[] {
  const found: Result<Found, string>[] = [];
  const areDone = endsInTime(() => {
    for (const expression of expressions) found.push(evaluate(expression, answer));
  });
  if (!areDone) found.push(fail(tooSlow));
  return expressions.map((_, at) => found[at] ?? fail(waits));
}

const script = new Script('work()');
const world = { work: () => {} };

/** Runs it, for no longer than the limit. Only code that a script calls has one. */
function endsInTime(work: () => void): boolean {
  // One for all, because it costs a millisecond.
  if (!isContext(world)) createContext(world);
  world.work = work;
  try {
    script.runInContext(world, { timeout: limitMs });
    return true;
  } catch (error) {
    if (errorSchema.parse(error).code === 'ERR_SCRIPT_EXECUTION_TIMEOUT') return false;
    throw error;
  } finally {
    world.work = () => {};
  }
}

function evaluate(expression: Expression, { text, json }: Answer): Result<Found, string> {
  try {
    if (typeof expression !== 'string') return matched(expression.pattern, text);
    return json === undefined ? fail('The answer is not JSON. Use a pattern.') : searched(expression, json);
  } catch (error) {
    return fail(sentence(errorSchema.parse(error).message));
  }
}

function searched(expression: string, json: JSONValue): Result<Found, string> {
  const value: JSONValue | undefined = search(json, expression);
  if (value === null || value === undefined) return ok(null);
  if (typeof value === 'string') return ok(value.slice(0, longestText));
  if (typeof value === 'number' || typeof value === 'boolean') return ok(value);
  return fail(
    Array.isArray(value)
      ? 'It finds a list. Choose one value of it.'
      : 'It finds an object. Choose one value of it.',
  );
}

function matched(pattern: string, text: string): Result<Found, string> {
  const match = new RegExp(pattern, 'u').exec(text);
  return ok(match === null ? null : (match[1] ?? match[0]).slice(0, longestText));
}

const sentence = (message: string): string => {
  const [first = ''] = message.split('\n');
  return `${first.charAt(0).toUpperCase()}${first.slice(1, 200)}${/[.!?]$/.test(first) ? '' : '.'}`;
};
