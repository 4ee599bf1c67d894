import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { type HeldLock, withLock } from '../store/lock.ts';

/** Stores credentials by account id, as field id → value. Each kind of store has its own file. */
export interface Vault {
  readonly kind: 'passphrase' | 'system' | 'memory';
  /** What the user should know about how well this store protects; null: nothing. */
  readonly warning: string | null;
  state(): 'unset' | 'locked' | 'open';
  /** Why everything in it is gone, as a sentence, if it is: nothing can be read until you bring it back or start over. */
  lost(): string | null;
  /** Whether there is nothing to remove from, so that no passphrase is needed for it. */
  isEmpty(): boolean;
  /**
   * Opens the vault, or sets its passphrase if nothing is stored yet. If the file was lost, it fails, unless you decide to
   * start over with empty credentials.
   */
  unlock(
    passphrase: string,
    options?: { startOver?: boolean | undefined },
  ): Promise<Result<void, CommandError>>;
  /** Null: nothing is stored for this account. */
  get(accountId: string): Promise<Result<Record<string, string> | null, CommandError>>;
  /** The accounts for which something is stored. */
  ids(): Promise<Result<string[], CommandError>>;
  set(
    accountId: string,
    values: Record<string, string>,
    lock?: HeldLock,
  ): Promise<Result<void, CommandError>>;
  remove(accountId: string, lock?: HeldLock): Promise<Result<void, CommandError>>;
  /** Does the slow work ahead, so that a change under the lock takes a moment. */
  prepare(): Promise<Result<void, CommandError>>;
  isPrepared(): boolean;
  /** Whether something is stored for this account, as last read; null: not known yet. */
  holds(accountId: string): boolean | null;
  /** The names of files that were set aside when this vault was given up or lost. They open with a passphrase of their own. */
  setAside(): string[];
  deleteSetAside(): Result<void, CommandError>;
  /** What can be done with its passphrase; null: it has none. */
  readonly passphrase: PassphraseControl | null;
}

export interface PassphraseControl {
  /** Encrypts the file and its backup anew. */
  change(passphrases: { current: string; next: string }): Promise<Result<void, CommandError>>;
  /** Begins an empty vault, and sets the old file aside. Returns the old file's new name; null: there was none. */
  reset(next: string): Promise<Result<string | null, CommandError>>;
  /** The one that opens it; null: it is not open. */
  current(): string | null;
  /** Calls the listener when the vault has locked itself, because its passphrase was changed by another process. */
  onLocked(listener: () => void): void;
}

/** Runs work under the folder's lock, after the slow work of the vault that it changes (null: none) is done. */
export async function withVaultLock<Value>(
  home: string,
  vault: Vault | null,
  work: (lock: HeldLock) => Promise<Result<Value, CommandError>>,
): Promise<Result<Value, CommandError>> {
  for (;;) {
    const prepared = await vault?.prepare();
    if (prepared && !prepared.ok) return prepared;
    const done = await withLock(home, async (lock) => {
      if (vault && !vault.isPrepared()) return ok(null);
      const result = await work(lock);
      return result.ok ? ok({ value: result.value }) : result;
    });
    if (!done.ok) return done;
    if (done.value !== null) return ok(done.value.value);
  }
}

/** The error for reading from or writing to a vault that is not open. */
export const locked = (state: 'unset' | 'locked' | 'open' = 'locked') =>
  fail<CommandError>({
    kind: 'locked',
    message:
      state === 'unset'
        ? 'Choose a passphrase first. It encrypts your credentials.'
        : 'Your credentials are locked. Enter your passphrase first.',
  });

export const unavailable = () =>
  fail<CommandError>({
    kind: 'locked',
    message: 'The system’s keychain is not open yet. Answer its question, if it has one, then try again.',
  });

/** A vault that was given up, or lost, had the key of this account. */
export const keyMissing = (label: string) =>
  fail<CommandError>({ kind: 'locked', message: `The key of “${label}” is missing. Enter it again.` });

/** Why this vault, which is not open, cannot be used: its file is gone, or it is locked. */
export function notOpen(vault: Vault): ReturnType<typeof locked> {
  const lost = vault.lost();
  if (lost !== null) return fail<CommandError>({ kind: 'locked', message: `${lost} Or start a new vault.` });
  return vault.kind === 'system' ? unavailable() : locked(vault.state());
}
