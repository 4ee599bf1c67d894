import type { RevealCredentialInput } from '../../../shared/api/accounts.ts';
import type { CommandResult } from '../../../shared/api/contract.ts';
import { badInput, type CommandError, fail, ok } from '../../../shared/model/index.ts';
import type { EngineParts } from '../parts.ts';
import { findKnown } from '../state/known-accounts.ts';
import type { Credential } from '../vault/credentials.ts';
import { notOpen } from '../vault/vault.ts';

/**
 * The stored credential of an account, to whoever enters the passphrase that encrypts it, even if the vault is open. It is the
 * one command that answers with a stored credential. The other vaults have no passphrase to ask for, so it refuses there.
 */
export async function revealCredential(
  parts: EngineParts,
  { account, passphrase }: RevealCredentialInput,
): Promise<CommandResult<{ values: Credential }>> {
  const { vault } = parts;
  if (vault.kind !== 'passphrase')
    return fail({
      kind: 'not-supported',
      message: 'There is no passphrase to ask for, so the key is not shown.',
    });
  if (vault.state() !== 'open') return notOpen(vault);
  if (!passphrase) return fail(passphraseMissing);
  const checked = await vault.unlock(passphrase);
  if (!checked.ok) return checked;
  return storedCredential(parts, account);
}

const passphraseMissing: CommandError = {
  kind: 'wrong-passphrase',
  message: 'Enter your passphrase to see the key.',
};

/** The stored credential of an account: for the desktop app, which asks the system for a confirmation first. */
export async function storedCredential(
  parts: EngineParts,
  reference: string,
): Promise<CommandResult<{ values: Credential }>> {
  const { vault, log } = parts;
  const found = findKnown(parts, reference);
  if (!found.ok) return found;
  const { id, label, credential } = found.value.account;
  if (credential.kind === 'none') return badInput(`“${label}” needs no credential.`);
  if (credential.kind === 'environment') {
    const names = Object.values(credential.variables).join(', ');
    return badInput(`The key of “${label}” is in the environment (${names}). Read it there.`);
  }
  if (vault.state() !== 'open') return notOpen(vault);
  const values = await vault.get(id);
  if (!values.ok) return values;
  if (values.value === null) return badInput(`There is no stored credential for “${label}”. Enter it again.`);
  log.info('a credential was revealed', { account: id });
  return ok({ values: values.value });
}
