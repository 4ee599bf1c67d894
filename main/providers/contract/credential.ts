import { addressOf, hostOfAddress, nearAddress } from '../../../shared/address.ts';
import type { CredentialField } from '../../../shared/model/index.ts';

/** The fields of a credential. `Id` is the union of their ids; requests can be signed with these and no others. */
export interface Credential<Id extends string> {
  fields: readonly (CredentialField & { id: Id })[];
}

export interface FieldOptions {
  /** Default: “API key”. */
  label?: string;
  /** Environment variables people keep it in, the most common first. */
  env: readonly string[];
  /** What every value starts with, so that a pasted key is recognised. Leave it out if there is no fixed prefix. */
  prefix?: string;
  /** A regular expression, if a prefix is not enough. */
  pattern?: string;
  /** Where to find it, which kind it must be, and what it can see. */
  hint: string;
  /** False for values that may be shown, such as a region or an account number. */
  secret?: boolean;
  /** True if the provider can be asked without it. */
  optional?: boolean;
  /**
   * Prefixes of keys of the wrong kind, each with a sentence that says which one is needed and where to make it. They are
   * refused without a request.
   */
  otherKinds?: Readonly<Record<string, string>>;
  /** True for the address of a server that the user runs or rents: requests go to `{id}/path`. It is no secret. */
  address?: boolean;
}

/** The usual credential: one API key, in a field called `key`. */
export function apiKey(options: FieldOptions): Credential<'key'> {
  return { fields: [field('key', options)] };
}

/** A credential with several fields, or with other names, in the order in which the user is asked for them. */
export function fields<Id extends string>(options: Readonly<Record<Id, FieldOptions>>): Credential<Id> {
  const ids: Id[] = [];
  for (const id in options) ids.push(id);
  return { fields: ids.map((id) => field(id, options[id])) };
}

function field<Id extends string>(id: Id, options: FieldOptions): CredentialField & { id: Id } {
  const { label = 'API key', env, prefix, pattern, hint, address = false, secret = !address } = options;
  const { optional = false, otherKinds } = options;
  const begins = prefix === undefined ? null : `^${prefix.replaceAll(/[\\^$.*+?()[\]{}|/]/g, '\\$&')}`;
  return {
    id,
    label,
    secret,
    pattern: pattern ?? begins,
    environment: [...env],
    hint,
    ...(address && { address }),
    ...(optional && { optional }),
    ...(otherKinds && { otherKinds: { ...otherKinds } }),
  };
}

/** The values that must never be shown. */
export function secretsOf(
  fields: readonly CredentialField[],
  credential: Readonly<Record<string, string>>,
): string[] {
  const open = new Set(fields.filter(({ secret }) => !secret).map(({ id }) => id));
  return Object.entries(credential).flatMap(([id, value]) => (open.has(id) || value === '' ? [] : [value]));
}

/** The hosts of the addresses in a credential. Requests may go to them as to the provider's own hosts. */
export function enteredHosts(
  fields: readonly CredentialField[],
  credential: Readonly<Record<string, string>>,
): string[] {
  return enteredAddresses(fields, credential).map(({ host }) => host);
}

/** Those of them that are asked without encryption. */
export const plainEnteredHosts = (...entered: Parameters<typeof enteredAddresses>): string[] =>
  enteredAddresses(...entered).flatMap(({ host, protocol }) => (protocol === 'http:' ? [host] : []));

/** The addresses of other machines in a private network, which are asked only if you agree. */
export const nearAddresses = (...entered: Parameters<typeof enteredAddresses>): URL[] =>
  enteredAddresses(...entered).filter(({ href }) => nearAddress(href) !== null);

function enteredAddresses(
  fields: readonly CredentialField[],
  credential: Readonly<Record<string, string>>,
): URL[] {
  return fields.flatMap(({ id, address }) => {
    const entered = credential[id] ?? '';
    const url = address && hostOfAddress(entered).ok ? addressOf(entered) : null;
    return url === null ? [] : [url];
  });
}
