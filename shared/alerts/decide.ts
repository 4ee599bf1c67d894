import { bySeverity, type Episode } from '../model/index.ts';
import { hourMs } from '../time.ts';
import { isNews, isUntold, mayReopen, voiceAfter } from './episode.ts';
import { newsOf } from './events.ts';
import { isQuiet } from './quiet.ts';
import type { AccountView, Condition, DecideInput, Decision } from './types.ts';

/**
 * What to raise, clear and hold, from the look before and the one now. What held at the first look after a start, or at
 * the first look at an account, is primed: shown, and not told. Nothing is told twice at one level of one episode, but
 * after a snooze. Whatever was stored untold before a crash is still told, as long as it holds.
 */
export function decideAlerts(input: DecideInput): Decision {
  const { before, accounts, now } = input;
  const views = new Map(accounts.map((view) => [view.id, view]));
  const earlier = new Map(before?.map((view) => [view.id, view]));
  const stored = byAccount(input.open);
  const after: Episode[] = [];
  for (const view of accounts)
    after.push(...episodesOf(view, earlier.get(view.id) ?? null, stored.get(view.id) ?? [], input));
  for (const [account, episodes] of stored)
    if (!views.has(account)) after.push(...episodes.map((episode) => closed(episode, now)));

  const known = new Map(input.open.map((episode) => [episode.id, episode]));
  const quiet = isQuiet(input.quietHours, now, input.zone);
  const isHeld = (episode: Episode) =>
    (episode.snoozedUntil !== null && episode.snoozedUntil > now) ||
    isMuted(views.get(episode.account), now) ||
    (quiet && episode.severity !== 'critical');
  const spoken = after.map((episode): Episode => {
    if (!isUntold(episode)) return episode;
    const voice = isHeld(episode) ? 'held' : 'waiting';
    return voice === episode.voice ? episode : { ...refreshed(episode, views), voice };
  });
  const raise = spoken.filter(({ voice }) => voice === 'waiting').sort(bySeverity);
  return {
    episodes: spoken.filter((episode) => !isSame(known.get(episode.id), episode)),
    raise,
    clear: spoken.filter(
      ({ id, clearedAt }) =>
        clearedAt !== null && known.get(id) !== undefined && known.get(id)?.clearedAt === null,
    ),
    hold: spoken.filter(({ voice }) => voice === 'held'),
    summary:
      (input.asleepMs ?? 0) >= hourMs || raise.filter(({ id }) => known.get(id)?.voice === 'held').length > 1,
  };
}

function byAccount(episodes: readonly Episode[]): Map<string, Episode[]> {
  const all = new Map<string, Episode[]>();
  for (const episode of episodes) all.set(episode.account, [...(all.get(episode.account) ?? []), episode]);
  return all;
}

const isMuted = (view: AccountView | undefined, now: number): boolean =>
  view !== undefined && view.mutedUntil !== null && view.mutedUntil > now;

/** The account's episodes after this look, before it is decided which of them may speak. */
function episodesOf(
  view: AccountView,
  before: AccountView | null,
  stored: readonly Episode[],
  { now, zone }: DecideInput,
): Episode[] {
  // Old news until the account was asked since the start: the first answer only shows what was so already.
  const isFirst = before === null || !before.settled;
  const open = new Map(stored.filter(({ clearedAt }) => clearedAt === null).map((each) => [each.key, each]));
  const ended = stored.filter(({ clearedAt }) => clearedAt !== null);
  const after: Episode[] = [];
  for (const condition of view.conditions) {
    const episode = open.get(condition.key);
    open.delete(condition.key);
    if (episode !== undefined) after.push(carried(episode, condition, isFirst, now));
    else if (!condition.near && (isFirst || hasHeld(condition, view))) {
      const last = endedBefore(ended, condition, view, now);
      after.push(
        last === null ? begun(view.id, condition, isFirst, now) : reopened(last, condition, isFirst, now),
      );
    }
  }
  for (const episode of open.values()) after.push(isNews(episode) ? episode : closed(episode, now));
  const reopenedIds = new Set(after.map(({ id }) => id));
  // News that still waits for its time, unless the account was muted meanwhile.
  for (const episode of ended)
    if (!reopenedIds.has(episode.id)) after.push(isMuted(view, now) ? silenced(episode) : episode);
  if (!isFirst && before !== null && !isMuted(view, now))
    for (const news of newsOf(before, view, { now, zone }))
      after.push({
        ...begun(view.id, { ...news, severity: 'info', level: 0 }, false, now),
        clearedAt: now,
      });
  return after;
}

/** Whether the condition has held long enough, from reading to reading. */
function hasHeld({ key, settleMs }: Condition, { firstSeen, readAt, at }: AccountView): boolean {
  return (readAt ?? at) - (firstSeen[key] ?? Infinity) >= settleMs;
}

/** The episode that ended a short while ago and is the same matter: in the same window, without a refill since. */
function endedBefore(
  ended: readonly Episode[],
  condition: Condition,
  { filledAt }: AccountView,
  now: number,
): Episode | null {
  const pool = condition.key.slice(condition.kind.length + 1);
  const from = Math.max(condition.windowFrom ?? -Infinity, filledAt[pool] ?? -Infinity);
  return (
    ended
      .filter(
        (episode) => episode.key === condition.key && mayReopen(episode, now) && episode.raisedAt >= from,
      )
      .toSorted((a, b) => (b.clearedAt ?? 0) - (a.clearedAt ?? 0))[0] ?? null
  );
}

function begun(
  account: string,
  {
    key,
    kind,
    severity,
    level,
    text,
    masked,
  }: Pick<Condition, 'key' | 'kind' | 'severity' | 'level' | 'text' | 'masked'>,
  isPrimed: boolean,
  now: number,
): Episode {
  return {
    id: `${account}/${key}/${now}`,
    account,
    key,
    kind,
    severity,
    level,
    raisedAt: now,
    changedAt: now,
    clearedAt: null,
    text,
    masked,
    voice: isPrimed ? 'primed' : 'waiting',
    toldLevel: isPrimed ? level : -1,
    acknowledgedAt: null,
    snoozedUntil: null,
  };
}

/** An open episode whose condition still holds; one that grew worse may speak again, though not at the first look. */
function carried(episode: Episode, condition: Condition, isFirst: boolean, now: number): Episode {
  if (condition.near || condition.level === episode.level) return episode;
  const { level, severity, text, masked } = condition;
  const changed: Episode = { ...episode, level, severity, text, masked, changedAt: now };
  return withVoice(changed, isFirst);
}

function withVoice(episode: Episode, isFirst: boolean): Episode {
  const { level, toldLevel, snoozedUntil } = episode;
  if (level > toldLevel && !isUntold(episode))
    return isFirst
      ? { ...episode, toldLevel: level }
      : { ...episode, voice: 'waiting', acknowledgedAt: null };
  // Worse for a moment only, and not told yet: there is nothing left to tell.
  return snoozedUntil === null ? { ...episode, voice: voiceAfter(episode) } : episode;
}

function reopened(episode: Episode, condition: Condition, isFirst: boolean, now: number): Episode {
  const { level, severity, text, masked } = condition;
  return withVoice({ ...episode, clearedAt: null, level, severity, text, masked, changedAt: now }, isFirst);
}

/** Over: what was not told yet needs not be told any more. */
function closed(episode: Episode, now: number): Episode {
  return episode.clearedAt !== null ? silenced(episode) : silenced({ ...episode, clearedAt: now });
}

function silenced(episode: Episode): Episode {
  if (!isUntold(episode)) return episode;
  return { ...episode, voice: episode.toldLevel >= 0 ? 'told' : 'primed', snoozedUntil: null };
}

/** What is told late is told as it stands now. */
function refreshed(episode: Episode, views: ReadonlyMap<string, AccountView>): Episode {
  const condition = views.get(episode.account)?.conditions.find(({ key }) => key === episode.key);
  return condition === undefined ? episode : { ...episode, text: condition.text, masked: condition.masked };
}

const isSame = (before: Episode | undefined, after: Episode): boolean =>
  before !== undefined &&
  before.level === after.level &&
  before.severity === after.severity &&
  before.clearedAt === after.clearedAt &&
  before.changedAt === after.changedAt &&
  before.text === after.text &&
  before.masked === after.masked &&
  before.voice === after.voice &&
  before.toldLevel === after.toldLevel &&
  before.acknowledgedAt === after.acknowledgedAt &&
  before.snoozedUntil === after.snoozedUntil;
