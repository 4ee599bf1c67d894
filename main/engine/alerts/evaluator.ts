import {
  type AccountEvaluation,
  type AccountSnapshot,
  type DecideInput,
  evaluateAccount,
  isLive,
  quietUntil,
} from '../../../shared/alerts/index.ts';
import type { Episode, QuietHours } from '../../../shared/model/index.ts';
import { dayMs, minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';
import type { DeliveredNotification } from '../store/channel-deliveries.ts';
import { decideSafely } from './decide-safely.ts';
import {
  createPacing,
  enqueueEnds,
  enqueueNotifications,
  type NotifyOptions,
  type Pacing,
} from './notify.ts';
import { isGone } from './process-name.ts';

/** Changes come in bursts, so one evaluation covers all of a second. */
const debounceMs = secondMs;
const tickMs = minuteMs;
/** So many accounts that did not change are evaluated at once. */
const mostAtOnce = 150;
/** A longer pause between two evaluations means that the computer slept. */
const sleepMs = 10 * minuteMs;
/** How long the first evaluation waits for fresh readings, after a start and after sleep. */
const firstReadingsMs = minuteMs;
const wakingMs = 2 * minuteMs;
/** Episodes that ended earlier than this no longer affect decisions. */
const liveMs = 7 * dayMs;
/** Another process takes over if the lease was not renewed for this long. */
const leaseMs = 3 * minuteMs;

export interface EvaluatorOptions extends NotifyOptions {
  clock: Clock;
  log: Log;
  /** The name of this process, as the holder of the lease. */
  holder: string;
  quietHours(): QuietHours;
  /** Ids of all accounts. */
  accounts(): readonly string[];
  /** Null if the account is gone. */
  snapshotOf(account: string): AccountSnapshot | null;
  /** Whether some account is due for polling, or being polled. */
  isAsking(): boolean;
  /** These notifications were delivered, and their episodes have ended. */
  onWithdrawn(delivered: readonly DeliveredNotification[]): void;
  /** The outbox has something new. */
  onEnqueued(): void;
  /** Called after each evaluation by the process that decides. */
  onDecided(): void;
  /** Called after each evaluation, by whichever process, with the open episodes. */
  onEvaluated(open: readonly Episode[]): void;
}

/** Why the next evaluation waits: earlier, it would judge old readings. */
interface Waiting {
  since: number;
  longestMs: number;
  /** 0 after a start. */
  asleepMs: number;
}

interface State extends EvaluatorOptions {
  running: boolean;
  /** Null until the first evaluation. */
  previous: Map<string, AccountEvaluation> | null;
  /** Accounts that changed since the last evaluation; null: any may have. */
  dirty: Set<string> | null;
  waiting: Waiting | null;
  /** When the last evaluation was due, done or not; null: never. */
  lastAt: number | null;
  /** Accounts that could not be evaluated; logged once. */
  faulty: Set<string>;
  pausedAt: number | null;
  /** When an earlier run last evaluated the accounts; null: never. */
  lastLookAt: number | null;
  pacing: Pacing;
  timer: { at: number; cancel: () => void } | null;
}

export interface Evaluator {
  /** Starts evaluating. After `pause` it resumes, and what happened in between becomes one summary. */
  start(): void;
  /** Stops evaluating and lets another process take over. */
  pause(): void;
  /** This account changed, or any account if there is no id. */
  changed(id?: string): void;
}

/**
 * Evaluates the accounts after every change and at least once a minute, and decides on notifications. Each evaluation is
 * one transaction, and of all processes on a data folder only the one with the lease decides. So nothing is sent twice,
 * and nothing is forgotten if a process ends at any moment.
 */
export function createEvaluator(options: EvaluatorOptions): Evaluator {
  const state: State = {
    ...options,
    running: false,
    previous: null,
    dirty: null,
    waiting: null,
    lastAt: null,
    faulty: new Set(),
    pausedAt: null,
    lastLookAt: options.store.lastLeaseAt(),
    pacing: createPacing(),
    timer: null,
  };
  return {
    start: () => start(state),
    pause: () => pause(state),
    changed: (id) => markChanged(state, id),
  };
}

function start(state: State): void {
  if (state.running) return;
  const now = state.clock.now();
  state.running = true;
  const asleepMs = state.pausedAt === null ? 0 : Math.max(0, now - state.pausedAt);
  state.waiting = { since: now, longestMs: state.previous === null ? firstReadingsMs : wakingMs, asleepMs };
  state.lastAt = now;
  state.pausedAt = null;
  schedule(state, now + debounceMs);
}

function pause(state: State): void {
  if (!state.running) return;
  state.running = false;
  state.pausedAt = state.clock.now();
  state.timer?.cancel();
  state.timer = null;
  try {
    state.store.releaseLease(state.holder);
  } catch (error) {
    // Such as a full disk. Another process takes over once the lease has run out.
    state.log.warn('the lease on alerts could not be released', { reason: reasonOf(error) });
  }
}

function markChanged(state: State, id: string | undefined): void {
  if (id === undefined) state.dirty = null;
  else state.dirty?.add(id);
  const now = state.clock.now();
  const { lastAt } = state;
  // If the last evaluation is in the future, the clock was set back.
  schedule(state, lastAt === null || lastAt > now ? now : Math.max(now, lastAt + debounceMs));
}

/** Schedules the next evaluation for this instant, unless one is scheduled earlier. */
function schedule(state: State, at: number): void {
  const { clock, timer, running } = state;
  if (!running || (timer !== null && timer.at <= at && timer.at >= clock.now())) return;
  timer?.cancel();
  const cancel = clock.after(Math.max(0, at - clock.now()), () => {
    state.timer = null;
    evaluate(state);
  });
  state.timer = { at, cancel };
}

function evaluate(state: State): void {
  if (!state.running) return;
  try {
    schedule(state, evaluateNow(state, state.clock.now()));
  } catch (error) {
    // Such as a full disk. Nothing was stored, so the next evaluation looks at all accounts again.
    state.dirty = null;
    state.log.error('alerts could not be decided', { reason: reasonOf(error) });
    schedule(state, state.clock.now() + tickMs);
  }
}

const isWithin = (now: number, since: number, longestMs: number) => now >= since && now - since < longestMs;

/** Returns when to evaluate again. */
function evaluateNow(state: State, now: number): number {
  const sinceMs = state.lastAt === null ? 0 : now - state.lastAt;
  state.lastAt = now;
  if (sinceMs > sleepMs) state.waiting ??= { since: now, longestMs: wakingMs, asleepMs: sinceMs };
  const { waiting, store, holder } = state;
  if (waiting !== null && state.isAsking() && isWithin(now, waiting.since, waiting.longestMs))
    return Math.min(waiting.since + waiting.longestMs, now + tickMs);
  const { accounts, isRest } = evaluateAccounts(state, now);
  // Without the lease, this process still evaluates, so that it knows the previous state when it takes over.
  if (store.acquireLease(holder, now, leaseMs, isGone)) {
    decide(state, accounts, now);
    state.onDecided();
  }
  const open = store.open();
  state.onEvaluated(open);
  state.previous = new Map(accounts.map((evaluation) => [evaluation.id, evaluation]));
  state.waiting = null;
  const notifyAt = state.pacing.dueAt() ?? Number.POSITIVE_INFINITY;
  const nextAt = now + (isRest ? debounceMs : tickMs);
  return Math.min(nextAt, notifyAt, soonestEnd(state, accounts, open, now));
}

/**
 * Evaluates the accounts that changed, and each once a minute, because some conditions depend on time. `isRest`: more are due
 * for that than are evaluated at once, so that thousands do not hold up everything else.
 */
function evaluateAccounts(state: State, now: number): { accounts: AccountEvaluation[]; isRest: boolean } {
  const { dirty, previous, waiting } = state;
  const isAll = waiting !== null || dirty === null || previous === null;
  let room = mostAtOnce;
  let isRest = false;
  const accounts = state.accounts().flatMap((id) => {
    const last = previous?.get(id) ?? null;
    if (last === null || isAll || dirty.has(id)) return evaluated(state, id, last, now);
    if (isWithin(now, last.at, tickMs)) return [last];
    isRest ||= room === 0;
    if (room === 0) return [last];
    room -= 1;
    return evaluated(state, id, last, now);
  });
  state.dirty = new Set();
  return { accounts, isRest };
}

/** Empty if the account is gone. One that cannot be evaluated stays as it was. */
function evaluated(
  { snapshotOf, zone, lastLookAt, faulty, log }: State,
  id: string,
  last: AccountEvaluation | null,
  now: number,
): AccountEvaluation[] {
  try {
    const snapshot = snapshotOf(id);
    const evaluations = snapshot === null ? [] : [evaluateAccount(snapshot, last, { now, zone, lastLookAt })];
    faulty.delete(id);
    return evaluations;
  } catch (error) {
    if (!faulty.has(id))
      log.error('the alerts of an account could not be evaluated', { account: id, reason: reasonOf(error) });
    faulty.add(id);
    return last === null ? [] : [{ ...last, at: now }];
  }
}

function decide(state: State, accounts: AccountEvaluation[], now: number): void {
  const { store, previous, zone, waiting, pacing } = state;
  const asleepMs = waiting?.asleepMs ?? 0;
  const { delivered, isTime } = store.atomically(() => {
    const input: DecideInput = {
      previous: previous === null ? null : [...previous.values()],
      accounts,
      open: store.live(now - liveMs).filter((episode) => isLive(episode, now)),
      quietHours: state.quietHours(),
      now,
      zone,
      ...(asleepMs > sleepMs && { asleepMs }),
    };
    const decision = decideSafely(input, state.log);
    for (const episode of decision.episodes) store.saveEpisode(episode);
    const ended = decision.clear.map(({ id }) => id);
    const delivered = store.withdraw(ended, now);
    enqueueEnds(state, delivered, now);
    const isTime = pacing.isTime(decision, now, waiting !== null);
    if (isTime) {
      enqueueNotifications(state, decision, accounts, now);
      pacing.notified(now);
    }
    return { delivered, isTime };
  });
  state.onWithdrawn(delivered);
  if (isTime) state.onEnqueued();
}

/** When the first snooze, mute or stretch of quiet hours ends. */
function soonestEnd(
  { quietHours, zone }: State,
  accounts: readonly AccountEvaluation[],
  open: readonly Episode[],
  now: number,
): number {
  const ends = [
    ...open.map(({ snoozedUntil }) => snoozedUntil),
    ...accounts.map(({ mutedUntil }) => mutedUntil),
    quietUntil(quietHours(), now, zone),
  ];
  return Math.min(
    ...ends.flatMap((end) => (end !== null && end > now ? [end] : [])),
    Number.POSITIVE_INFINITY,
  );
}
