import {
  type AccountEvaluation,
  composeNotifications,
  type Decision,
  markNotified,
} from '../../../shared/alerts/index.ts';
import type { Channel, Episode } from '../../../shared/model/index.ts';
import { secondMs } from '../../../shared/time/index.ts';
import type { AlertStore } from '../store/alert-store.ts';

/** How long to collect alerts, so that several become one notification. */
const gatherMs = { critical: secondMs, other: 5 * secondMs };
/** The shortest pause between notifications, so that a bad day does not become a barrage. */
const pauseMs = { critical: 5 * secondMs, other: 20 * secondMs };

export interface NotifyOptions {
  store: AlertStore;
  /** IANA name. */
  zone: string;
  /** The channels that receive notifications of this severity. */
  channelsFor(severity: Episode['severity']): readonly Channel[];
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
  { store, zone, channelsFor }: NotifyOptions,
  { raise, summary }: Decision,
  accounts: readonly AccountEvaluation[],
  now: number,
): void {
  const names = new Map(accounts.map(({ id, name }) => [id, name]));
  const notifications = composeNotifications(raise, names, { now, zone, summary });
  const apart = new Set(notifications.map(({ episode }) => episode));
  const summedUp = raise.map(({ id }) => id).filter((id) => !apart.has(id));
  for (const notification of notifications) {
    const episodes = notification.episode === null ? summedUp : [notification.episode];
    const channels = channelsFor(notification.severity).map(({ id }) => id);
    store.enqueue(notification, episodes, channels, now);
  }
  for (const episode of markNotified(raise)) store.saveEpisode(episode);
}
