import { z } from 'zod';
import { fail, ok, type ReadError, type Result } from '../../shared/model/index.ts';
import { type ProviderResponse, type ReadContext, readError } from './define.ts';

// Pure helpers that every provider's parse is made of.

/** What a parse may know beside the response: the instant, and the credential only to cut it out of quotations. */
export type ParseContext = Pick<ReadContext, 'credential' | 'now'>;

/** A finite number, or the same as a string: several providers answer `"1000"`. */
export const numeric = z.union([
  z.number(),
  z
    .string()
    .trim()
    .regex(/^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i)
    .transform(Number)
    .pipe(z.number()),
]);

/** An ISO 8601 instant as epoch milliseconds. Without a zone it is taken as UTC; a day alone is its first instant. */
export const isoInstant = z
  .string()
  .transform((text) => text.trim().replace(/^(\d{4}-\d{2}-\d{2}) /, '$1T'))
  .pipe(z.union([z.iso.date(), z.iso.datetime({ offset: true, local: true })]))
  .transform((text) => Date.parse(/T.*(Z|[+-]\d{2}:?\d{2})$|^[^T]+$/.test(text) ? text : `${text}Z`))
  .pipe(z.number().int());

/** Epoch seconds as epoch milliseconds; 0 and below mean that no instant is given. */
export const epochSeconds = numeric
  .transform((seconds) => (seconds > 0 ? Math.round(seconds * 1000) : null))
  .pipe(z.number().int().nullable());

/** Any JSON object, to pick optional fields from one by one. */
export const jsonObject = z.record(z.string(), z.unknown());
export type JsonObject = z.infer<typeof jsonObject>;

/** The JSON of a body; null where it is none. (JSON's own `null` is no answer either.) */
export function jsonOf(response: ProviderResponse): unknown {
  try {
    return JSON.parse(response.body) ?? null;
  } catch {
    return null;
  }
}

/**
 * True for a web page, as proxies and firewalls answer in a provider's place. Told by the body alone: some providers
 * send their plain error texts as `text/html`.
 */
export function isWebPage(response: ProviderResponse): boolean {
  return /^\s*</.test(response.body);
}

/** The JSON of a successful answer, checked; else `malformed`, naming the first field that is wrong and never its value. */
export function parseAnswer<Schema extends z.ZodType>(
  name: string,
  response: ProviderResponse,
  schema: Schema,
): Result<z.output<Schema>, ReadError> {
  const json = jsonOf(response);
  if (json === null) return fail(malformed(name, whyNoJson(response)));
  const parsed = schema.safeParse(json);
  if (parsed.success) return ok(parsed.data);
  const field = fieldName(parsed.error.issues[0]?.path ?? []);
  return fail(
    malformed(
      name,
      field === '' ? 'it is no JSON object' : `the field “${field}” is missing or of another type`,
    ),
  );
}

/**
 * An optional field: null where it is missing or null. Where it is of another type, null as well, and a note says so,
 * because what is merely missing from a reading must not hide its balance.
 */
export function optionalField<Schema extends z.ZodType>(
  schema: Schema,
  object: JsonObject,
  field: string,
  notes: string[],
): z.output<Schema> | null {
  const value = object[field];
  if (value === undefined || value === null) return null;
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  notes.push(`The field “${field}” was left out: it has an unexpected form.`);
  return null;
}

/**
 * The error of a status outside 2xx, by the rules that hold for every provider: 401, 402, 429 and 5xx have their own
 * kinds, any other is `refused`. `retryAt` overrides what Retry-After says. Null for 2xx.
 */
export function statusError(
  name: string,
  response: ProviderResponse,
  now: number,
  retryAt: number | null = retryAfter(response, now),
): ReadError | null {
  const { status } = response;
  if (status >= 200 && status < 300) return null;
  if (status === 401) return badCredential(name);
  if (status === 402) return exhausted(name);
  if (status === 429) return rateLimited(name, retryAt);
  if (status >= 500) return unavailable(name, `answered ${status}`, retryAt);
  return readError('refused', `${name} answered ${status}.`);
}

export const badCredential = (name: string): ReadError =>
  readError('bad-credential', `${name} says the key is invalid.`);
export const exhausted = (name: string, quoted = ''): ReadError =>
  readError('exhausted', `${name} says the credits are used up.${quoted}`);
export const rateLimited = (name: string, retryAt: number | null): ReadError =>
  readError('rate-limited', `${name} asks to wait before the next request.`, retryAt);
export const unavailable = (name: string, why: string, retryAt: number | null): ReadError =>
  readError('unavailable', `${name} is not available at the moment (${why}).`, retryAt);
const malformed = (name: string, why: string): ReadError =>
  readError('malformed', `${name} sent an answer that could not be read: ${why}.`);

const keyIsWrong =
  /\b(invalid|wrong|unknown|revoked)\b.{0,24}\b(key|token)\b|\b(key|token)\b.{0,24}\b(invalid|wrong|unknown|revoked|not valid)\b/i;
const creditsAreGone = /credits?\b|exhaust|limit|cost|balance|quota/i;
const isAboutKey = /invalid|token|key|unauthori[sz]ed/i;

/** What a provider's message is about, where one status stands for both a bad key and used-up credits. */
export function blames(message: string): 'credential' | 'credits' | null {
  if (keyIsWrong.test(message)) return 'credential';
  if (creditsAreGone.test(message)) return 'credits';
  return isAboutKey.test(message) ? 'credential' : null;
}

/** A short message of the provider as a second sentence (` It says: “…”.`), without the credential; else nothing. */
export function quote(message: string, ctx: ParseContext): string {
  const text = withoutCredential(message, ctx).replace(/\s+/g, ' ').trim();
  return text === '' || text.length > 200 ? '' : ` It says: “${text}”`;
}

/** A provider's text with every value of the credential cut out, as it is or as it stands in a URL. */
export function withoutCredential(text: string, ctx: ParseContext): string {
  return Object.values(ctx.credential)
    .filter((value) => value !== '')
    .flatMap((value) => [value, encodeURIComponent(value.toWellFormed())])
    .reduce((rest, value) => rest.replaceAll(value, '…'), text);
}

/** When Retry-After (seconds, or an HTTP date) allows the next request, never before now; null without a usable one. */
export function retryAfter(response: ProviderResponse, now: number): number | null {
  const value = response.headers['retry-after']?.trim() ?? '';
  if (/^\d+(\.\d+)?$/.test(value)) return afterSeconds(Number(value), now);
  const date = /^[A-Z][a-z]+, .* GMT$/.test(value) ? Date.parse(value) : Number.NaN;
  return Number.isNaN(date) ? null : afterSeconds((date - now) / 1000, now);
}

/** The instant so many seconds from now: not in the past, and at most 30 days on, so that a slip cannot stop polling for good. */
export function afterSeconds(seconds: number, now: number): number {
  return now + Math.round(Math.min(Math.max(seconds, 0), 30 * 86_400) * 1000);
}

/** The id, or the id with a number where it was given before, so that ids stay unique in one reading. */
export function uniqueId(id: string, taken: Set<string>): string {
  let unique = id;
  for (let copy = 2; taken.has(unique); copy++) unique = `${id}-${copy}`;
  taken.add(unique);
  return unique;
}

function whyNoJson(response: ProviderResponse): string {
  if (response.body.trim() === '') return 'it is empty';
  return isWebPage(response) ? 'it is a web page' : 'it is not JSON';
}

/** `data[1].date` for a path into the JSON. */
function fieldName(path: readonly PropertyKey[]): string {
  return path.reduce<string>((name, key) => {
    if (typeof key === 'number') return `${name}[${key}]`;
    return name === '' ? String(key) : `${name}.${String(key)}`;
  }, '');
}
