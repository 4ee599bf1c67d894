import { createContext, Script } from 'node:vm';
import { type JSONValue, search } from '@jmespath-community/jmespath';
import { z } from 'zod';
import type { Expression } from '../../../shared/custom/definition.ts';
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

export const tooSlow = 'It takes too long.';
const limitMs = 200;
const call = new Script('evaluate()');
/** More than the answers' longest keys, so that a key in a text is seen whole and masked. */
const longestText = 4000;

/**
 * The value of an expression; null: it finds nothing. Or a sentence: it is wrong, or takes longer than 0.2 s. An expression
 * from a shared file must not hold up the app, so it runs under V8's own time limit, which ends it wherever it is
 * (https://nodejs.org/api/vm.html#scriptrunincontextcontextifiedobject-options, read 2026-11).
 */
export function evaluate(expression: Expression, answer: Answer): Result<Found, string> {
  const { text, json } = answer;
  const context = createContext({
    evaluate(): Result<Found, string> {
      if (typeof expression !== 'string') return matched(expression.pattern, text);
      if (json === undefined) return fail('The answer is not JSON. Use a pattern.');
      return searched(expression, json);
    },
  });
  try {
    return call.runInContext(context, { timeout: limitMs });
  } catch (error) {
    // Errors of another context are no instances of this one's Error.
    const { code, message } = errorSchema.parse(error);
    return fail(code === 'ERR_SCRIPT_EXECUTION_TIMEOUT' ? tooSlow : sentence(message));
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
