import { type CommandError, fail, type Result } from '../../../shared/model/index.ts';

/** Where credentials are kept: by account id, field id → value. One interface, one file per kind of store. */
export interface Vault {
  readonly kind: 'passphrase' | 'system' | 'memory';
  /** What the person should know about how well this store protects; null: nothing. */
  readonly warning: string | null;
  state(): 'unset' | 'locked' | 'open';
  /** Opens the vault; where nothing is stored yet, sets its passphrase. */
  unlock(passphrase: string): Promise<Result<void, CommandError>>;
  /** Null: nothing is kept for this account. */
  get(accountId: string): Promise<Result<Record<string, string> | null, CommandError>>;
  set(accountId: string, values: Record<string, string>): Promise<Result<void, CommandError>>;
  remove(accountId: string): Promise<Result<void, CommandError>>;
}

/** Nothing can be taken from, or put into, a vault in this state. */
export const locked = (state: 'unset' | 'locked' | 'open' = 'locked') =>
  fail<CommandError>({
    kind: 'locked',
    message:
      state === 'unset'
        ? 'Choose a passphrase first: credentials are kept encrypted with it.'
        : 'The credentials are locked. Give the passphrase first.',
  });
