import type { Alert, Episode } from '../model/index.ts';
import { isFuture } from '../time/index.ts';
import { alertKinds } from './kinds.ts';
import type { Condition } from './types.ts';

/** Whether an ended episode would be reopened if its condition came back. */
export function mayReopen({ kind, clearedAt }: Episode, now: number): boolean {
  return clearedAt !== null && now - clearedAt <= (alertKinds[kind].reopenMs ?? -1);
}

/** Whether `decideAlerts` still needs a stored episode: it is open, awaits its notification, or may be reopened. */
export function isLive(episode: Episode, now: number): boolean {
  return episode.clearedAt === null || awaitsNotification(episode) || mayReopen(episode, now);
}

export const awaitsNotification = ({ notificationState }: Episode): boolean =>
  notificationState === 'pending' || notificationState === 'held';

/** An event is notified once and ends at once. */
export const isEvent = ({ kind }: Pick<Episode, 'kind'>): boolean => alertKinds[kind].event ?? false;

/** Whether it is about a budget, which belongs to no account. */
export const isOfBudget = ({ kind }: Pick<Episode, 'kind'>): boolean => alertKinds[kind].scope === 'common';

/** The episodes once their notifications are queued. */
export function markNotified(episodes: readonly Episode[]): Episode[] {
  return episodes.map((episode) => ({
    ...episode,
    notificationState: 'notified',
    notifiedLevel: Math.max(episode.notifiedLevel, episode.level),
    snoozedUntil: null,
  }));
}

/** Acknowledged by you: no more notifications unless it gets worse. */
export function acknowledged(episode: Episode, now: number): Episode {
  return {
    ...episode,
    acknowledgedAt: now,
    snoozedUntil: null,
    notificationState: awaitsNotification(episode) ? 'notified' : episode.notificationState,
    notifiedLevel: Math.max(episode.notifiedLevel, episode.level),
  };
}

/** Holds notifications until then, and notifies again if it is still active; null ends the snooze. */
export function snoozed(episode: Episode, until: number | null, now: number): Episode {
  if (until !== null) return { ...episode, snoozedUntil: until, snoozedAt: now, notificationState: 'held' };
  return { ...episode, snoozedUntil: null, notificationState: stateAfter(episode) };
}

/** After a clock was set back, a snooze is as long as it was meant to be, from now. */
export function withSnoozeFrom(now: number, episode: Episode): Episode {
  const { snoozedAt, snoozedUntil } = episode;
  if (snoozedAt === undefined || snoozedUntil === null || !isFuture(snoozedAt, now)) return episode;
  return { ...episode, snoozedAt: now, snoozedUntil: now + (snoozedUntil - snoozedAt) };
}

/** The notification state if nothing got worse. */
export function stateAfter(episode: Episode): Episode['notificationState'] {
  if (!awaitsNotification(episode)) return episode.notificationState;
  return episode.level <= episode.notifiedLevel ? 'notified' : episode.notificationState;
}

/**
 * An account's active alerts: its conditions, except those inside the hysteresis band without an open episode. Worst
 * first, like the conditions. One that has been open for some time began then, though each reading finds its condition anew.
 */
export function alertsOf(conditions: readonly Condition[], episodes: readonly Episode[]): Alert[] {
  const open = new Map(
    episodes.filter(({ clearedAt }) => clearedAt === null).map((each) => [each.key, each]),
  );
  return conditions
    .filter(({ near, key }) => !near || open.has(key))
    .map(({ kind, severity, since, text, masked, key }) => {
      const episode = open.get(key);
      return {
        kind,
        severity,
        since: Math.min(since, episode?.raisedAt ?? since),
        text,
        masked,
        episode: episode?.id ?? null,
        acknowledged: episode !== undefined && episode.acknowledgedAt !== null,
        snoozedUntil: episode?.snoozedUntil ?? null,
      };
    });
}
