import { type CredentialField, fail, ok, type Result } from '../../../shared/model/index.ts';

/** The fields of a credential. `Id` are their ids: requests can be signed with these and no others. */
export interface Credential<Id extends string> {
  fields: readonly (CredentialField & { id: Id })[];
}

export interface FieldOptions {
  label: string;
  /** Variables in which people keep it, the usual one first. */
  env: readonly string[];
  /** How every value begins: recognises a pasted one. Leave it out where nothing is typical. */
  prefix?: string;
  /** A regular expression, where a prefix is not enough. */
  pattern?: string;
  /** Where to find it, which kind it must be, and what it sees. */
  hint: string;
  /** False for what may be shown, such as a region or an account's number. */
  secret?: boolean;
  /** True for the address of a server that the person runs or rents: requests go to `{id}/path`. */
  address?: boolean;
}

/** The usual credential: one key, whose field is called `key`. */
export function apiKey(options: Omit<FieldOptions, 'label'> & { label?: string }): Credential<'key'> {
  return { fields: [field('key', { label: 'API key', ...options })] };
}

/** A credential of several fields, or with names of its own, in the order in which they are asked for. */
export function fields<Id extends string>(options: Readonly<Record<Id, FieldOptions>>): Credential<Id> {
  const ids: Id[] = [];
  for (const id in options) ids.push(id);
  return { fields: ids.map((id) => field(id, options[id])) };
}

function field<Id extends string>(id: Id, options: FieldOptions): CredentialField & { id: Id } {
  const { label, env, prefix, pattern, hint, address = false, secret = !address } = options;
  const begins = prefix === undefined ? null : `^${prefix.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`;
  return {
    id,
    label,
    secret,
    pattern: pattern ?? begins,
    environment: [...env],
    hint,
    ...(address && { address }),
  };
}

/** The values that nothing may show. */
export function secretsOf(
  fields: readonly CredentialField[],
  credential: Readonly<Record<string, string>>,
): string[] {
  const open = new Set(fields.filter(({ secret }) => !secret).map(({ id }) => id));
  return Object.entries(credential).flatMap(([id, value]) => (open.has(id) || value === '' ? [] : [value]));
}

const privateHost =
  /^(localhost|.*\.(local|localhost|internal|lan|home\.arpa)|\[.*|0|10|127|169\.254|172\.(1[6-9]|2\d|3[01])|192\.168|100\.(6[4-9]|[7-9]\d|1[01]\d|12[0-7]))(\.\d+)*$/;

/**
 * The host of an address that the person entered, or what is wrong with it. Only https, and only hosts of the open
 * network: a provider's file must not be a way into somebody's own.
 */
export function hostOfAddress(entered: string): Result<string, string> {
  const text = entered.trim();
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url?.protocol !== 'https:') return fail('The address must begin with https://.');
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    return fail('The address may hold a host and a path, and nothing else.');
  if (privateHost.test(url.hostname)) return fail('The address leads into a private network.');
  return ok(url.host);
}

/** The hosts of the addresses among a credential's values: they may be asked as if they were the provider's own. */
export function enteredHosts(
  fields: readonly CredentialField[],
  credential: Readonly<Record<string, string>>,
): string[] {
  return fields.flatMap(({ id, address }) => {
    const host = address ? hostOfAddress(credential[id] ?? '') : null;
    return host?.ok ? [host.value] : [];
  });
}
