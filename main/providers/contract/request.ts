import { addressOf, hostOfAddress } from '../../../shared/address.ts';
import { fail, ok, type ReadError, type Result } from '../../../shared/model/index.ts';
import { type ProviderRequest, readError } from './provider.ts';

// Requests and how they are signed. `Field` is the union of the credential fields that a request needs: a provider whose
// credential lacks one of them does not compile.

type Values = Readonly<Record<string, string>>;
type Parts = Pick<ProviderRequest, 'query' | 'headers' | 'form'> & { json?: Record<string, unknown> };

/** What signing adds to a request. */
export interface Signature<Field extends string> {
  /** Only for the compiler. */
  needs?: Field;
  sign(values: Values): Parts;
}

/** `Authorization: Bearer …`. */
export function bearer(): Signature<'key'>;
export function bearer<Field extends string>(field: Field): Signature<Field>;
export function bearer(field = 'key'): Signature<string> {
  return header('authorization', { prefix: 'Bearer ', field });
}

/** A header with the key, optionally after a prefix: `header('authorization', { prefix: 'Token ' })`. */
export function header(name: string, options?: { prefix?: string }): Signature<'key'>;
export function header<const Field extends string>(
  name: string,
  options: { prefix?: string; field: Field },
): Signature<Field>;
export function header(
  name: string,
  { prefix = '', field = 'key' }: { prefix?: string; field?: string } = {},
): Signature<string> {
  return { sign: (values) => ({ headers: { [name.toLowerCase()]: prefix + fieldOf(values, field) } }) };
}

/** A query parameter. Use a header instead if the provider accepts one, because URLs end up in logs. */
export function query(name: string): Signature<'key'>;
export function query<Field extends string>(name: string, field: Field): Signature<Field>;
export function query(name: string, field = 'key'): Signature<string> {
  return { sign: (values) => ({ query: { [name]: fieldOf(values, field) } }) };
}

/** A field of the JSON body. */
export function json(name: string): Signature<'key'>;
export function json<Field extends string>(name: string, field: Field): Signature<Field>;
export function json(name: string, field = 'key'): Signature<string> {
  return { sign: (values) => ({ json: { [name]: fieldOf(values, field) } }) };
}

/** A field of the posted web form. */
export function form(name: string): Signature<'key'>;
export function form<Field extends string>(name: string, field: Field): Signature<Field>;
export function form(name: string, field = 'key'): Signature<string> {
  return { sign: (values) => ({ form: { [name]: fieldOf(values, field) } }) };
}

/** Basic authentication with two fields, or with one and the other empty: `basic({ user: 'key' })`. */
export function basic<const Field extends string>({
  user,
  password,
}: {
  user?: Field;
  password?: Field;
}): Signature<Field> {
  return {
    sign(values) {
      const pair = [user, password].map((field) => (field === undefined ? '' : fieldOf(values, field)));
      return { headers: { authorization: `Basic ${Buffer.from(pair.join(':')).toString('base64')}` } };
    },
  };
}

/** One signature, or several at once. */
type Signatures<Field extends string> = Signature<Field> | readonly Signature<Field>[];

/** An endpoint as a provider declares it. */
export interface Endpoint<Field extends string> {
  /** Method and address, as docs/providers.md shows them. */
  shown: readonly string[];
  /** The hosts it may contact. `*` stands for a single label, as in `*.example.com`. Addresses that the user enters are not listed. */
  hosts: readonly string[];
  /** Only for the compiler. */
  needs?: Field;
  make(values: Values): Result<ProviderRequest, ReadError>;
}

/**
 * An address. `{field}` stands for a field of the credential; with `{field}/…` the address starts with one that the user
 * entered in that field. `http://` is not possible.
 */
export type Address = `https://${string}` | `{${string}}/${string}`;
type FieldsIn<Text extends string> = Text extends `${string}{${infer Field}}${infer Rest}`
  ? Field | FieldsIn<Rest>
  : never;

/** Fixed headers of a request, such as an API version. */
interface GetOptions {
  headers?: Record<string, string>;
}
interface PostOptions extends GetOptions {
  json?: Record<string, unknown>;
  form?: Record<string, string>;
}

/** `get('https://api.example.com/v1/credits?detail=1', bearer())`; with `[bearer(), query('team', 'team')]`, it is signed twice. */
export function get<const Url extends Address, Field extends string = never>(
  url: Url,
  signature: Signatures<Field> = [],
  options: GetOptions = {},
): Endpoint<Field | FieldsIn<Url>> {
  return endpoint('GET', url, signature, options);
}

/** `post('https://api.example.com/balance', json('clientKey'))` */
export function post<const Url extends Address, Field extends string = never>(
  url: Url,
  signature: Signatures<Field> = [],
  options: PostOptions = {},
): Endpoint<Field | FieldsIn<Url>> {
  return endpoint('POST', url, signature, options);
}

/** Chooses an endpoint by a field of the credential: `pick('key', (key) => (key.endsWith(':fx') ? 'free' : 'pro'), {…})`. */
export function pick<Field extends string, Name extends string, Needs extends string>(
  field: Field,
  which: (value: string) => Name | null,
  endpoints: Readonly<Record<Name, Endpoint<Needs>>>,
): Endpoint<Field | Needs> {
  const all: Endpoint<Needs>[] = [];
  for (const name in endpoints) all.push(endpoints[name]);
  return {
    shown: all.flatMap(({ shown }) => shown),
    hosts: all.flatMap(({ hosts }) => hosts),
    make(values) {
      const name = which(fieldOf(values, field));
      return name === null
        ? fail(readError('bad-credential', `Fuelgauge does not recognise the value of “${field}”.`))
        : endpoints[name].make(values);
    },
  };
}

function endpoint(
  method: 'GET' | 'POST',
  url: string,
  signature: Signatures<string>,
  options: PostOptions,
): Endpoint<never> {
  const [, origin = '', rest = '/'] = /^(https:\/\/[^/?]+|\{\w+\})(.*)$/.exec(url) ?? [];
  const [path = '', search = ''] = rest.split('?');
  const host = origin.startsWith('https://') ? origin.slice('https://'.length) : null;
  const fixed = Object.fromEntries(new URLSearchParams(search));
  return {
    shown: [`${method} ${url.replace(/^https:\/\//, '')}`],
    hosts: host === null ? [] : [host.replace(/\{\w+\}/g, '*')],
    make(values) {
      const base = host === null ? enteredBase(origin.slice(1, -1), values) : filledBase(host, values);
      if (!base.ok) return base;
      const unsigned = {
        query: fixed,
        ...(options.headers && { headers: options.headers }),
        ...bodyOf(options),
      };
      const parts = [signature]
        .flat()
        .reduce<Parts>((parts, { sign }) => joined(parts, sign(values)), unsigned);
      const filled = path.replace(placeholder, (_, field) => encodeURIComponent(fieldOf(values, field)));
      const query = Object.entries(parts.query ?? {}).map(([name, value]): [string, string] => [
        name,
        value.replace(placeholder, (_, field) => fieldOf(values, field)),
      ]);
      return ok({
        method,
        host: base.value.host,
        path: `${base.value.path}${filled.startsWith('/') ? filled : `/${filled}`}`,
        ...(query.length > 0 && { query: Object.fromEntries(query) }),
        ...(parts.headers && { headers: parts.headers }),
        ...(parts.json && { json: parts.json }),
        ...(parts.form && { form: parts.form }),
      });
    },
  };
}

const placeholder = /\{(\w+)\}/g;
const fieldsIn = (url: string) => [...url.matchAll(placeholder)].map(([, field = '']) => field);
const bodyOf = ({ json, form }: PostOptions): Parts => ({ ...(json && { json }), ...(form && { form }) });
const fieldOf = (values: Values, field: string) => values[field] ?? '';

type BaseUrl = Result<{ host: string; path: string }, ReadError>;

/** A part of a host that comes from the credential is a single label, so it cannot lead to another domain. */
function filledBase(host: string, values: Values): BaseUrl {
  const wrong = fieldsIn(host).find(
    (field) => !/^[a-z0-9]([a-z0-9-]*[a-z0-9])?$/i.test(fieldOf(values, field)),
  );
  if (wrong !== undefined)
    return fail(
      readError('bad-credential', `The field “${wrong}” can only have letters, digits and hyphens.`),
    );
  return ok({ host: host.replace(placeholder, (_, field) => fieldOf(values, field)), path: '' });
}

/** Removes a trailing /v1: people copy addresses that end in it, but the balance endpoints are not below it. */
function enteredBase(field: string, values: Values): BaseUrl {
  const host = hostOfAddress(fieldOf(values, field));
  if (!host.ok) return fail(readError('bad-credential', host.error));
  const entered = addressOf(fieldOf(values, field))?.pathname ?? '';
  const path = entered.replace(/\/+$/, '').replace(/\/v1$/, '');
  return ok({ host: host.value, path });
}

function joined(a: Parts, b: Parts): Parts {
  const both = <Part>(one: Record<string, Part> | undefined, other: Record<string, Part> | undefined) =>
    one || other ? { ...one, ...other } : undefined;
  const query = both(a.query, b.query);
  const headers = both(a.headers, b.headers);
  const json = both(a.json, b.json);
  const form = both(a.form, b.form);
  return {
    ...(query && { query }),
    ...(headers && { headers }),
    ...(json && { json }),
    ...(form && { form }),
  };
}
