import type { AppState, BudgetState, MeterState, Settings } from '../../../shared/model/index.ts';

/** The budgets as they were last worked out. */
export interface BudgetsCache {
  at: number;
  made: { budgets: Settings['budgets']; money: Settings['money'] };
  inputs: readonly unknown[];
  states: BudgetState[];
  /** Ids of accounts whose money is not known yet. */
  waiting: ReadonlySet<string>;
  cancel(): void;
}

/** The engine's state in memory, which is neither in the settings nor in the history. */
export interface Session {
  polling: boolean;
  /** When polling first started; infinite before that. */
  startedAt: number;
  /** The factor by which intervals are stretched, 1 or more. */
  pace: number;
  /** Accounts whose state is current; see `isSettled`. */
  settled: Set<string>;
  /** Messages that the user should read once. */
  notices: Set<string>;
  dismissed: Set<string>;
  /** Where POST /v1/usage is served; null: nowhere. */
  usageAddress: string | null;
  /** Null: it is off. */
  meter: MeterState | null;
  desktop: AppState['desktop'];
  /** Why the system's keyring did not open the vault; null: it did, or was not asked. */
  keyringProblem: string | null;
  /** Why the system's keychain has not opened the vault; null: it has, or was not asked. */
  keychainProblem: string | null;
  /** Null: there are none, or they have not been worked out yet. */
  budgets: BudgetsCache | null;
  listeners: Set<(state: AppState) => void>;
  /** On the command line: the accounts and budgets that it may have written about; null: it wrote nothing. */
  written: ReadonlySet<string> | null;
  /** Removed accounts are being deleted; null: none is. */
  deleting: Promise<void> | null;
  cancelCompaction(): void;
  cancelForgetting(): void;
  cancelKeychain(): void;
  cancelDeletion(): void;
}

export function createSession(notices: readonly string[]): Session {
  return {
    polling: false,
    startedAt: Number.POSITIVE_INFINITY,
    pace: 1,
    settled: new Set(),
    notices: new Set(notices),
    dismissed: new Set(),
    usageAddress: null,
    meter: null,
    desktop: null,
    keyringProblem: null,
    keychainProblem: null,
    budgets: null,
    listeners: new Set(),
    written: null,
    deleting: null,
    cancelCompaction: () => {},
    cancelForgetting: () => {},
    cancelKeychain: () => {},
    cancelDeletion: () => {},
  };
}
