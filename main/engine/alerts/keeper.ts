import {
  type AccountLook,
  type AccountView,
  composeNotifications,
  type Decision,
  decideAlerts,
  isLive,
  markTold,
  quietUntil,
  viewOf,
} from '../../../shared/alerts/index.ts';
import type { Channel, Episode, QuietHours } from '../../../shared/model/index.ts';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AlertStore } from '../store/alert-store.ts';
import { isGone } from './process-name.ts';

/** Changes come in bursts; one look is enough for all of a second. */
const lookPauseMs = secondMs;
const tickMs = minuteMs;
const isWithin = (now: number, since: number, longestMs: number) => now >= since && now - since < longestMs;
/** A longer pause between two looks is sleep. */
const sleepMs = 10 * minuteMs;
/** How long the first look waits for the accounts to be asked, after a start and after sleep. */
const firstReadingsMs = minuteMs;
const wakingMs = 2 * minuteMs;
/** What comes together is told together. */
const gatherMs = { critical: secondMs, other: 5 * secondMs };
/** And no faster than this, so that a bad day does not become a drum roll. */
const pauseMs = { critical: 5 * secondMs, other: 20 * secondMs };
/** An episode that ended earlier has no more say in what follows. */
const liveMs = 7 * 24 * 60 * minuteMs;
/** Another process takes over after so long without a sign. */
const leaseMs = 3 * minuteMs;

export interface KeeperOptions {
  store: AlertStore;
  clock: Clock;
  log: Log;
  zone: string;
  owner: string;
  quietHours(): QuietHours;
  /** Ids of all accounts. */
  accounts(): readonly string[];
  /** Null where the account is gone. */
  look(account: string): AccountLook | null;
  /** Whether some account is to be asked now, or is being asked. */
  isAsking(): boolean;
  /** Those that are given a notification of this severity. */
  channelsFor(severity: Episode['severity']): readonly Channel[];
  /** Takes back what a channel showed. */
  takeBack(sent: readonly { notification: string; channel: string }[]): void;
  /** The outbox has something new. */
  posted(): void;
  /** The episodes that hold after a look, decided here or elsewhere. */
  opened(open: readonly Episode[]): void;
  /** At each look, whoever decides. */
  looked(): void;
}

/** Why the next look waits: an earlier one would take old readings for what holds. */
interface Waiting {
  since: number;
  longestMs: number;
  /** 0 after a start. */
  asleepMs: number;
}

/**
 * Looks at the accounts after every change and at least once a minute, and decides what is told. Each look is one
 * transaction, and of all processes on one data folder only one decides: so nothing is told twice, and a process that
 * ends at any moment forgets nothing.
 */
export function createKeeper(options: KeeperOptions) {
  const { store, clock, log, owner } = options;
  let running = false;
  /** Null until the first look. */
  let before: Map<string, AccountView> | null = null;
  /** Accounts that changed since the last look; null: any may have. */
  let dirty: Set<string> | null = null;
  let waiting: Waiting | null = null;
  /** When the last sign of time passing came; null: not running. */
  let seenAt: number | null = null;
  let fullAt = Number.NEGATIVE_INFINITY;
  let pausedAt: number | null = null;
  /** When what is to be told has gathered; null: nothing is. */
  let tellAt: number | null = null;
  let toldAt = Number.NEGATIVE_INFINITY;
  let timer: { at: number; cancel: () => void } | null = null;

  /** The next look is at this instant, or earlier if one is set already. */
  function lookAt(at: number): void {
    if (!running || (timer !== null && timer.at <= at && timer.at >= clock.now())) return;
    timer?.cancel();
    const cancel = clock.after(Math.max(0, at - clock.now()), () => {
      timer = null;
      look();
    });
    timer = { at, cancel };
  }

  function look(): void {
    if (!running) return;
    try {
      const next = step(clock.now());
      lookAt(next);
    } catch (error) {
      // Such as a full disk. Nothing was stored, so the next look decides the same, of all accounts.
      dirty = null;
      log.error('alerts could not be decided', {
        reason: error instanceof Error ? error.message : 'unknown',
      });
      lookAt(clock.now() + tickMs);
    }
  }

  /** Returns when to look again. */
  function step(now: number): number {
    const sinceMs = seenAt === null ? 0 : now - seenAt;
    seenAt = now;
    if (sinceMs > sleepMs && waiting === null)
      waiting = { since: now, longestMs: wakingMs, asleepMs: sinceMs };
    if (waiting !== null && options.isAsking() && isWithin(now, waiting.since, waiting.longestMs))
      return Math.min(waiting.since + waiting.longestMs, now + tickMs);
    const asleepMs = waiting?.asleepMs ?? 0;
    const gathered = waiting !== null;
    const accounts = viewAll(now, gathered);
    // Who does not decide looks on, and knows what was before when it is its turn.
    if (store.keep(owner, now, leaseMs, isGone)) decide(accounts, now, asleepMs, gathered);
    const open = store.open();
    options.opened(open);
    options.looked();
    before = new Map(accounts.map((view) => [view.id, view]));
    waiting = null;
    return Math.min(now + tickMs, tellAt ?? Number.POSITIVE_INFINITY, soonestEnd(accounts, open, now));
  }

  /** New views of what changed, and once a minute of all: time alone changes some. */
  function viewAll(now: number, anew: boolean): AccountView[] {
    const known = before ?? new Map<string, AccountView>();
    const all = anew || dirty === null || before === null || now - fullAt >= tickMs || now < fullAt;
    const changed = all ? null : dirty;
    const views = options.accounts().flatMap((id) => {
      const last = known.get(id) ?? null;
      if (last !== null && changed !== null && !changed.has(id)) return [last];
      const look = options.look(id);
      return look === null ? [] : [viewOf(look, last, { now, zone: options.zone })];
    });
    if (all) fullAt = now;
    dirty = new Set();
    return views;
  }

  function decide(accounts: AccountView[], now: number, asleepMs: number, gathered: boolean): void {
    const taken = store.atomically(() => {
      const decision = decideAlerts({
        before: before === null ? null : [...before.values()],
        accounts,
        open: store.live(now - liveMs).filter((episode) => isLive(episode, now)),
        quietHours: options.quietHours(),
        now,
        zone: options.zone,
        ...(asleepMs > sleepMs && { asleepMs }),
      });
      for (const episode of decision.episodes) store.saveEpisode(episode);
      const sent = store.withdraw(
        decision.clear.map(({ id }) => id),
        now,
      );
      const told = isTimeToTell(decision, now, gathered);
      if (told) tell(decision, accounts, now);
      return { sent, told };
    });
    options.takeBack(taken.sent);
    if (taken.told) options.posted();
  }

  /** What is raised waits a moment for its like. It is stored as waiting meanwhile. */
  function isTimeToTell({ raise, summary }: Decision, now: number, gathered: boolean): boolean {
    if (raise.length === 0) {
      tellAt = null;
      return false;
    }
    const urgency = raise.some(({ severity }) => severity === 'critical') ? 'critical' : 'other';
    // A told time in the future is one of before the clock was set back.
    const since = now - toldAt;
    const restMs = since < 0 ? 0 : Math.max(0, pauseMs[urgency] - since);
    const at = now + Math.max(gatherMs[urgency], restMs);
    tellAt = tellAt === null || tellAt > at ? at : tellAt;
    return gathered || summary || now >= tellAt;
  }

  function tell({ raise, summary }: Decision, accounts: readonly AccountView[], now: number): void {
    const names = new Map(accounts.map(({ id, name }) => [id, name]));
    const notifications = composeNotifications(raise, names, { now, zone: options.zone, summary });
    const apart = new Set(notifications.map(({ episode }) => episode));
    const summedUp = raise.map(({ id }) => id).filter((id) => !apart.has(id));
    for (const notification of notifications) {
      const episodes = notification.episode === null ? summedUp : [notification.episode];
      const channels = options.channelsFor(notification.severity).map(({ id }) => id);
      store.post(notification, episodes, channels, now);
    }
    for (const episode of markTold(raise)) store.saveEpisode(episode);
    tellAt = null;
    toldAt = now;
  }

  /** When the first snooze, mute or stretch of quiet hours ends. */
  function soonestEnd(accounts: readonly AccountView[], open: readonly Episode[], now: number): number {
    const ends = [
      ...open.map(({ snoozedUntil }) => snoozedUntil),
      ...accounts.map(({ mutedUntil }) => mutedUntil),
      quietUntil(options.quietHours(), now, options.zone),
    ];
    return Math.min(
      ...ends.flatMap((end) => (end !== null && end > now ? [end] : [])),
      Number.POSITIVE_INFINITY,
    );
  }

  return {
    /** Begins to look; after `pause` it goes on, and what happened meanwhile is summed up. */
    start(): void {
      if (running) return;
      const now = clock.now();
      running = true;
      const asleepMs = pausedAt === null ? 0 : Math.max(0, now - pausedAt);
      waiting = { since: now, longestMs: before === null ? firstReadingsMs : wakingMs, asleepMs };
      seenAt = now;
      pausedAt = null;
      lookAt(now + lookPauseMs);
    },
    /** Looks no more; another process may decide. */
    pause(): void {
      if (!running) return;
      running = false;
      pausedAt = clock.now();
      timer?.cancel();
      timer = null;
      store.leave(owner);
    },
    /** After a change of this account, or of any. */
    changed(id?: string): void {
      if (id === undefined) dirty = null;
      else dirty?.add(id);
      const now = clock.now();
      // A look in the future is one of before the clock was set back.
      lookAt(seenAt === null || seenAt > now ? now : Math.max(now, seenAt + lookPauseMs));
    },
  };
}
