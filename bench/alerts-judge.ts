import type { AccountEvaluation, ReplayStep } from '../shared/alerts/index.ts';
import type { AlertKind } from '../shared/model/index.ts';
import { dayMs, hourMs } from '../shared/time/index.ts';

// Judges the alerts of a replay. docs/alerts.md also explains each number.

const LEAD = 72 * hourMs;

/** What happened to an episode at one moment. */
export interface AlertEvent {
  t: number;
  what: 'notified' | 'open' | 'closed';
  account: string;
  key: string;
  kind: AlertKind;
  level: number;
  episode: string;
  /** When the window of a cap began; null for other kinds. */
  windowFrom: number | null;
  /** The forecast run-out, for humans. */
  foreseen: string;
}

/** One pool, hour by hour. */
export interface PoolTrack {
  account: string;
  pool: string;
  shape: string;
  /** The mean cost of a call. A balance below that counts as empty. */
  call: number;
  /** Refilled every day. */
  isDaily: boolean;
  points: { t: number; remaining: number; lapsed: boolean }[];
}

export interface Run {
  tracks: PoolTrack[];
  events: AlertEvent[];
}

export function alertEventsOf({ now, evaluations, decision }: ReplayStep): AlertEvent[] {
  const raised = new Set(decision.raise.map(({ id }) => id));
  const known = new Map(evaluations.map((evaluation) => [evaluation.id, evaluation]));
  return decision.episodes.map(({ account, key, kind, level, id, clearedAt }) => {
    const evaluation = known.get(account);
    return {
      t: now,
      what: raised.has(id) ? 'notified' : clearedAt === null ? 'open' : 'closed',
      account,
      key,
      kind,
      level,
      episode: id,
      windowFrom: evaluation?.conditions.find((condition) => condition.key === key)?.windowFrom ?? null,
      foreseen: foreseenOf(evaluation, key, now),
    };
  });
}

function foreseenOf(evaluation: AccountEvaluation | undefined, key: string, now: number): string {
  const forecast = evaluation?.pools.find(({ id }) => key.endsWith(`/${id}`))?.forecast;
  if (!forecast) return '';
  const hours = (at: number | null) => (at === null ? 'never' : ((at - now) / hourMs).toFixed(0));
  const { early, likely, late } = forecast.runsOutAt;
  return `${forecast.confidence} ${hours(early)} ${hours(likely)} ${hours(late)}`;
}

export interface Verdict {
  runOuts: number;
  /** Run-outs that the history made predictable, and how many of those were announced a day before. */
  allowed: number;
  announced: number;
  /** Run-out alerts whose outcome is known, and what the outcome was. */
  alerts: number;
  cameTrue: number;
  refilled: number;
  dropped: number;
  falseAlarms: number;
  /** Alerts of a run-out within a day, and how many of those did run out within a day and a half. */
  critical: number;
  criticalTrue: number;
  duplicates: number;
  notifications: Partial<Record<AlertKind, number>>;
  /** Misses and false alarms, for humans. */
  notes: string[];
}

export const noVerdict = (): Verdict => ({
  runOuts: 0,
  allowed: 0,
  announced: 0,
  alerts: 0,
  cameTrue: 0,
  refilled: 0,
  dropped: 0,
  falseAlarms: 0,
  critical: 0,
  criticalTrue: 0,
  duplicates: 0,
  notifications: {},
  notes: [],
});

export function judge({ tracks, events }: Run): Verdict {
  const verdict = noVerdict();
  for (const { kind, what } of events)
    if (what === 'notified') verdict.notifications[kind] = (verdict.notifications[kind] ?? 0) + 1;
  for (const track of tracks) {
    if (track.isDaily) continue;
    const key = `runs-out-soon/${track.pool}`;
    const own = events.filter((event) => event.account === track.account && event.key === key);
    judgeRunOuts(track, own, verdict);
    judgeAlerts(track, own, verdict);
  }
  judgeDuplicates(tracks, events, verdict);
  return verdict;
}

/**
 * A run-out is a reading with less than one call left after one with more, caused by burn and not by an expiry. Pools that
 * are refilled daily are left out, because their daily cap covers them. A run-out was predictable if, a day before, (1)
 * the history was two days long, (2) the pool has not been refilled since, and (3) the balance was at most two days of the
 * burn known then: the highest of the last day's, the same day's a week before, and the mean of the last seven days.
 */
function judgeRunOuts(track: PoolTrack, own: readonly AlertEvent[], verdict: Verdict): void {
  const { points, call } = track;
  const [first] = points;
  points.forEach((point, index) => {
    const last = points[index - 1];
    if (first === undefined || last === undefined) return;
    if (point.remaining > call || last.remaining <= call || last.lapsed) return;
    verdict.runOuts += 1;
    const dayBefore = point.t - dayMs;
    const filled = lastFill(track, point.t);
    if (dayBefore - first.t < 2 * dayMs || filled > dayBefore) return;
    const left = balanceAt(track, dayBefore);
    if (left > 2 * knownBurn(track, dayBefore)) return;
    verdict.allowed += 1;
    const isAnnounced = own.some(
      (event) =>
        event.what === 'notified' &&
        event.t <= dayBefore &&
        (isOpen(own, event.episode, dayBefore) || (event.t >= filled && isOpen(own, event.episode, last.t))),
    );
    if (isAnnounced) verdict.announced += 1;
    else {
      const at = own
        .filter((event) => event.t > filled)
        .map((event) => `${event.what} ${((event.t - point.t) / hourMs).toFixed(0)}h`);
      verdict.notes.push(
        `missed ${track.account}/${track.pool} (${track.shape}) day ${((point.t - first.t) / dayMs).toFixed(1)}: left ${left.toFixed(1)}, known burn ${knownBurn(track, dayBefore).toFixed(1)}, filled ${((point.t - filled) / dayMs).toFixed(1)} d before; ${at.join(', ')}`,
      );
    }
  });
}

/**
 * An alert came true if the pool ran out within one and a half times its lead. Otherwise it is excused by a refill or
 * top-up within that time, or by burn falling below half of the week before. Otherwise it was a false alarm. Alerts whose
 * time is not over at the end of the replay are left out.
 */
function judgeAlerts(track: PoolTrack, own: readonly AlertEvent[], verdict: Verdict): void {
  const { points, call } = track;
  const end = points.at(-1)?.t ?? 0;
  const seen = new Set<string>();
  for (const event of own) {
    if (event.what !== 'notified') continue;
    if (event.level > 0) {
      const outAt = points.find(({ t, remaining }) => t > event.t && remaining <= call)?.t ?? Infinity;
      const isKnown = outAt <= end || end >= event.t + 1.5 * dayMs;
      if (isKnown) verdict.critical += 1;
      if (outAt <= event.t + 1.5 * dayMs) verdict.criticalTrue += 1;
    }
    // Each episode is judged once, by its first notification.
    if (seen.has(event.episode)) continue;
    seen.add(event.episode);
    const until = event.t + 1.5 * LEAD;
    const later = points.filter(({ t }) => t > event.t && t <= until);
    const outAt = later.find(({ remaining }) => remaining <= call)?.t ?? Infinity;
    const fillAt = fillsOf(track).find((t) => t > event.t && t <= until) ?? Infinity;
    if (outAt > until && fillAt > until && end < until) continue;
    verdict.alerts += 1;
    if (outAt < fillAt) verdict.cameTrue += 1;
    else if (fillAt <= until) verdict.refilled += 1;
    else if (burnBetween(track, event.t, until) < 0.5 * 1.5 * 3 * weeklyRate(track, event.t))
      verdict.dropped += 1;
    else {
      verdict.falseAlarms += 1;
      verdict.notes.push(
        `false ${track.account}/${track.pool} (${track.shape}) day ${((event.t - (points[0]?.t ?? 0)) / dayMs).toFixed(1)} level ${event.level}, ${event.foreseen} h: left ${balanceAt(track, event.t).toFixed(1)}, week ${weeklyRate(track, event.t).toFixed(1)} a day, then ${(burnBetween(track, event.t, until) / 4.5).toFixed(1)} a day`,
      );
    }
  }
}

/**
 * A second notification of the same thing at the same or a lower level is a duplicate, unless there was a refill or
 * top-up, a new window of the cap, or half a day between the end of the first episode and the start of the second.
 */
function judgeDuplicates(
  tracks: readonly PoolTrack[],
  events: readonly AlertEvent[],
  verdict: Verdict,
): void {
  const last = new Map<string, AlertEvent>();
  for (const event of events) {
    if (event.what !== 'notified') continue;
    const key = `${event.account}/${event.key}`;
    const before = last.get(key);
    last.set(key, event);
    if (before === undefined || event.level > before.level) continue;
    if (event.episode !== before.episode && hasReason(tracks, events, before, event)) continue;
    verdict.duplicates += 1;
    verdict.notes.push(`duplicate ${key} after ${((event.t - before.t) / hourMs).toFixed(1)} h`);
  }
}

function hasReason(
  tracks: readonly PoolTrack[],
  events: readonly AlertEvent[],
  before: AlertEvent,
  event: AlertEvent,
): boolean {
  if (event.windowFrom !== null && before.windowFrom !== null) return event.windowFrom > before.windowFrom;
  const own = tracks.filter(({ account }) => account === event.account);
  const pool = event.key.split('/')[1];
  const isFilled = own
    .filter((track) => pool === undefined || track.pool === pool)
    .some((track) => fillsOf(track).some((t) => t > before.t && t <= event.t));
  if (isFilled) return true;
  const closed = events.findLast(
    (each) => each.what === 'closed' && each.episode === before.episode && each.t <= event.t,
  );
  return closed !== undefined && event.t - closed.t >= 12 * hourMs;
}

const fillsKnown = new WeakMap<PoolTrack, number[]>();
/** When the balance rose. */
function fillsOf(track: PoolTrack): number[] {
  const known = fillsKnown.get(track);
  if (known !== undefined) return known;
  const fills = track.points.flatMap(({ t, remaining }, index) => {
    const last = track.points[index - 1]?.remaining ?? remaining;
    return remaining - last > Math.max(track.call, 0.01 * last) ? [t] : [];
  });
  fillsKnown.set(track, fills);
  return fills;
}

const lastFill = (track: PoolTrack, before: number): number =>
  fillsOf(track).findLast((t) => t <= before) ?? -Infinity;

/** The last reading at or before an instant. */
function balanceAt({ points }: PoolTrack, at: number): number {
  return points.findLast(({ t }) => t <= at)?.remaining ?? points[0]?.remaining ?? 0;
}

function burnBetween({ points }: PoolTrack, from: number, to: number): number {
  let sum = 0;
  for (let index = 1; index < points.length; index += 1) {
    const point = points[index];
    const last = points[index - 1];
    if (point && last && point.t > from && point.t <= to)
      sum += Math.max(0, last.remaining - point.remaining);
  }
  return sum;
}

function knownBurn(track: PoolTrack, at: number): number {
  return Math.max(
    burnBetween(track, at - dayMs, at),
    burnBetween(track, at - 7 * dayMs, at - 6 * dayMs),
    weeklyRate(track, at),
  );
}

/** Mean burn per day of the last seven days, or of as many as there are. */
function weeklyRate(track: PoolTrack, at: number): number {
  const from = Math.max(at - 7 * dayMs, track.points[0]?.t ?? at);
  return burnBetween(track, from, at) / Math.max(1 / 24, (at - from) / dayMs);
}

function isOpen(own: readonly AlertEvent[], episode: string, at: number): boolean {
  const last = own.findLast((event) => event.episode === episode && event.t <= at);
  return last !== undefined && last.what !== 'closed';
}
