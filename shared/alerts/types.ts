import type {
  Alert,
  AlertRules,
  CapState,
  Episode,
  PoolState,
  QuietHours,
  ReadError,
} from '../model/index.ts';

// The words between the parts of `shared/alerts/`: facts → conditions → an evaluation of each account → a decision.

/** What is known of one account, as far as alerts follow from it. */
export interface ConditionFacts {
  /** The first is the one that the account lives on. */
  pools: readonly PoolState[];
  caps: readonly CapState[];
  /** Burn far outside the account's own pattern: since when, and how many times the usual. */
  spike: { since: number; factor: number } | null;
  /** What the last attempt, or the log of use, says is wrong now. */
  error: ReadError | null;
  errorSince: number | null;
  readAt: number | null;
}

/** What holds of one account now; an episode adds which notifications it led to. */
export interface Condition extends Pick<Alert, 'kind' | 'severity' | 'since' | 'text' | 'masked'> {
  /** What it is about within the account, such as `low/credits`; of all conditions that hold, none has the same. */
  key: string;
  /** Grows as it gets worse. */
  level: number;
  /** Only inside the hysteresis band: it keeps an open episode alive but opens none. */
  near: boolean;
  /** How long it must have held, from reading to reading, before it opens an episode; milliseconds. */
  settleMs: number;
  /** Where it belongs to a window, the window's beginning: an episode of the window before does not count. */
  windowFrom: number | null;
}

/** An account at one moment, as `evaluateAccount` takes it. */
export interface AccountSnapshot {
  id: string;
  /** What the person calls it. */
  name: string;
  facts: ConditionFacts;
  /** The rules that count for it: `effectiveRules`. */
  rules: AlertRules;
  mutedUntil: number | null;
  /** False until the account was asked, with or without an answer, since the start: what it shows may be old. */
  settled: boolean;
}

/** What holds of an account at one moment; the next evaluation gets it back as `previous`. */
export interface AccountEvaluation extends Omit<AccountSnapshot, 'facts'> {
  at: number;
  readAt: number | null;
  pools: readonly PoolState[];
  conditions: readonly Condition[];
  /** Key → the reading at which the condition began to hold without a break. */
  firstSeen: Readonly<Record<string, number>>;
  /** Pool → when its balance was last seen to jump up; missing where that was not seen. */
  filledAt: Readonly<Record<string, number>>;
}

export interface DecideInput {
  /** Those of the accounts before; null at the first one after a start. */
  previous: readonly AccountEvaluation[] | null;
  accounts: readonly AccountEvaluation[];
  /** The stored episodes for which `isLive` holds; others do no harm. */
  open: readonly Episode[];
  quietHours: QuietHours;
  now: number;
  /** IANA name. */
  zone: string;
  /** How long the computer slept before this one. After a long sleep, gather the readings and then evaluate once. */
  asleepMs?: number;
}

export interface Decision {
  /** New or changed, to be stored before anything is notified. */
  episodes: Episode[];
  /**
   * To be notified now, worst first; again at each evaluation until they are stored as `markNotified` makes them. Do that in the
   * transaction that queues their notifications, and a crash neither repeats nor forgets.
   */
  raise: Episode[];
  /** Just ended: what was shown of them elsewhere is taken back. */
  clear: Episode[];
  /** Notified later. */
  hold: Episode[];
  /** Notified as one, after quiet hours or a long sleep: for `composeNotifications`. */
  summary: boolean;
}
