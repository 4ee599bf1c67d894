import { bySeverity, type Episode } from '../model/index.ts';
import { hourMs } from '../time/index.ts';
import { awaitsNotification, isEvent, mayReopen, stateAfter, withSnoozeFrom } from './episode.ts';
import { eventsBetween } from './events.ts';
import { alertKinds } from './kinds.ts';
import { isQuiet } from './quiet.ts';
import type { AccountEvaluation, Condition, DecideInput, Decision } from './types.ts';

/**
 * What to raise, clear and hold, from the previous evaluation and the present one. What is already true of a new account is
 * seeded: shown, never notified. What began while Fuelgauge was off is notified, as one summary. No level of an episode is
 * notified twice, except after a snooze. An episode that was pending before a crash is still notified if its condition still
 * holds.
 */
export function decideAlerts(input: DecideInput): Decision {
  const { previous, accounts, now } = input;
  const evaluations = new Map(accounts.map((evaluation) => [evaluation.id, evaluation]));
  const earlier = new Map(previous?.map((evaluation) => [evaluation.id, evaluation]));
  const stored = byAccount(input.open.map((episode) => withSnoozeFrom(now, episode)));
  const after: Episode[] = [];
  for (const evaluation of accounts)
    after.push(
      ...episodesOf(evaluation, earlier.get(evaluation.id) ?? null, stored.get(evaluation.id) ?? [], input),
    );
  for (const [account, episodes] of stored)
    if (!evaluations.has(account)) after.push(...episodes.map((episode) => cleared(episode, now)));

  const known = new Map(input.open.map((episode) => [episode.id, episode]));
  const quiet = isQuiet(input.quietHours, now, input.zone);
  const isHeld = (episode: Episode) =>
    (episode.snoozedUntil !== null && episode.snoozedUntil > now) ||
    isMuted(evaluations.get(episode.account), now) ||
    (quiet && episode.severity !== 'critical');
  const decided = after.map((episode): Episode => {
    if (!awaitsNotification(episode)) return episode;
    const notificationState = isHeld(episode) ? 'held' : 'pending';
    return notificationState === episode.notificationState
      ? episode
      : { ...refreshed(episode, evaluations), notificationState };
  });
  const raise = decided.filter(({ notificationState }) => notificationState === 'pending').sort(bySeverity);
  return {
    episodes: decided.filter((episode) => !isSame(known.get(episode.id), episode)),
    raise,
    clear: decided.filter(
      ({ id, clearedAt }) =>
        clearedAt !== null && known.get(id) !== undefined && known.get(id)?.clearedAt === null,
    ),
    hold: decided.filter(({ notificationState }) => notificationState === 'held'),
    summary:
      previous === null ||
      (input.asleepMs ?? 0) >= hourMs ||
      raise.filter(({ id }) => known.get(id)?.notificationState === 'held').length > 1,
  };
}

function byAccount(episodes: readonly Episode[]): Map<string, Episode[]> {
  const all = new Map<string, Episode[]>();
  for (const episode of episodes) all.set(episode.account, [...(all.get(episode.account) ?? []), episode]);
  return all;
}

const isMuted = (evaluation: AccountEvaluation | undefined, now: number): boolean =>
  evaluation !== undefined && evaluation.mutedUntil !== null && evaluation.mutedUntil > now;

/** The account's episodes after this evaluation, before deciding which notifications to hold. */
function episodesOf(
  evaluation: AccountEvaluation,
  previous: AccountEvaluation | null,
  stored: readonly Episode[],
  { now, zone }: DecideInput,
): Episode[] {
  const isFirst = evaluation.isNew;
  // Until its first poll since the start nothing is known of it but what the last run knew.
  if (!evaluation.settled && !isFirst) return [...stored];
  const open = new Map(stored.filter(({ clearedAt }) => clearedAt === null).map((each) => [each.key, each]));
  const ended = stored.filter(({ clearedAt }) => clearedAt !== null);
  const after: Episode[] = [];
  for (const condition of evaluation.conditions) {
    const episode = open.get(condition.key);
    open.delete(condition.key);
    if (episode !== undefined) after.push(continued(episode, condition, isFirst, now));
    else if (!condition.near && (isFirst || hasHeld(condition, evaluation))) {
      const last = endedBefore(ended, condition, evaluation, now);
      after.push(
        last === null
          ? newEpisode(evaluation.id, condition, isFirst, now)
          : reopened(last, condition, isFirst, now),
      );
    }
  }
  for (const episode of open.values()) after.push(isEvent(episode) ? episode : cleared(episode, now));
  const seen = new Set(ended.map(({ key }) => key));
  const reopenedIds = new Set(after.map(({ id }) => id));
  // Events whose notification is still held, unless the account has been muted since.
  for (const episode of ended)
    if (!reopenedIds.has(episode.id))
      after.push(isMuted(evaluation, now) ? notificationDropped(episode) : episode);
  const events = previous?.settled ? eventsBetween(previous, evaluation, { now, zone }) : [];
  if (!isMuted(evaluation, now))
    for (const event of events.filter(({ key }) => !seen.has(key)))
      after.push({
        ...newEpisode(
          evaluation.id,
          { ...event, severity: alertKinds[event.kind].severity, level: 0 },
          false,
          now,
        ),
        clearedAt: now,
      });
  return after;
}

/** Whether the condition has lasted long enough, from reading to reading. */
function hasHeld({ key, settleMs }: Condition, { firstSeen, readAt, at }: AccountEvaluation): boolean {
  return (readAt ?? at) - (firstSeen[key] ?? Infinity) >= settleMs;
}

/** The recently ended episode to reopen: of the same window, with no refill since. */
function endedBefore(
  ended: readonly Episode[],
  condition: Condition,
  { filledAt }: AccountEvaluation,
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

function newEpisode(
  account: string,
  {
    key,
    kind,
    severity,
    level,
    text,
    masked,
  }: Pick<Condition, 'key' | 'kind' | 'severity' | 'level' | 'text' | 'masked'>,
  isSeeded: boolean,
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
    notificationState: isSeeded ? 'seeded' : 'pending',
    notifiedLevel: isSeeded ? level : -1,
    acknowledgedAt: null,
    snoozedUntil: null,
  };
}

/** An open episode whose condition still holds. If it got worse it notifies again, but not if the account is new. */
function continued(episode: Episode, condition: Condition, isFirst: boolean, now: number): Episode {
  if (condition.near || condition.level === episode.level) return episode;
  const { level, severity, text, masked } = condition;
  const changed: Episode = { ...episode, level, severity, text, masked, changedAt: now };
  return withNotificationState(changed, isFirst);
}

function withNotificationState(episode: Episode, isFirst: boolean): Episode {
  const { level, notifiedLevel, snoozedUntil } = episode;
  if (level > notifiedLevel && !awaitsNotification(episode))
    return isFirst
      ? { ...episode, notifiedLevel: level }
      : { ...episode, notificationState: 'pending', acknowledgedAt: null };
  // It was worse only briefly and not notified yet: nothing left to notify.
  return snoozedUntil === null ? { ...episode, notificationState: stateAfter(episode) } : episode;
}

function reopened(episode: Episode, condition: Condition, isFirst: boolean, now: number): Episode {
  const { level, severity, text, masked } = condition;
  return withNotificationState(
    { ...episode, clearedAt: null, level, severity, text, masked, changedAt: now },
    isFirst,
  );
}

/** Ended: a notification still due is dropped. */
function cleared(episode: Episode, now: number): Episode {
  return episode.clearedAt !== null
    ? notificationDropped(episode)
    : notificationDropped({ ...episode, clearedAt: now });
}

function notificationDropped(episode: Episode): Episode {
  if (!awaitsNotification(episode)) return episode;
  return {
    ...episode,
    notificationState: episode.notifiedLevel >= 0 ? 'notified' : 'seeded',
    snoozedUntil: null,
  };
}

/** A late notification gets the present text. */
function refreshed(episode: Episode, evaluations: ReadonlyMap<string, AccountEvaluation>): Episode {
  const condition = evaluations.get(episode.account)?.conditions.find(({ key }) => key === episode.key);
  return condition === undefined ? episode : { ...episode, text: condition.text, masked: condition.masked };
}

const isSame = (previous: Episode | undefined, after: Episode): boolean =>
  previous !== undefined &&
  previous.level === after.level &&
  previous.severity === after.severity &&
  previous.clearedAt === after.clearedAt &&
  previous.changedAt === after.changedAt &&
  previous.text === after.text &&
  previous.masked === after.masked &&
  previous.notificationState === after.notificationState &&
  previous.notifiedLevel === after.notifiedLevel &&
  previous.acknowledgedAt === after.acknowledgedAt &&
  previous.snoozedUntil === after.snoozedUntil;
