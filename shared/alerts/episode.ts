import type { Alert, Episode } from '../model/index.ts';
import { alertKinds } from './kinds.ts';
import type { Condition } from './types.ts';

/** Whether an ended episode would begin again if its condition held anew. */
export function mayReopen({ kind, clearedAt }: Episode, now: number): boolean {
  return clearedAt !== null && now - clearedAt <= (alertKinds[kind].reopenMs ?? -1);
}

/** Whether decisions still need a stored episode: it is open, still to be told, or ended a short while ago. */
export function isLive(episode: Episode, now: number): boolean {
  return episode.clearedAt === null || isUntold(episode) || mayReopen(episode, now);
}

export const isUntold = ({ voice }: Episode): boolean => voice === 'waiting' || voice === 'held';

/** News is told once and holds for no time at all. */
export const isNews = ({ kind }: Pick<Episode, 'kind'>): boolean => alertKinds[kind].event ?? false;

/** The episodes once their notifications are queued. */
export function markTold(episodes: readonly Episode[]): Episode[] {
  return episodes.map((episode) => ({
    ...episode,
    voice: 'told',
    toldLevel: Math.max(episode.toldLevel, episode.level),
    snoozedUntil: null,
  }));
}

/** The person has seen it: it says no more, unless it gets worse. */
export function acknowledged(episode: Episode, now: number): Episode {
  return {
    ...episode,
    acknowledgedAt: now,
    snoozedUntil: null,
    voice: isUntold(episode) ? 'told' : episode.voice,
    toldLevel: Math.max(episode.toldLevel, episode.level),
  };
}

/** Says nothing before `until`, and then, if it still holds, says it again; null takes the snooze back. */
export function snoozed(episode: Episode, until: number | null): Episode {
  if (until !== null) return { ...episode, snoozedUntil: until, voice: 'held' };
  return { ...episode, snoozedUntil: null, voice: voiceAfter(episode) };
}

/** What is left to say where nothing new has come up. */
export function voiceAfter(episode: Episode): Episode['voice'] {
  if (!isUntold(episode)) return episode.voice;
  return episode.level <= episode.toldLevel ? 'told' : episode.voice;
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
