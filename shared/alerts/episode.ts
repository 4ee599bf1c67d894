import type { Alert, Episode } from '../model/index.ts';
import { alertKinds } from './kinds.ts';
import type { Condition } from './types.ts';

/** Whether an ended episode would begin again if its condition held anew. */
export function mayReopen({ kind, clearedAt }: Episode, now: number): boolean {
  return clearedAt !== null && now - clearedAt <= (alertKinds[kind].reopenMs ?? -1);
}

/** Whether decisions still need a stored episode: it is open, its notification is due, or it ended a short while ago. */
export function isLive(episode: Episode, now: number): boolean {
  return episode.clearedAt === null || awaitsNotification(episode) || mayReopen(episode, now);
}

export const awaitsNotification = ({ notificationState }: Episode): boolean =>
  notificationState === 'pending' || notificationState === 'held';

/** An event is notified once and holds for no time at all. */
export const isEvent = ({ kind }: Pick<Episode, 'kind'>): boolean => alertKinds[kind].event ?? false;

/** The episodes once their notifications are queued. */
export function markNotified(episodes: readonly Episode[]): Episode[] {
  return episodes.map((episode) => ({
    ...episode,
    notificationState: 'notified',
    notifiedLevel: Math.max(episode.notifiedLevel, episode.level),
    snoozedUntil: null,
  }));
}

/** The person has seen it: no more notifications, unless it gets worse. */
export function acknowledged(episode: Episode, now: number): Episode {
  return {
    ...episode,
    acknowledgedAt: now,
    snoozedUntil: null,
    notificationState: awaitsNotification(episode) ? 'notified' : episode.notificationState,
    notifiedLevel: Math.max(episode.notifiedLevel, episode.level),
  };
}

/** Holds notifications until then, and notifies again if it still holds; null ends the snooze. */
export function snoozed(episode: Episode, until: number | null): Episode {
  if (until !== null) return { ...episode, snoozedUntil: until, notificationState: 'held' };
  return { ...episode, snoozedUntil: null, notificationState: stateAfter(episode) };
}

/** The state where nothing new has come up. */
export function stateAfter(episode: Episode): Episode['notificationState'] {
  if (!awaitsNotification(episode)) return episode.notificationState;
  return episode.level <= episode.notifiedLevel ? 'notified' : episode.notificationState;
}

/**
 * What is shown of an account: all that holds, and of what is only near, that of which an episode is open. Worst first,
 * as the conditions are.
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
        since,
        text,
        masked,
        episode: episode?.id ?? null,
        acknowledged: episode !== undefined && episode.acknowledgedAt !== null,
        snoozedUntil: episode?.snoozedUntil ?? null,
      };
    });
}
