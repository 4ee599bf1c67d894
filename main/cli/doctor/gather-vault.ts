import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Account, Settings } from '../../../shared/model/index.ts';
import { pathOf } from '../../../shared/names.ts';
import type { Environment } from '../../engine/vault/credentials.ts';
import { createSystemKeyring } from '../../engine/vault/keyring.ts';
import { createPassphraseVault } from '../../engine/vault/passphrase.ts';
import type { Vault } from '../../engine/vault/vault.ts';
import { passphraseFrom } from '../input/passphrase.ts';
import type { VaultFacts } from './facts.ts';
import { short } from './gather-folder.ts';

/** What is known of the keys. None of them is decrypted but to see whose are there, and none is shown. */
export async function gatherVault(home: string, settings: Settings, env: Environment): Promise<VaultFacts> {
  const stored = settings.accounts.filter(
    ({ credential }) => credential.kind === 'vault' && credential.awaited !== true,
  );
  const files = {
    passphrase: existsSync(join(home, 'credentials.age')),
    system: existsSync(join(home, 'credentials.system')),
  };
  const file =
    files.passphrase && files.system
      ? 'both'
      : files.passphrase
        ? 'passphrase'
        : files.system
          ? 'system'
          : 'none';
  const known = stored.length > 0 && files.passphrase ? await passphraseOf(home, settings, env) : null;
  const facts = { stored: stored.length, file, unset: unsetOf(settings.accounts, env) } as const;
  if (known === null) return { ...facts, opened: null, missing: [] };
  if (!known.ok)
    return { ...facts, opened: { kind: 'failed', by: known.by, reason: known.reason }, missing: [] };
  const vault = createPassphraseVault(join(home, 'credentials.age'));
  const opened = await vault.unlock(known.passphrase);
  if (!opened.ok)
    return { ...facts, opened: { kind: 'failed', by: known.by, reason: opened.error.message }, missing: [] };
  return {
    ...facts,
    opened: { kind: 'opened', by: known.by },
    // The others may be in the vault of the desktop app.
    missing: file === 'both' ? [] : await missingIn(vault, stored),
  };
}

async function missingIn(vault: Vault, accounts: readonly Account[]): Promise<string[]> {
  const ids = await vault.ids();
  return ids.ok ? accounts.filter(({ id }) => !ids.value.includes(id)).map(pathOf) : [];
}

type Known = { ok: true; by: string; passphrase: string } | { ok: false; by: string; reason: string };

/** As at the start of browser mode: from the environment, else from the keyring if you chose that. Null: from neither. */
async function passphraseOf(home: string, settings: Settings, env: Environment): Promise<Known | null> {
  const variable = env.FUELGAUGE_PASSPHRASE ? 'FUELGAUGE_PASSPHRASE' : 'FUELGAUGE_PASSPHRASE_FILE';
  const given = passphraseFrom(env);
  if (!given.ok) return { ok: false, by: variable, reason: shortened(given.error.message, env) };
  if (given.value !== null) return { ok: true, by: variable, passphrase: given.value };
  if (!settings.passphrase.inKeyring) return null;
  const by = 'the system’s keyring';
  const read = await createSystemKeyring({ home, environment: env, log: { warn: () => {} } }).read();
  if (!read.ok) return { ok: false, by, reason: read.error.message };
  return read.value === null
    ? { ok: false, by, reason: 'it has no passphrase for this folder.' }
    : { ok: true, by, passphrase: read.value };
}

/** With the path of the file as it may be shown. */
const shortened = (message: string, { FUELGAUGE_PASSPHRASE_FILE: file = '' }: Environment): string =>
  file === '' ? message : message.replaceAll(file, short(file));

const unsetOf = (accounts: readonly Account[], env: Environment): string[] =>
  accounts.flatMap((account) =>
    account.credential.kind === 'environment'
      ? Object.values(account.credential.variables)
          .filter((name) => (env[name] ?? '').trim() === '')
          .map((name) => `${name} (${pathOf(account)})`)
      : [],
  );
