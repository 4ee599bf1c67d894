import { type Channel, type Episode, type Notification, severityRank } from '../model/index.ts';
import { comparable } from '../names.ts';
import { composeNotifications } from './compose.ts';
import { isEvent } from './episode.ts';

/** A channel, as far as it matters to whom something is told. */
export interface Audience extends Pick<Channel, 'id' | 'minSeverity' | 'tags'> {
  /** Each alert is an incident there, so it is told alone, and news is not told. */
  incidents: boolean;
}

/** A notification, the episodes it is about, and the channels it goes to. */
export interface Routed {
  notification: Notification;
  episodes: string[];
  channels: string[];
}

interface Now {
  now: number;
  zone: string;
  summary: boolean;
}

/** Whether a channel is for accounts with these tags. */
export const isFor = ({ tags }: Pick<Channel, 'tags'>, own: readonly string[]): boolean =>
  tags === undefined || tags.some((tag) => own.some((other) => comparable(other) === comparable(tag)));

/**
 * The notifications for raised episodes, for each channel of what it is for alone: a summary for some tags tells of no other
 * account. `names`: account → name. `tagsOf`: the tags of an account, or of the accounts of a budget.
 */
export function routeNotifications(
  raised: readonly Episode[],
  audiences: readonly Audience[],
  names: ReadonlyMap<string, string>,
  tagsOf: (account: string) => readonly string[],
  now: Now,
): Routed[] {
  const tags = new Map(raised.map(({ account }) => [account, tagsOf(account)]));
  const alike = Map.groupBy(audiences, ({ tags, incidents }) =>
    JSON.stringify([tags?.map(comparable).toSorted() ?? null, incidents]),
  );
  return [...alike.values()].flatMap((group) => {
    const [one] = group;
    if (one === undefined) return [];
    const own = raised.filter(
      (episode) => isFor(one, tags.get(episode.account) ?? []) && !(one.incidents && isEvent(episode)),
    );
    return routeAlike(own, group, names, { ...now, apart: one.incidents });
  });
}

function routeAlike(
  raised: readonly Episode[],
  audiences: readonly Audience[],
  names: ReadonlyMap<string, string>,
  now: Now & { apart: boolean },
): Routed[] {
  const notifications = composeNotifications(raised, names, now);
  const apart = new Set(notifications.map(({ episode }) => episode));
  const summedUp = raised.map(({ id }) => id).filter((id) => !apart.has(id));
  return notifications.map((notification) => ({
    notification,
    episodes: notification.episode === null ? summedUp : [notification.episode],
    channels: audiences
      .filter(({ minSeverity }) => severityRank[notification.severity] >= severityRank[minSeverity])
      .map(({ id }) => id),
  }));
}
