import { z } from 'zod';
import {
  type CustomField,
  type Definition,
  type Expression,
  fieldsOf,
  isCommand,
  type ReadField,
} from '../../../shared/custom/definition.ts';
import { fail, ok, type Result } from '../../../shared/model/index.ts';

/** The form of a provider of your own, as typed. */
export interface Draft {
  kind: 'endpoint' | 'command';
  name: string;
  id: string;
  unit: string;
  method: string;
  address: string;
  /** One `Name: value` on each line. */
  headers: string;
  /** JSON; empty: none. */
  body: string;
  read: Readonly<Record<ReadField, string>>;
  interval: string;
  /** The program and its arguments, one on each line. */
  command: string;
  needsKey: boolean;
  /** What the form has no field for, as in the file. */
  rest: Readonly<Record<string, unknown>>;
  /** The same, of the request. */
  requestRest: Readonly<Record<string, unknown>>;
}

export const readFields: readonly { field: ReadField; label: string; hint: string }[] = [
  { field: 'remaining', label: 'Left', hint: 'What is left now.' },
  { field: 'used', label: 'Used', hint: 'What was used in this cycle.' },
  { field: 'limit', label: 'Limit', hint: 'The most there can be.' },
  { field: 'renewsAt', label: 'Renews', hint: 'A date, or seconds or milliseconds since 1970.' },
  { field: 'expiresAt', label: 'Expires', hint: 'When what is left lapses.' },
  { field: 'plan', label: 'Plan', hint: 'The plan’s name.' },
  { field: 'error', label: 'Error', hint: 'Anything but null, false, 0 or an empty text is an error.' },
];

const formLabels: Readonly<Record<string, string>> = {
  name: 'Name',
  id: 'Id',
  unit: 'Unit',
  intervalMinutes: 'Minutes between checks',
  command: 'Program and arguments',
  'request.address': 'Address',
  'request.headers': 'Headers',
  'request.body': 'Body',
  ...Object.fromEntries(
    readFields.flatMap(({ field, label }) => [
      [field, label],
      [`read.${field}`, label],
    ]),
  ),
};

/** A sentence about a file, with the labels of the form in place of the file’s names. */
export const inForm = (sentence: string): string =>
  sentence.replaceAll(/“([\w.-]+)”/g, (whole, path: string) => {
    const label = formLabels[path] ?? formLabels[path.split('.').slice(0, 2).join('.')];
    return label === undefined ? whole : `“${label}”`;
  });

const nothingRead: Draft['read'] = {
  remaining: '',
  used: '',
  limit: '',
  renewsAt: '',
  expiresAt: '',
  plan: '',
  error: '',
};

export const emptyDraft: Draft = {
  kind: 'endpoint',
  name: '',
  id: '',
  unit: 'credits',
  method: 'GET',
  address: '',
  headers: 'Authorization: Bearer {key}',
  body: '',
  read: nothingRead,
  interval: '5',
  command: '',
  needsKey: false,
  rest: {},
  requestRest: {},
};

/** The form of a definition that there is already. */
export function draftOf(definition: Definition): Draft {
  const { name, id, unit, intervalMinutes, credential } = definition;
  const common = {
    ...emptyDraft,
    name,
    id,
    unit: typeof unit === 'string' ? unit : `${unit.one}/${unit.many}`,
    interval: String(intervalMinutes),
    rest: credential === undefined ? {} : { credential },
  };
  if (isCommand(definition)) {
    const { command, timeLimitSeconds } = definition;
    return {
      ...common,
      kind: 'command',
      command: command.join('\n'),
      needsKey: fieldsOf(definition).length > 0,
      rest: { ...common.rest, timeLimitSeconds },
    };
  }
  const { request, read } = definition;
  const typed = readFields.map(({ field }) => [field, typedExpression(read[field])] as const);
  return {
    ...common,
    method: request.method,
    address: request.address,
    headers: Object.entries(request.headers)
      .map(([header, value]) => `${header}: ${value}`)
      .join('\n'),
    body: request.body === undefined ? '' : JSON.stringify(request.body, null, 2),
    read: { ...nothingRead, ...Object.fromEntries(typed) },
    requestRest: request.form === undefined ? {} : { form: request.form },
  };
}

/** A pattern is written between slashes: `/Balance: (\S+)/`. */
const typedExpression = (expression: Expression | undefined): string =>
  typeof expression === 'object' ? `/${expression.pattern}/` : (expression ?? '');

const expressionOf = (typed: string): Expression => {
  const [, pattern] = /^\/(.+)\/$/s.exec(typed.trim()) ?? [];
  return pattern === undefined ? typed.trim() : { pattern };
};

/** What an expression is shown as in a trial. */
export const shownExpression = (typed: string): string => {
  const expression = expressionOf(typed);
  return typeof expression === 'string' ? expression : expression.pattern;
};

/** An id from a name: `My gateway` gives `my-gateway`. */
export const idOf = (name: string): string =>
  name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^[^a-z]+|-+$/g, '')
    .slice(0, 40)
    .replace(/-$/, '');

const jsonSchema = z.json();
export type Json = z.infer<typeof jsonSchema>;

/** The definition that the form describes, for the engine to check; or what cannot be read of it. */
export function writtenOf(draft: Draft): Result<Json, string> {
  if (draft.name.trim() === '') return fail('“Name”: Say what you call it.');
  const id = draft.id.trim() || idOf(draft.name);
  if (id === '') return fail('“Id”: Choose one with small letters and digits, such as my-gateway.');
  const [one = '', many] = draft.unit.split('/').map((word) => word.trim());
  const common = {
    ...draft.rest,
    id,
    name: draft.name,
    unit: many === undefined ? one : { one, many },
    intervalMinutes: Number(draft.interval),
  };
  if (draft.kind === 'command') {
    const command = draft.command.split('\n').filter((line) => line.trim() !== '');
    const credential = draft.needsKey ? (draft.rest.credential ?? [{ id: 'key', label: 'API key' }]) : [];
    return asJson({ ...common, credential, command });
  }
  const headers = headersOf(draft.headers);
  if (!headers.ok) return headers;
  const body = draft.method === 'POST' && draft.body.trim() !== '' ? bodyOf(draft.body) : ok(undefined);
  if (!body.ok) return body;
  const read = readFields.flatMap(({ field }) =>
    draft.read[field].trim() === '' ? [] : [[field, expressionOf(draft.read[field])] as const],
  );
  const { method, address } = draft;
  const form = method === 'POST' ? draft.requestRest : {};
  return asJson({
    ...common,
    request: {
      ...form,
      method,
      address: address.trim(),
      headers: headers.value,
      ...(body.value !== undefined && { body: body.value }),
    },
    read: Object.fromEntries(read),
  });
}

/** Only what is written in a file. */
const asJson = (value: unknown): Result<Json, string> => {
  const parsed = jsonSchema.safeParse(value);
  return parsed.success ? ok(parsed.data) : fail('The form has a value that no file can have.');
};

function headersOf(text: string): Result<Record<string, string>, string> {
  const headers: Record<string, string> = {};
  for (const line of text.split('\n').filter((one) => one.trim() !== '')) {
    const [, name, value] = /^\s*([^:\s]+)\s*:\s*(.*?)\s*$/.exec(line) ?? [];
    if (name === undefined || value === undefined)
      return fail(`Write each header as Name: value. This line has no colon: ${line.trim().slice(0, 40)}`);
    headers[name] = value;
  }
  return ok(headers);
}

function bodyOf(text: string): Result<unknown, string> {
  try {
    return ok(JSON.parse(text));
  } catch {
    return fail('The body is not JSON. A comma too many or a missing quote is the usual reason.');
  }
}

const credentialSchema = z.array(
  z.object({
    id: z.string(),
    label: z.string(),
    secret: z.boolean().default(true),
    address: z.boolean().default(false),
  }),
);
export type TestField = Pick<CustomField, 'id' | 'label' | 'secret' | 'address'>;

/** The fields of the credential, also while the form is not complete. */
export function testFieldsOf(draft: Draft): readonly TestField[] {
  const key = [{ id: 'key', label: 'API key', secret: true, address: false }];
  if (draft.kind === 'command' && !draft.needsKey) return [];
  const given = credentialSchema.safeParse(draft.rest.credential);
  if (given.success) return given.data;
  const uses = `${draft.address} ${draft.headers} ${draft.body} ${JSON.stringify(draft.requestRest)}`;
  return draft.kind === 'command' || uses.includes('{key}') ? key : [];
}

/** A definition that only shows the answer, as long as no expression is there. */
export function forTrial(written: Json): Json {
  if (typeof written !== 'object' || written === null || Array.isArray(written)) return written;
  const { read } = written;
  const isEmpty = typeof read === 'object' && read !== null && Object.keys(read).length === 0;
  return isEmpty ? { ...written, read: { remaining: '`null`' } } : written;
}
