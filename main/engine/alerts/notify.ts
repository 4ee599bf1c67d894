import {
  type AccountEvaluation,
  type Audience,
  type Decision,
  markNotified,
  routeNotifications,
} from '../../../shared/alerts/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import { problemOf } from '../channels/define.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { DeliveredNotification } from '../store/channel-deliveries.ts';

/** How long to collect alerts, so that several become one notification. */
const gatherMs = { critical: secondMs, other: 5 * secondMs };
/** The shortest pause between notifications, so that a bad day does not become a barrage. */
const pauseMs = { critical: 5 * secondMs, other: 20 * secondMs };

export interface NotifyOptions {
  store: AlertStore;
  /** IANA name. */
  zone: string;
  /** The channels that receive notifications now. */
  audiences(): readonly Audience[];
  /** The tags of an account, or of the accounts of a budget. */
  tagsOf(account: string): readonly string[];
}

/** When to notify: after a moment to collect more alerts, and not too soon after the last notification. */
export interface Pacing {
  /** When the collected alerts are due; null: there are none. */
  dueAt(): number | null;
  /** Until then, alerts are stored as pending. `isGathered`: there has already been time to collect. */
  isTime(decision: Decision, now: number, isGathered: boolean): boolean;
  notified(now: number): void;
}

export function createPacing(): Pacing {
  let dueAt: number | null = null;
  let notifiedAt = Number.NEGATIVE_INFINITY;
  return {
    dueAt: () => dueAt,
    isTime({ raise, summary }, now, isGathered) {
      if (raise.length === 0) {
        dueAt = null;
        return false;
      }
      const urgency = raise.some(({ severity }) => severity === 'critical') ? 'critical' : 'other';
      // If the last notification is in the future, the clock was set back.
      const since = now - notifiedAt;
      const restMs = since < 0 ? 0 : Math.max(0, pauseMs[urgency] - since);
      const at = now + Math.max(gatherMs[urgency], restMs);
      dueAt = dueAt === null || dueAt > at ? at : dueAt;
      return isGathered || summary || now >= dueAt;
    },
    notified(now) {
      dueAt = null;
      notifiedAt = now;
    },
  };
}

/** Queues the notifications of a decision for the channels that receive them, in the same transaction. */
export function enqueueNotifications(
  { store, zone, audiences, tagsOf }: NotifyOptions,
  { raise, summary }: Decision,
  accounts: readonly AccountEvaluation[],
  now: number,
): void {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const routed = routeNotifications(raise, audiences(), names, tagsOf, { now, zone, summary });
  for (const { notification, episodes, channels } of routed)
    store.enqueue(notification, episodes, channels, now);
  for (const episode of markNotified(raise)) store.saveEpisode(episode);
}

/** Queues the news that a problem is over, for the channels that keep it as an incident, if all of it is. */
export function enqueueEnds(
  { store, audiences }: Pick<NotifyOptions, 'store' | 'audiences'>,
  delivered: readonly DeliveredNotification[],
  now: number,
): void {
  const keepers = new Set(audiences().flatMap(({ id, incidents }) => (incidents ? [id] : [])));
  for (const { notification: id, channel } of delivered) {
    const told = keepers.has(channel) ? store.notification(id) : null;
    if (told === null || !store.episodesOf(id).every((episode) => isOver(store, episode))) continue;
    const ends = problemOf(told);
    const over = {
      ...told,
      id: `${ends}/over/${now}`,
      at: now,
      severity: 'info',
      sound: false,
      ends,
    } as const;
    store.enqueue(over, [], [channel], now);
  }
}

/** One that is no longer stored is long over. */
const isOver = (store: AlertStore, id: string): boolean => store.episode(id)?.clearedAt !== null;
