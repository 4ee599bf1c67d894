import { type ChannelField, channelFields } from '../../../shared/alerts/channel-fields.ts';
import {
  type Channel,
  type ChannelKind,
  type CommandError,
  channelKindSchema,
  ok,
  type Result,
  type Severity,
  severitySchema,
} from '../../../shared/model/index.ts';
import { comparable } from '../../../shared/names.ts';
import { nearest } from '../../../shared/nearest.ts';
import { badInput } from '../exit.ts';
import { ask, stdinIsTerminal } from '../terminal.ts';
import { beginningOf } from './bytes.ts';
import { keepSecret } from './secrets.ts';
import { shown } from './values.ts';

/** Where the values of a channel come from. */
export interface FieldOptions {
  /** `host=smtp.example.com`; `password=-` is a line of standard input. */
  set?: string[];
  /** `password=SMTP_PASSWORD`, or a name alone for the only secret field, or for the first, the second, … */
  fromEnv?: string[];
}
export interface ChannelOptions extends FieldOptions {
  label?: string;
  minSeverity?: string;
  tag?: string[];
  allAccounts?: boolean;
  values?: boolean;
}

type Read<Value> = Result<Value, CommandError>;
type Values = Record<string, string>;

const mostBytes = 64 * 1024;

/** The kinds that you can add: all but those that are always there. */
export const addableKindSchema = channelKindSchema.exclude(['desktop', 'browser']);
export type AddableKind = Exclude<ChannelKind, 'desktop' | 'browser'>;

export function readChannelKind(text: string): Read<AddableKind> {
  const kind = addableKindSchema.safeParse(text.trim().toLowerCase());
  if (kind.success) return ok(kind.data);
  const near = nearest(text, addableKindSchema.options);
  const meant = near.length > 0 ? ` Did you mean ${near.join(' or ')}?` : '';
  return badInput(
    `‘${shown(text)}’ is not a kind of channel.${meant} \`fuelgauge channels kinds\` lists them.`,
  );
}

export function readSeverity(text: string): Read<Severity> {
  const severity = severitySchema.safeParse(text.trim().toLowerCase());
  return severity.success
    ? ok(severity.data)
    : badInput(`‘${shown(text)}’ is not a severity. Write info, warning or critical.`);
}

/** The channel that a name means: its id, the beginning of it, or its label. */
export function findChannel<Of extends Pick<Channel, 'id' | 'label'>>(
  name: string,
  channels: readonly Of[],
): Read<Of> {
  const written = name.trim();
  const byId = channels.find(({ id }) => id === written);
  if (byId) return ok(byId);
  const [first, ...more] = channels.filter(
    ({ id, label }) =>
      comparable(label) === comparable(written) || (/^c-./.test(written) && id.startsWith(written)),
  );
  if (first === undefined)
    return badInput(`There is no channel ‘${shown(name)}’. \`fuelgauge channels\` lists them.`);
  const ids = [first, ...more].map(({ id }) => id).join(', ');
  return more.length === 0
    ? ok(first)
    : badInput(`‘${shown(name)}’ could be several channels: ${ids}. Write the id.`);
}

interface Sources {
  environment: Readonly<Record<string, string | undefined>>;
  /** All of standard input. */
  input(): Promise<string>;
  /** Asks on the terminal; null: there is none, so standard input has the values. */
  ask: ((field: ChannelField) => Promise<string | null>) | null;
}

/** Where values come from when nothing says otherwise. */
export const usualSources = (environment: Sources['environment']): Sources => ({
  environment,
  input: async () => (await beginningOf('-', mostBytes + 1)).toString(),
  ask: stdinIsTerminal() ? askField : null,
});

const askField = ({ label, secret, required, choices }: ChannelField): Promise<string | null> => {
  const of = choices === undefined ? '' : ` (${choices.map(({ value }) => value).join(', ')})`;
  return ask(`${label}${of}${required ? '' : ', optional'}:`, { silent: secret });
};

/**
 * The values of a channel of this kind. Without options, all of them come from standard input, one line each, or are asked for;
 * with options, only those that are marked with `-` or required and still missing.
 */
export async function channelValues(
  kind: ChannelKind,
  options: FieldOptions,
  sources: Sources,
): Promise<Read<Values>> {
  const fields = channelFields[kind];
  const given = givenValues(fields, options, sources.environment);
  if (!given.ok) return given;
  const { values, marked } = given.value;
  const isBare = (options.set ?? options.fromEnv) === undefined;
  const open = fields.filter(
    ({ id, required }) => values[id] === undefined && (isBare || marked.has(id) || required),
  );
  const rest = open.length === 0 ? ok({}) : await readOpen(open, sources);
  if (!rest.ok) return rest;
  const all: Values = { ...values, ...rest.value };
  for (const { id, secret } of fields) if (secret) keepSecret(all[id] ?? '');
  return ok(all);
}

async function readOpen(open: readonly ChannelField[], sources: Sources): Promise<Read<Values>> {
  if (sources.ask === null) return fromLines(open, await sources.input());
  const values: Values = {};
  for (const field of open) {
    const answer = await sources.ask(field);
    if (answer === null) return badInput('No values were given. Nothing was changed.');
    values[field.id] = answer;
  }
  return ok(values);
}

/** One line for each field. The last one has all lines that are left, if it may have several. */
function fromLines(fields: readonly ChannelField[], text: string): Read<Values> {
  if (text.length > mostBytes) return badInput('This is longer than 64 KiB, so it is not for a channel.');
  const lines = text
    .replace(/^\uFEFF/, '')
    .trimEnd()
    .split(/\r\n|[\n\r]/);
  const last = fields.at(-1);
  const values: Values = {};
  fields.forEach(({ id, lines: several }, at) => {
    values[id] = at === fields.length - 1 && several ? lines.slice(at).join('\n') : (lines[at] ?? '').trim();
  });
  if (!last?.lines && lines.length > fields.length)
    return badInput(
      `Standard input has ${lines.length} lines, but ${fields.length === 1 ? 'one value' : `${fields.length} values`} to read: ${namesOf(fields)}.`,
    );
  const missing = fields.find(({ id, required }) => required && !values[id]?.trim());
  return missing === undefined
    ? ok(values)
    : badInput(
        `The field ${missing.id} is empty. Send it to standard input, one line for each: ${namesOf(fields)}.`,
      );
}

const namesOf = (fields: readonly ChannelField[]): string =>
  fields.map(({ id, required }) => (required ? id : `${id} (optional)`)).join(', ');

/** What the options give. `marked`: the fields that standard input is to have. */
function givenValues(
  fields: readonly ChannelField[],
  { set = [], fromEnv = [] }: FieldOptions,
  environment: Sources['environment'],
): Read<{ values: Values; marked: Set<string> }> {
  const values: Values = {};
  const marked = new Set<string>();
  for (const text of set) {
    const read = readPair(text, fields);
    if (!read.ok) return read;
    const [{ id, secret }, value] = read.value;
    if (value === '-') marked.add(id);
    else if (secret) return badInput(secretSentence(id));
    else values[id] = value;
  }
  const secrets = fields.filter(({ secret }) => secret);
  for (const [at, text] of fromEnv.entries()) {
    const field = text.includes('=') ? fieldNamed(text.split('=', 1)[0] ?? '', fields) : ok(secrets[at]);
    if (!field.ok) return field;
    const name = text.slice(text.indexOf('=') + 1);
    if (field.value === undefined) return badInput('There are more --from-env than secret fields.');
    // It could be the secret itself, given by mistake, so the message does not repeat it.
    if (!/^[A-Za-z_][A-Za-z0-9_]*$/.test(name))
      return badInput('--from-env takes the name of an environment variable, not the value.');
    const value = environment[name]?.trim();
    if (!value) return badInput(`The environment variable for the field ${field.value.id} is not set.`);
    values[field.value.id] = value;
  }
  return ok({ values, marked });
}

const secretSentence = (id: string) =>
  `The field ${id} is secret, and other programs can see arguments. Send it to standard input (--set ${id}=-), or name a variable: --from-env ${id}=NAME.`;

function readPair(text: string, fields: readonly ChannelField[]): Read<[ChannelField, string]> {
  const at = text.indexOf('=');
  if (at < 1) return badInput('Write --set FIELD=VALUE, such as --set host=smtp.example.com.');
  const field = fieldNamed(text.slice(0, at), fields);
  return field.ok ? ok([field.value, text.slice(at + 1)]) : field;
}

function fieldNamed(name: string, fields: readonly ChannelField[]): Read<ChannelField> {
  const written = name.trim().toLowerCase();
  const field = fields.find(({ id }) => id.toLowerCase() === written.replaceAll('-', ''));
  if (field) return ok(field);
  return badInput(
    fields.length === 0
      ? 'This channel has no values.'
      : `There is no such field. This kind has: ${namesOf(fields)}.`,
  );
}
