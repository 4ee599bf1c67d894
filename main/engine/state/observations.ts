import { deepEqual } from 'fast-equals';
import { alertsOf, type ConditionFacts, conditionsOf, effectiveRules } from '../../../shared/alerts/index.ts';
import {
  type AccountState,
  accountStateSchema,
  type ReadError,
  type Settings,
} from '../../../shared/model/index.ts';
import { type StandingKey, standingKey } from '../../../shared/standing/index.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import type { KnownAccount } from '../known-account.ts';
import { type Log, reasonOf } from '../log.ts';
import { intervalOf } from '../polling/schedule.ts';
import { type AccountFacts, observe } from './account-state.ts';

/** What follows from everything known about an account at one moment. */
export interface Observation {
  /** As the shells show it. It keeps its identity while nothing in it changes. */
  state: AccountState;
  /** As its alerts see it. */
  facts: ConditionFacts;
  /** When it was last polled; null: never. */
  attemptedAt: number | null;
  /** Its place among the others. */
  key: StandingKey;
}

export interface Observations {
  of(known: KnownAccount): Observation;
  /** Something of this account may have changed, or of any account if there is no id. */
  changed(account?: string): void;
  /** Removes an account that is gone. */
  forget(account: string): void;
}

interface Kept extends Observation {
  inputs: readonly unknown[];
  from: number;
  until: number;
}

interface Parts {
  factsOf(known: KnownAccount): AccountFacts;
  /** When the next poll is due; null: not while things stay as they are. */
  nextAt(known: KnownAccount): number | null;
  rules(): Settings['alerts']['rules'];
  zone: string;
  clock: Pick<Clock, 'now'>;
  /** 0 to 1. */
  random(): number;
  log: Log;
  kept: Map<string, Kept>;
  /** Accounts of which something may have changed. */
  dirty: Set<string>;
  /** What is wrong with the accounts that cannot be worked out, and since when. */
  faults: Map<string, { reason: string; since: number }>;
}

/**
 * Observes each account once: until something that it is made of changes, or time alone may change it. A fault in one
 * account becomes its own error, and reaches neither the others nor the app.
 */
export function createObservations(options: Omit<Parts, 'kept' | 'dirty' | 'faults'>): Observations {
  const parts: Parts = { ...options, kept: new Map(), dirty: new Set(), faults: new Map() };
  return {
    of: (known) => observationOf(parts, known),
    changed(account) {
      if (account === undefined) for (const each of parts.kept.keys()) parts.dirty.add(each);
      else parts.dirty.add(account);
    },
    forget(account) {
      for (const accounts of [parts.kept, parts.dirty, parts.faults]) accounts.delete(account);
    },
  };
}

function observationOf(parts: Parts, known: KnownAccount): Observation {
  const { kept, dirty, clock } = parts;
  const { id } = known.account;
  const now = clock.now();
  const before = kept.get(id);
  const isCurrent = before !== undefined && before.from <= now && now < before.until;
  if (isCurrent && !dirty.has(id)) return before;
  const attempt = attempted(() => {
    const facts = parts.factsOf(known);
    const inputs = inputsOf(facts);
    return isCurrent && isSame(before.inputs, inputs) ? before : soundObservation(parts, facts, inputs, now);
  });
  dirty.delete(id);
  if (attempt.value !== null) parts.faults.delete(id);
  const next = attempt.value ?? faultyObservation(parts, known, attempt.reason, now);
  if (next === before) return next;
  // What is equal keeps its identity, so that it is neither compared nor sent again.
  if (before && deepEqual(before.state, next.state)) next.state = before.state;
  kept.set(id, next);
  return next;
}

function attempted(work: () => Kept): { value: Kept; reason: null } | { value: null; reason: string } {
  try {
    return { value: work(), reason: null };
  } catch (error) {
    return { value: null, reason: reasonOf(error) };
  }
}

/** Throws if the account cannot be worked out, or only to numbers that make no sense. */
function soundObservation(
  { random }: Parts,
  facts: AccountFacts,
  inputs: readonly unknown[],
  now: number,
): Kept {
  const { state, facts: conditionFacts } = observe(facts);
  accountStateSchema.parse(state);
  const key = standingKey(state, now);
  const attemptedAt = facts.record?.attemptedAt ?? null;
  const until = untilOf(state, facts, random());
  return { state, facts: conditionFacts, attemptedAt, key, inputs, from: now, until };
}

/** Everything that a state is made of, except time. */
function inputsOf(facts: AccountFacts): readonly unknown[] {
  const { account, provider, reading, record, uses, dailyUse, nextAt, pace, refreshing, alerting } = facts;
  const { paused } = facts.preferences;
  const { rules, episodes } = alerting;
  return [
    account,
    rules,
    provider,
    reading,
    record,
    uses,
    dailyUse,
    nextAt,
    pace,
    refreshing,
    paused,
    episodes,
    facts.costOf !== null,
  ];
}

/** The settings are read anew after each change, so an account and the rules may be equal without being the same. */
const readAnew = 2;
const isSame = (before: readonly unknown[], inputs: readonly unknown[]): boolean =>
  inputs.every(
    (input, index) => input === before[index] || (index < readAnew && deepEqual(input, before[index])),
  );

/**
 * When time alone may change a state: at the latest after a minute, because of the spans in its sentences. After half of it
 * at the earliest, so that many accounts do not become due together.
 */
function untilOf(
  state: AccountState,
  { account, provider, pace, now }: AccountFacts,
  random: number,
): number {
  if (provider.balance === 'ledger') return (Math.floor(now / minuteMs) + 1) * minuteMs;
  const { readAt } = state.health;
  const turns = [
    readAt === null ? null : readAt + 2 * pace * intervalOf(account, provider) + 1,
    ...state.caps.map(({ resetsAt }) => resetsAt),
    ...state.pools.flatMap(({ cycle, grants }) => [
      cycle?.renewsAt ?? null,
      ...grants.map(({ expiresAt }) => expiresAt),
    ]),
  ];
  const ahead = turns.flatMap((at) => (at !== null && at > now ? [at] : []));
  return Math.min(now + minuteMs * (0.5 + random / 2), ...ahead);
}

const sentence = 'Fuelgauge could not work out this account.';
const advice = 'Check the amounts and dates that you entered for it. The log says what went wrong.';

/** An account without numbers, with an error that says so. Logged once for each reason. */
function faultyObservation(parts: Parts, known: KnownAccount, reason: string, now: number): Kept {
  const { account, provider } = known;
  const { faults, log, zone } = parts;
  const before = faults.get(account.id);
  if (before?.reason !== reason) {
    log.error('an account could not be worked out', { account: account.id, reason });
    faults.set(account.id, { reason, since: before?.since ?? now });
  }
  const error: ReadError = { kind: 'malformed', message: sentence, retryAt: null };
  const facts: ConditionFacts = {
    pools: [],
    caps: [],
    spike: null,
    error,
    errorSince: before?.since ?? now,
    errorAt: now,
    readAt: null,
  };
  const conditions = conditionsOf(facts, effectiveRules(parts.rules(), account.alerts), { now, zone });
  const state: AccountState = {
    id: account.id,
    provider: provider.id,
    label: account.label,
    tags: account.tags,
    note: account.note,
    pinned: account.pinned,
    hidden: account.hidden,
    credentialEnd: account.credentialEnd,
    credentialKept: account.credential.kind,
    credential: { since: account.credentialSince, expiresAt: null },
    paused: account.paused,
    intervalMs: intervalOf(account, provider),
    health: {
      state: account.paused ? 'off' : 'error',
      readAt: null,
      error: { ...error, advice },
      nextAt: parts.nextAt(known),
    },
    plan: account.entered.plan,
    scope: 'account',
    pools: [],
    caps: [],
    alerts: alertsOf(conditions, []),
    alertSettings: account.alerts,
    notes: [],
    disagreements: [],
    entered: account.entered,
    refreshing: false,
  };
  const key = standingKey(state, now);
  return { state, facts, attemptedAt: null, key, inputs: [], from: now, until: now };
}
