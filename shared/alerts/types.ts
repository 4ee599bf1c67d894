import type {
  AccountState,
  Alert,
  AlertRules,
  BudgetState,
  CapState,
  Episode,
  PoolState,
  QuietHours,
  ReadError,
} from '../model/index.ts';

// The types between the parts of `shared/alerts/`: facts → conditions → an evaluation of each account → a decision.

/** What is known of one account, as far as it matters to alerts. */
export interface ConditionFacts {
  /** The first is the one the account depends on. */
  pools: readonly PoolState[];
  caps: readonly CapState[];
  /** Burn far above the account's own pattern: since when, and how many times the usual. */
  spike: { since: number; factor: number } | null;
  /** The error of the last poll, or of the last logged use. */
  error: ReadError | null;
  /** Since when; for a provider that cannot be reached, since when polling has failed without a break. */
  errorSince: number | null;
  /** The last attempt that failed. */
  errorAt: number | null;
  readAt: number | null;
  /** When the account was added: nothing about it is older. */
  addedAt?: number;
  /** Since when the credential is in use, and when it expires; null or missing: unknown. */
  credential?: AccountState['credential'];
  /** It is a budget, and no account. */
  budget?: BudgetState;
  /** The provider's floor for a balance without a limit; missing: it has none. */
  floor?: number | undefined;
}

/** What a rule says is true of one account now; an episode adds which notifications it led to. */
export interface Condition extends Pick<Alert, 'kind' | 'severity' | 'since' | 'text' | 'masked'> {
  /** The kind, and what it is about within the account, such as `low/credits`. Unique within an account. */
  key: string;
  /** Grows as it gets worse. */
  level: number;
  /** Inside the hysteresis band: it keeps an open episode open but opens none. */
  near: boolean;
  /** How long it must last, from reading to reading, before it opens an episode; milliseconds. */
  settleMs: number;
  /** When its window began, if it belongs to one: an episode of an earlier window is not reopened. */
  windowFrom: number | null;
}

/** An account at one moment: the input of `evaluateAccount`. */
export interface AccountSnapshot {
  id: string;
  /** As notifications show it. */
  name: string;
  facts: ConditionFacts;
  /** Its `effectiveRules`. */
  rules: AlertRules;
  mutedUntil: number | null;
  /** False until its first poll since the start, successful or not: until then its facts may be old. */
  settled: boolean;
  /** When the account was added. */
  createdAt: number;
}

/** An account's conditions at one moment; passed to the next evaluation as `previous`. */
export interface AccountEvaluation extends Omit<AccountSnapshot, 'facts' | 'createdAt'> {
  at: number;
  /** It was never evaluated with a reading of its own, so what is true of it is no news. */
  isNew: boolean;
  readAt: number | null;
  pools: readonly PoolState[];
  conditions: readonly Condition[];
  /** Key → the reading since which the condition has held without a break. */
  firstSeen: Readonly<Record<string, number>>;
  /** Pool → when its balance last jumped up; missing if it never did. */
  filledAt: Readonly<Record<string, number>>;
}

export interface DecideInput {
  /** The evaluations before these; null the first time after a start. */
  previous: readonly AccountEvaluation[] | null;
  accounts: readonly AccountEvaluation[];
  /** The stored episodes that are `isLive`; others do no harm. */
  open: readonly Episode[];
  quietHours: QuietHours;
  now: number;
  /** IANA name. */
  zone: string;
  /**
   * How long the computer was asleep before this evaluation. After a long sleep, read all accounts first, then evaluate
   * once.
   */
  asleepMs?: number;
}

export interface Decision {
  /** New or changed; store them before notifying anything. */
  episodes: Episode[];
  /**
   * To be notified now, worst first. They come back at each evaluation until stored by way of `markNotified`. Do that in the
   * transaction that queues their notifications, so that a crash neither repeats nor loses one.
   */
  raise: Episode[];
  /** Just ended: take back what channels show of them. */
  clear: Episode[];
  /** To be notified later. */
  hold: Episode[];
  /** Whether to notify them as one summary, after quiet hours or a long sleep: for `composeNotifications`. */
  summary: boolean;
}
