import { createHmac } from 'node:crypto';
import { nearQuestion } from '../../../shared/address.ts';
import {
  type Account,
  badInput,
  type CommandError,
  ok,
  type ProviderInfo,
  type Result,
} from '../../../shared/model/index.ts';
import { nearAddresses } from '../../providers/contract/credential.ts';
import { keyMissing, type Vault } from './vault.ts';

/** Field id → value. */
export type Credential = Record<string, string>;
export type Environment = Readonly<Record<string, string | undefined>>;

/** The credential of an account from the vault or the environment; `{}` for a provider that needs none. */
export async function resolveCredential(
  account: Account,
  vault: Vault,
  environment: Environment,
): Promise<Result<Credential, CommandError>> {
  switch (account.credential.kind) {
    case 'none':
      return ok({});
    case 'environment':
      return fromEnvironment(account.credential.variables, environment);
    case 'vault': {
      if (account.credential.awaited)
        return badInput(`The credential of “${account.label}” was not in the backup. Enter it.`);
      const kept = await vault.get(account.id);
      if (!kept.ok) return kept;
      return kept.value ? ok(kept.value) : keyMissing(account.label);
    }
  }
}

/** Reads the named variables. The error names the first one that is missing or empty. */
export function fromEnvironment(
  variables: Readonly<Record<string, string>>,
  environment: Environment,
): Result<Credential, CommandError> {
  const credential: Credential = {};
  for (const [field, name] of Object.entries(variables)) {
    const value = environment[name]?.trim();
    if (!value) return badInput(`The environment variable ${name} is not set.`);
    credential[field] = value;
  }
  return ok(credential);
}

/** What you must agree to before a credential is used: an address in your own network that is not in `agreed`. Null: nothing. */
export function openQuestion(
  { name, credentialFields }: ProviderInfo,
  credential: Credential,
  agreed: readonly string[] = [],
): string | null {
  const near = nearAddresses(credentialFields, credential).find(({ host }) => !agreed.includes(host));
  return near === undefined ? null : nearQuestion(name, near);
}

/**
 * Checks entered values against the provider's fields and trims them. Rejects control and non-ASCII characters, which
 * headers cannot have and which come from a bad paste.
 */
export function checkCredential(
  provider: ProviderInfo,
  values: Readonly<Record<string, string>>,
): Result<Credential, CommandError> {
  const credential: Credential = {};
  for (const { id, label, optional } of provider.credentialFields) {
    const value = (values[id] ?? '').trim();
    if (!value && optional) continue;
    if (!value) return badInput(`The ${label} of ${provider.name} is empty.`);
    if (!/^[\x21-\x7e]+$/.test(value))
      return badInput(`The ${label} has a space or a character that keys never have. Copy it again.`);
    credential[id] = value;
  }
  return ok(credential);
}

/** The last four characters of the first secret field; null if that would reveal too much of a short one. */
export function credentialEnd(provider: ProviderInfo, credential: Credential): string | null {
  const field = provider.credentialFields.find(({ secret }) => secret);
  const value = field ? (credential[field.id] ?? '') : '';
  return value.length >= 12 ? value.slice(-4) : null;
}

/** 64 bits of an HMAC, to notice that a credential has changed without storing it. */
export function fingerprint(accountId: string, credential: Credential): string {
  const fields = Object.entries(credential).sort(([a], [b]) => (a < b ? -1 : 1));
  return createHmac('sha256', accountId).update(JSON.stringify(fields)).digest('hex').slice(0, 16);
}
