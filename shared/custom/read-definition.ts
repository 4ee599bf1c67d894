import type { z } from 'zod';
import { isForbidden, isNear, nearQuestion } from '../address.ts';
import { fail, ok, type Result } from '../model/errors.ts';
import {
  type CommandDefinition,
  commandSchema,
  type Definition,
  type EndpointDefinition,
  endpointSchema,
  fieldsOf,
  filled,
  isCommand,
  unavailableFunctions,
} from './definition.ts';

/** Letters of a whole definition: far more than any needs. */
export const longestDefinition = 64 * 1024;
const tooLong = 'It is longer than 64 KB, which no provider needs. Is it the right file?';

/** A definition from the text of its file, or a sentence that says what to change. */
export function readDefinition(text: string): Result<Definition, string> {
  if (text.length > longestDefinition) return fail(tooLong);
  let json: unknown;
  try {
    json = JSON.parse(text.replace(/^\uFEFF/, ''));
  } catch {
    return fail('It is not JSON. A comma too many or a missing quote is the usual reason.');
  }
  return checkDefinition(json);
}

/** The same, of what is JSON already. */
export function checkDefinition(json: unknown): Result<Definition, string> {
  if (typeof json !== 'object' || json === null || Array.isArray(json))
    return fail('It is not a JSON object in braces.');
  if (JSON.stringify(json).length > longestDefinition) return fail(tooLong);
  const parsed = 'command' in json ? commandSchema.safeParse(json) : endpointSchema.safeParse(json);
  if (!parsed.success) return fail(sentenceOf(parsed.error, json));
  const wrong = isCommand(parsed.data) ? wrongCommand(parsed.data) : wrongRequest(parsed.data);
  return wrong === null ? ok(parsed.data) : fail(wrong);
}

/** The first issue, with its place: `request.headers: …`. A misspelt name comes first, because then another is missing. */
function sentenceOf({ issues }: z.ZodError, json: unknown): string {
  const issue = issues.find(({ code }) => code === 'unrecognized_keys') ?? issues[0];
  if (issue === undefined) return 'It does not look like a provider.';
  const path = issue.path.map(String).join('.');
  if (issue.code === 'unrecognized_keys') {
    const where = path === '' ? '' : ` in “${path}”`;
    return `There is no “${issue.keys[0]}”${where}. Check the spelling.`;
  }
  const why = isThere(json, issue.path) ? wordsOf(issue) : 'It is missing.';
  return path === '' ? why : `“${path}”: ${why}`;
}

const isThere = (json: unknown, [name, ...rest]: readonly PropertyKey[]): boolean =>
  name === undefined ||
  (typeof json === 'object' &&
    json !== null &&
    Object.hasOwn(json, name) &&
    isThere(Object.entries(json).find(([key]) => key === String(name))?.[1], rest));

const kinds: Readonly<Record<string, string>> = {
  string: 'a text in quotes',
  number: 'a number',
  boolean: 'true or false',
  array: 'a list in brackets',
  object: 'an object in braces',
  record: 'an object in braces',
};

/** What is wrong, and what to write instead. */
function wordsOf(issue: z.core.$ZodIssue): string {
  switch (issue.code) {
    case 'invalid_type':
      return `Write ${kinds[issue.expected] ?? issue.expected}.`;
    case 'invalid_value':
      return `Write ${issue.values.map(String).join(' or ')}.`;
    case 'too_small':
      return issue.origin === 'number' ? `At least ${issue.minimum}.` : 'It is empty.';
    case 'too_big':
      return issue.origin === 'number'
        ? `At most ${issue.maximum}.`
        : `It is too long: at most ${issue.maximum} ${issue.origin === 'string' ? 'letters' : 'entries'}.`;
    case 'invalid_key':
      return issue.issues[0]?.message ?? issue.message;
    case 'invalid_union': {
      // Whichever it was meant to be, what is wrong in it.
      const inner = issue.errors.flat().find(({ code }) => code !== 'invalid_type');
      return inner === undefined ? 'Write a text in quotes, or an object in braces.' : wordsOf(inner);
    }
    default:
      return issue.message;
  }
}

function wrongCommand(definition: CommandDefinition): string | null {
  const { command } = definition;
  const [program = ''] = command;
  const filledIn = ['key', ...fieldsOf(definition).map(({ id }) => id)];
  const [id] = filledIn.filter((field) => command.some((part) => part.includes(`{${field}}`)));
  if (id !== undefined)
    return `“command”: {${id}} is not filled in there, because other programs can see arguments. List the field in “credential”; the program finds it in FUELGAUGE_CREDENTIAL_${id.toUpperCase()}.`;
  if (command.some((part) => /[\0\r\n]/.test(part)))
    return '“command”: An argument has a line break or a character that arguments cannot have.';
  if (/[/\\]/.test(program) && !/^(\/|[A-Za-z]:[/\\])/.test(program))
    return '“command”: Give the full path of the program, or only its name.';
  return null;
}

function wrongRequest(definition: EndpointDefinition): string | null {
  const { request } = definition;
  if (request.body !== undefined && request.form !== undefined)
    return '“request”: Give a body or a form, not both.';
  if (request.method === 'GET' && (request.body !== undefined || request.form !== undefined))
    return '“request”: A body needs the method POST.';
  const ids = fieldsOf(definition).map(({ id }) => id);
  for (const text of [request.address, ...Object.values(request.headers)])
    for (const [whole, field = ''] of text.matchAll(/\{([^{}]*)\}/g))
      if (!ids.includes(field))
        return `“request”: There is no field “${field}” for ${whole}. Add it to “credential”.`;
  return wrongAddress(definition) ?? wrongExpression(definition);
}

const unavailable = new RegExp(`\\b(${unavailableFunctions.join('|')})\\s*\\(`);

/** Says at once what would not work later. */
function wrongExpression({ read }: EndpointDefinition): string | null {
  for (const [field, expression] of Object.entries(read)) {
    const [, name] = (typeof expression === 'string' && unavailable.exec(expression)) || [];
    if (name !== undefined)
      return `“read.${field}”: The function ${name} is not available. Use a pattern for a part of a text.`;
  }
  return null;
}

function wrongAddress(definition: EndpointDefinition): string | null {
  const base = baseField(definition);
  if (base !== null) return null;
  const url = urlOf(definition);
  if (url === null || !/^[a-z]+:\/\//i.test(definition.request.address))
    return '“request.address”: It is no address. Write it whole: https://api.example.com/v1/credits.';
  if (url.username !== '' || url.password !== '')
    return '“request.address”: A name or password does not belong in an address. Use a header with {key}.';
  if (/^[a-z]+:\/\/[^/?#\\]*\{/i.test(definition.request.address))
    return '“request.address”: A field cannot be part of the host. Begin with an address field: {base}/v1/credits.';
  if (isForbidden(url.hostname))
    return `“request.address”: ${url.hostname} is an address inside a network’s own machinery, which is never asked.`;
  if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isNear(url)))
    return '“request.address”: It must begin with https://.';
  return null;
}

/** The field that the address begins with: `base` of `{base}/v1/key`; null: it begins with a host. */
export function baseField(definition: EndpointDefinition): string | null {
  const [, id = ''] = /^\{(\w+)\}\//.exec(definition.request.address) ?? [];
  return fieldsOf(definition).some((field) => field.id === id && field.address) ? id : null;
}

/** The address, with fields of the credential filled by letters; null: it is none. */
export function urlOf(definition: EndpointDefinition): URL | null {
  const values = Object.fromEntries(fieldsOf(definition).map(({ id }) => [id, 'x']));
  const text = filled(definition.request.address, values);
  return URL.canParse(text) ? new URL(text) : null;
}

/** What you must agree to before it is used, as a question; null: nothing. */
export function questionOf(definition: Definition): string | null {
  if (isCommand(definition))
    return `${definition.name} runs a program on this computer at each check: “${commandWords(definition)}”.`;
  const url = baseField(definition) === null ? urlOf(definition) : null;
  return url !== null && isNear(url) ? nearQuestion(definition.name, url) : null;
}

/** A program and its arguments, as they are given; quotes show where one with a space begins and ends. */
export const commandWords = ({ command }: CommandDefinition): string =>
  command.map((part) => (/[\s"]/.test(part) ? JSON.stringify(part) : part)).join(' ');
