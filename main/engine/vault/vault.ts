import { type CommandError, fail, type Result } from '../../../shared/model/index.ts';

/** Stores credentials by account id, as field id → value. Each kind of store has its own file. */
export interface Vault {
  readonly kind: 'passphrase' | 'system' | 'memory';
  /** What the user should know about how well this store protects; null: nothing. */
  readonly warning: string | null;
  state(): 'unset' | 'locked' | 'open';
  /** Opens the vault, or sets its passphrase if nothing is stored yet. */
  unlock(passphrase: string): Promise<Result<void, CommandError>>;
  /** Null: nothing is stored for this account. */
  get(accountId: string): Promise<Result<Record<string, string> | null, CommandError>>;
  set(accountId: string, values: Record<string, string>): Promise<Result<void, CommandError>>;
  remove(accountId: string): Promise<Result<void, CommandError>>;
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
