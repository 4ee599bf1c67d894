import { fail, ok, type ReadError, type Result } from '../../../shared/model/index.ts';
import { type AnswerSchema, type Checked, checkAnswer } from './answer.ts';
import { type ReadContext, readError } from './provider.ts';
import { received } from './received.ts';
import { disguisedRefusalOf, type ErrorRules, refusalOf } from './refusals.ts';
import type { Endpoint } from './request.ts';

// One request to a provider with its answer, and the ways to combine several.

/** What a request needs from its surroundings. */
export interface AskContext {
  name: string;
  now: number;
  errors: ErrorRules;
  request: ReadContext['request'];
  /** Redacts this value from every text from now on. */
  keepSecret(value: string): void;
}

interface Failure {
  error: ReadError;
  /** The status of the answer; null if there was none. */
  status: number | null;
}

/** A request and the schema of its answer. */
export interface Ask<Field extends string, Output> {
  shown: readonly string[];
  hosts: readonly string[];
  /** Only for the compiler. */
  needs?: Field;
  run(
    asking: AskContext,
    values: Readonly<Record<string, string>>,
  ): Promise<Result<Checked<Output>, Failure>>;
}

/** Asks one endpoint. `errors` overrides the provider's error rules for this endpoint. */
export function ask<Field extends string, Output>(
  endpoint: Endpoint<Field>,
  response: AnswerSchema<Output>,
  errors?: ErrorRules,
): Ask<Field, Output> {
  const { shown, hosts } = endpoint;
  return {
    shown,
    hosts,
    async run(asking, values) {
      const made = endpoint.make(values);
      const answer = made.ok ? await asking.request(made.value) : made;
      if (!answer.ok) return fail({ error: answer.error, status: null });
      const { status } = answer.value;
      const parsed = received(answer.value);
      const rules = { ...asking.errors, ...errors };
      const refusal = refusalOf(asking.name, parsed, rules, asking.now);
      if (refusal) return fail({ error: refusal, status });
      const checked = checkAnswer(parsed, response);
      if (checked.ok) return checked;
      const inDisguise = disguisedRefusalOf(asking.name, parsed, rules, asking.now);
      return fail({ error: inDisguise ?? malformed(asking.name, checked.error), status });
    },
  };
}

export const malformed = (name: string, why: string): ReadError =>
  readError('malformed', `${name} sent an answer that Fuelgauge cannot read: ${why}.`);

/**
 * Null if the answer has one of these statuses: the reading can do without this endpoint. `needs`: an optional field of the
 * credential, without which nothing is asked.
 */
export function optional<Field extends string, Output>(
  what: Ask<Field, Output>,
  { on = [], needs }: { on?: readonly number[]; needs?: NoInfer<Field> },
): Ask<Field, Output | null> {
  const nothing: Ask<Field, null> = { ...what, run: async () => ok({ value: null, notes: [] }) };
  const asked = firstOf(what, nothing, { on });
  return needs === undefined
    ? asked
    : { ...asked, run: (asking, values) => (values[needs] ? asked : nothing).run(asking, values) };
}

/**
 * The first request, or the second if the first is answered with one of these statuses. If there is no second endpoint, what
 * the first one said counts.
 */
export function firstOf<A extends string, Full, B extends string, Bare>(
  full: Ask<A, Full>,
  bare: Ask<B, Bare>,
  { on }: { on: readonly number[] },
): Ask<A | B, Full | Bare> {
  return {
    ...declared(full, bare),
    async run(asking, values) {
      const answer = await full.run(asking, values);
      if (answer.ok || answer.error.status === null || !on.includes(answer.error.status)) return answer;
      const second = await bare.run(asking, values);
      return !second.ok && isAbsent(second.error) ? answer : second;
    },
  };
}

const isAbsent = ({ error, status }: Failure) =>
  error.kind === 'refused' && (status === 404 || status === 405);

/**
 * Two requests in a row. `fill` turns the first answer into values for the second request, which uses them as `{name}`
 * in its address or as a field to sign with. If `fill` returns null, the second request is skipped and its answer is null.
 */
export function after<A extends string, First, Filled extends string, B extends string, Second>(
  first: Ask<A, First>,
  fill: (answer: First) => Readonly<Record<Filled, string>> | null,
  second: Ask<B, Second>,
): Ask<A | Exclude<B, Filled>, { first: First; second: Second | null }> {
  return {
    ...declared(first, second),
    async run(asking, values) {
      const one = await first.run(asking, values);
      if (!one.ok) return one;
      const filled = fill(one.value.value);
      if (filled === null)
        return ok({ value: { first: one.value.value, second: null }, notes: one.value.notes });
      const extra: Readonly<Record<string, string>> = filled;
      for (const value of Object.values(extra)) asking.keepSecret(value);
      const two = await second.run(asking, { ...values, ...extra });
      if (!two.ok) return two;
      return ok({
        value: { first: one.value.value, second: two.value.value },
        notes: [...one.value.notes, ...two.value.notes],
      });
    },
  };
}

/** As `after`, with one request for each entry of the list that `fill` returns, at most 20. */
export function each<A extends string, First, Filled extends string, B extends string, Second>(
  first: Ask<A, First>,
  fill: (answer: First) => readonly Readonly<Record<Filled, string>>[],
  second: Ask<B, Second>,
): Ask<A | Exclude<B, Filled>, { first: First; each: Second[] }> {
  return {
    ...declared(first, second),
    async run(asking, values) {
      const one = await first.run(asking, values);
      if (!one.ok) return one;
      const all = fill(one.value.value);
      const answers: Second[] = [];
      const notes = [...one.value.notes, ...onlyTheFirst(mostRequests, all.length)];
      for (const filled of all.slice(0, mostRequests)) {
        const next = await second.run(asking, { ...values, ...filled });
        if (!next.ok) return next;
        answers.push(next.value.value);
        notes.push(...next.value.notes);
      }
      return ok({ value: { first: one.value.value, each: answers }, notes });
    },
  };
}

/**
 * All pages of an answer, at most 20. `next` turns a page into values for the request of the following one, or null if it
 * is the last.
 */
export function pages<A extends string, Page, Filled extends string, B extends string>(
  first: Ask<A, Page>,
  next: (page: Page) => Readonly<Record<Filled, string>> | null,
  further: Ask<B, Page>,
): Ask<A | Exclude<B, Filled>, Page[]> {
  return {
    ...declared(first, further),
    async run(asking, values) {
      const all: Page[] = [];
      const notes: string[] = [];
      let answer = await first.run(asking, values);
      while (answer.ok) {
        all.push(answer.value.value);
        notes.push(...answer.value.notes);
        const filled = next(answer.value.value);
        if (filled === null) return ok({ value: all, notes });
        if (all.length === mostRequests)
          return ok({ value: all, notes: [...notes, `Only the first ${mostRequests} pages were read.`] });
        answer = await further.run(asking, { ...values, ...filled });
      }
      return answer;
    },
  };
}

/** Fills values that follow from the time, such as the first day of a report. */
export function timed<Filled extends string, A extends string, Output>(
  fill: (now: number) => Readonly<Record<Filled, string>>,
  what: Ask<A, Output>,
): Ask<Exclude<A, Filled>, Output> {
  return {
    ...declared(what),
    run: (asking, values) => what.run(asking, { ...values, ...fill(asking.now) }),
  };
}

/** An account with more projects or pages than this would be asked too much at once. */
const mostRequests = 20;
const onlyTheFirst = (most: number, count: number) =>
  count > most ? [`Only the first ${most} of ${count} were asked for.`] : [];

const declared = (...asks: readonly Pick<Ask<string, unknown>, 'shown' | 'hosts'>[]) => ({
  shown: [...new Set(asks.flatMap(({ shown }) => shown))],
  hosts: [...new Set(asks.flatMap(({ hosts }) => hosts))],
});
