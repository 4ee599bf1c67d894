import { randomBytes } from 'node:crypto';
import type { CommandResult, Done } from '../../../shared/api/contract.ts';
import {
  badInput,
  type CommandError,
  fail,
  ok,
  type Result,
  type Settings,
} from '../../../shared/model/index.ts';
import { newPassphraseSchema } from '../../../shared/passphrase.ts';
import type { EngineParts } from '../parts.ts';
import { notOpen, type PassphraseControl } from '../vault/vault.ts';
import { mendVault } from './credentials.ts';

export async function changePassphrase(
  parts: EngineParts,
  { current, next }: { current?: string | undefined; next: string },
): Promise<CommandResult<Done>> {
  const { vault, settings } = parts;
  const control = controlOf(parts);
  if (!control.ok) return control;
  const checked = checkNew(next);
  if (!checked.ok) return checked;
  const known = current ?? (settings.get().passphrase.isRandom ? control.value.current() : null);
  if (known === null) return vault.state() === 'open' ? badInput('Enter your passphrase.') : notOpen(vault);
  const changed = await control.value.change({ current: known, next });
  return changed.ok ? settle(parts, next) : changed;
}

export async function resetPassphrase(
  parts: EngineParts,
  { passphrase }: { passphrase: string },
): Promise<CommandResult<{ setAside: string | null }>> {
  const control = controlOf(parts);
  if (!control.ok) return control;
  const checked = checkNew(passphrase);
  if (!checked.ok) return checked;
  const reset = await control.value.reset(passphrase);
  if (!reset.ok) return reset;
  const settled = await settle(parts, passphrase);
  return settled.ok ? ok({ setAside: reset.value }) : settled;
}

/** The vault has a new passphrase: the settings tell other processes, and the keyring keeps it, if it kept the old one. */
async function settle(parts: EngineParts, passphrase: string): Promise<CommandResult<Done>> {
  const { settings, keyring, session, clock, changed } = parts;
  const { inKeyring } = settings.get().passphrase;
  const kept = inKeyring && keyring ? await keyring.keep(passphrase) : ok(undefined);
  session.keyringProblem = null;
  if (!kept.ok) session.notices.add(`${kept.error.message} It no longer keeps your passphrase.`);
  const updated = await update(parts, {
    since: clock.now(),
    inKeyring: inKeyring && kept.ok,
    isRandom: false,
  });
  await mendVault(parts);
  changed('all');
  return updated.ok ? ok({}) : updated;
}

export async function keepInKeyring(
  parts: EngineParts,
  { on }: { on: boolean },
): Promise<CommandResult<Done>> {
  const { keyring, session, changed } = parts;
  const control = controlOf(parts);
  if (!control.ok) return control;
  if (!keyring) return noKeyring();
  const done = on ? await keep(parts, control.value) : await forget(parts);
  if (!done.ok) return done;
  session.keyringProblem = null;
  changed('all');
  return ok({});
}

async function keep(parts: EngineParts, control: PassphraseControl): Promise<Result<unknown, CommandError>> {
  const { vault, keyring, clock } = parts;
  if (!keyring) return noKeyring();
  if (vault.state() === 'open') {
    const known = control.current();
    if (known === null) return notOpen(vault);
    const kept = await keyring.keep(known);
    return kept.ok ? update(parts, { inKeyring: true }) : kept;
  }
  if (vault.state() === 'locked' || vault.lost() !== null) return notOpen(vault);
  const made = randomBytes(24).toString('base64url');
  // In this order, so that no vault is ever made with a passphrase that nobody knows.
  const kept = await keyring.keep(made);
  if (!kept.ok) return kept;
  const begun = await control.reset(made);
  return begun.ok ? update(parts, { inKeyring: true, isRandom: true, since: clock.now() }) : begun;
}

async function forget(parts: EngineParts): Promise<Result<unknown, CommandError>> {
  const { keyring, settings } = parts;
  if (settings.get().passphrase.isRandom)
    return badInput(
      'The passphrase was made at random, and only the keyring knows it. Choose a passphrase of your own first.',
    );
  const forgotten = (await keyring?.forget()) ?? noKeyring();
  return forgotten.ok ? update(parts, { inKeyring: false }) : forgotten;
}

/** Opens the vault with the passphrase in the keyring, if you chose that. Fails, with one sentence, if that did not open it. */
export async function unlockFromKeyring(parts: EngineParts): Promise<Result<void, CommandError>> {
  const { vault, keyring, settings, session, changed } = parts;
  if (!keyring || !settings.get().passphrase.inKeyring || vault.state() !== 'locked') return ok(undefined);
  const opened = await openWith(parts, await keyring.read());
  session.keyringProblem = opened.ok ? null : opened.error.message;
  if (opened.ok) await mendVault(parts);
  changed('all');
  return opened;
}

async function openWith(
  { vault }: EngineParts,
  read: Result<string | null, CommandError>,
): Promise<Result<void, CommandError>> {
  if (!read.ok) return read;
  const locked = (message: string) => fail<CommandError>({ kind: 'locked', message });
  if (read.value === null) return locked('The system’s keyring no longer has your passphrase.');
  const opened = await vault.unlock(read.value);
  return !opened.ok && opened.error.kind === 'wrong-passphrase'
    ? locked('The passphrase in the system’s keyring does not open your keys: it is an older one.')
    : opened;
}

function controlOf({ vault }: EngineParts): Result<PassphraseControl, CommandError> {
  return vault.passphrase === null
    ? fail({ kind: 'not-supported', message: 'Your keys are encrypted without a passphrase here.' })
    : ok(vault.passphrase);
}

const noKeyring = () =>
  fail<CommandError>({ kind: 'not-supported', message: 'The system’s keyring is not used here.' });

function checkNew(passphrase: string): Result<string, CommandError> {
  const parsed = newPassphraseSchema.safeParse(passphrase);
  return parsed.success
    ? ok(parsed.data)
    : badInput(parsed.error.issues[0]?.message ?? 'Choose another passphrase.');
}

const update = ({ settings }: EngineParts, change: Partial<Settings['passphrase']>) =>
  settings.update((latest) => ({ ...latest, passphrase: { ...latest.passphrase, ...change } }));
