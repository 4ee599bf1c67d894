import { formatQuantity, formatTime, type Place } from './format.ts';
import type { AccountState, CapState, Cycle, Grant, PoolState, ProviderInfo } from './model/index.ts';
import type { Lapse } from './outlook/waste.ts';
import { capNames, isReached, lapsesOf, runOutOf, wasteSentences } from './outlook.ts';
import {
  aboutTime,
  betweenWords,
  dayMs,
  dayName,
  dayNumber,
  dayOf,
  isSameClock,
  laterIn,
  longDay,
  nextRenewal,
  nthRenewal,
  refillAhead,
  renewalAfter,
  zonedMoment,
  zonedTime,
} from './time.ts';

// What comes: refills, expiries, run-outs and resets of caps. Pure, with the clock and the person's zone as arguments.

export const timelineKinds = ['run-out', 'expiry', 'refill', 'cap-reset'] as const;
export type TimelineKind = (typeof timelineKinds)[number];

export interface TimelineEvent {
  /** The same for the same event whenever it is told, so that a calendar replaces it instead of having it twice. */
  id: string;
  kind: TimelineKind;
  account: string;
  /** Provider and label: `Crustdata, production`. */
  name: string;
  /** Epoch milliseconds; of a run-out the likely instant, of what comes daily the next one. */
  at: number;
  /** The calendar day it is told on, counted from 1 January 1970: the provider's for refills, lapses and resets, else the person's. */
  day: number;
  /** From the early to the late run-out, within the horizon and at most to the refill that ends it; null for all else. */
  range: { early: number; late: number } | null;
  /** It comes every day, and is one event here. */
  daily: boolean;
  /** In a few words, without the day and the account: `Refill of 5,000 credits`. */
  title: string;
  /** What more there is to say, in a sentence. */
  detail: string | null;
  /** The time of day, with the provider's zone where the person's clock shows another; null where the day says all. */
  time: string | null;
  tone: 'critical' | 'watch' | 'lapse' | 'ok';
}

/** Renewals further back than this say nothing of those to come; milliseconds. */
const longestAgo = 400 * dayMs;

/**
 * What comes within so many days after now, soonest first. The order of the accounts does not matter. Paused accounts
 * have no run-outs: their balances are old.
 */
export function timelineOf(
  accounts: readonly AccountState[],
  providers: readonly ProviderInfo[],
  place: Place,
  days = 60,
): TimelineEvent[] {
  const end = place.now + days * dayMs;
  return accounts
    .flatMap((account) => {
      const provider = providers.find(({ id }) => id === account.provider);
      const name = `${provider?.name ?? account.provider}, ${account.label}`;
      return [
        ...account.pools.flatMap((pool) => poolEvents(account, pool, place, end)),
        ...account.caps.flatMap((cap) => resets(cap, place, end)),
      ].map((event) => ({ ...event, id: `${account.id}/${event.id}`, account: account.id, name }));
    })
    .sort(inOrder);
}

const byName = new Intl.Collator('en', { numeric: true });

type Bare = Omit<TimelineEvent, 'account' | 'name'>;

function inOrder(a: TimelineEvent, b: TimelineEvent): number {
  return (
    a.at - b.at ||
    timelineKinds.indexOf(a.kind) - timelineKinds.indexOf(b.kind) ||
    byName.compare(a.name, b.name) ||
    (a.id < b.id ? -1 : a.id > b.id ? 1 : 0)
  );
}

function poolEvents(account: AccountState, pool: PoolState, place: Place, end: number): Bare[] {
  const capsOn = pool === account.pools[0] ? account.caps : [];
  return [
    ...(account.paused ? [] : runOut(pool, place, end)),
    ...lapses(pool, capsOn, place, end),
    ...refills(pool, account.entered.cycleStart, place, end),
  ];
}

function runOut(pool: PoolState, place: Place, end: number): Bare[] {
  const out = runOutOf(pool);
  const { forecast, remaining, cycle } = pool;
  if (out === null || out.likely === null || forecast?.confidence === 'none' || (remaining ?? 0) <= 0)
    return [];
  const at = Math.max(place.now, out.likely);
  if (at > end) return [];
  const refill = refillAhead(cycle, place.now)?.at ?? null;
  // What is filled again every day, and lasts through this one, does not run out in any way worth a mark.
  if (cycle?.frequency === 'daily' && refill !== null && at >= refill) return [];
  const isRescued = refill !== null && at < refill && (out.late === null || out.late >= refill);
  const late = Math.max(at, Math.min(end, out.late ?? end, isRescued ? refill : end));
  const early = Math.min(at, Math.max(place.now, out.early ?? at));
  const isOver = out.likely <= place.now;
  const isNear = at - place.now <= dayMs;
  return [
    {
      id: `${pool.id}/run-out`,
      kind: 'run-out',
      at,
      day: dayNumber(at, place.zone),
      range: { early, late },
      daily: false,
      title: isOver ? 'May be used up by now' : 'Likely runs out',
      detail: isOver ? null : spread(early, at, isRescued ? refill : null, out.late, place),
      time: isOver || !isNear ? null : `around ${aboutTime(at, place)}`,
      // As the outlook has it: what is further ahead asks for no attention yet.
      tone: isNear
        ? 'critical'
        : at - place.now <= 3 * dayMs && (refill === null || at < refill)
          ? 'watch'
          : 'ok',
    },
  ];
}

/** `Between Thursday and Saturday.` Null where the days are all one. */
function spread(
  early: number,
  at: number,
  rescue: number | null,
  late: number | null,
  place: Place,
): string | null {
  const day = (instant: number) => dayNumber(instant, place.zone);
  const first = day(early) < day(at) ? dayName(early, place) : null;
  const last = rescue === null && late !== null && day(late) > day(at) ? dayName(late, place) : null;
  const text = [
    ...betweenWords(first, last),
    ...(rescue === null ? [] : [`with less burn it lasts until the refill on ${longDay(rescue, place)}`]),
  ].join('; ');
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function refills(pool: PoolState, anchorDay: string | null, place: Place, end: number): Bare[] {
  const { cycle, unit } = pool;
  if (cycle === null || cycle.grant === 0) return [];
  const daily = cycle.frequency === 'daily';
  const title = cycle.grant === null ? 'Refill' : `Refill of ${formatQuantity(cycle.grant, unit, place)}`;
  return renewals(cycle, anchorDay, place.now, end).map((at) => ({
    id: `${pool.id}/refill${daily ? '' : `/${dayOf(at)}`}`,
    kind: 'refill',
    at,
    day: dayNumber(at, 'UTC'),
    range: null,
    daily,
    title,
    detail: null,
    time: daily ? zonedTime(at, 'UTC', place) : timeOfDay(at, 'UTC', place),
    tone: 'ok',
  }));
}

/** Those after `from` and until `to`; of daily ones the next. Counted from the day that was entered where it agrees. */
function renewals(cycle: Cycle, anchorDay: string | null, from: number, to: number): number[] {
  const { renewsAt, frequency } = cycle;
  if (renewsAt === null || renewsAt > to || renewsAt < from - longestAgo) return [];
  if (frequency === null) return renewsAt > from ? [renewsAt] : [];
  if (frequency === 'daily') {
    const next = renewsAt > from ? renewsAt : renewalAfter(renewsAt, frequency, from);
    return next > to ? [] : [next];
  }
  const isAnchored = anchorDay !== null && nextRenewal(anchorDay, frequency, renewsAt - 1) === renewsAt;
  const found: number[] = [];
  for (let count = 0, at = renewsAt; at <= to; ) {
    if (at > from) found.push(at);
    count += 1;
    at = isAnchored ? nextRenewal(anchorDay, frequency, at) : nthRenewal(renewsAt, frequency, count);
  }
  return found;
}

const sources: Record<Grant['kind'], string> = {
  refill: 'the plan',
  topup: 'a top-up',
  package: 'a package',
  promotion: 'a promotion',
};

/** What the forecast says will lapse; and of all other grants with an expiry, that they end. */
function lapses(pool: PoolState, caps: readonly CapState[], place: Place, end: number): Bare[] {
  const within = (at: number) => at > place.now && at <= end;
  const foreseen = lapsesOf(pool);
  const advice = wasteSentences(pool, caps, place);
  const told = foreseen.flatMap((lapse, index) =>
    !lapse.isDaily && within(lapse.at) ? [lapseEvent(lapse, pool, advice[index]?.advice ?? null, place)] : [],
  );
  const rest = pool.grants.flatMap((grant) => {
    const { expiresAt, kind, remaining, id } = grant;
    if (expiresAt === null || !within(expiresAt) || kind === 'refill' || remaining <= 0) return [];
    if (foreseen.some((lapse) => lapse.grant === id || lapse.grant === kind)) return [];
    return [endEvent(grant, expiresAt, pool, place)];
  });
  return [...told, ...rest];
}

function lapseEvent(lapse: Lapse, pool: PoolState, advice: string | null, place: Place): Bare {
  const amount = formatQuantity(lapse.amount, pool.unit, place);
  return {
    ...expiryAt(lapse.at, place),
    id: `${pool.id}/expiry/${lapse.grant}/${dayOf(lapse.at)}`,
    title: `${lapse.isSure ? '' : 'About '}${amount} of ${sources[lapse.kind]} will lapse`,
    detail: advice,
    tone: 'lapse',
  };
}

function endEvent(grant: Grant, at: number, pool: PoolState, place: Place): Bare {
  const size = formatQuantity(grant.granted ?? grant.remaining, pool.unit, place);
  const isKnown = pool.forecast !== null && pool.forecast.confidence !== 'none';
  const left = formatQuantity(grant.remaining, pool.unit, place);
  return {
    ...expiryAt(at, place),
    id: `${pool.id}/expiry/${grant.id}/${dayOf(at)}`,
    title: `${sources[grant.kind].replace('a ', 'A ')} of ${size} ends`,
    detail: isKnown ? 'Likely used up before.' : `Left of it: ${left}. What is not used by then lapses.`,
    tone: isKnown ? 'ok' : 'lapse',
  };
}

const expiryAt = (at: number, place: Place) => ({
  kind: 'expiry' as const,
  at,
  day: dayNumber(at, 'UTC'),
  range: null,
  daily: false,
  time: timeOfDay(at, 'UTC', place),
});

/** Windows that come and go within the hour, and concurrency, have no place among days. */
function resets(cap: CapState, place: Place, end: number): Bare[] {
  const { window, resetsAt, forecast } = cap;
  if (window === 'minute' || window === 'hour' || window === 'concurrent' || resetsAt === null) return [];
  const zone = cap.zone ?? place.zone;
  const name = capNames[window];
  const likely = forecast?.reachedAt.likely ?? null;
  return resetTimes(window, resetsAt, zone, place.now, end).map((at, index) => {
    const isComing = likely !== null && likely < at && (forecast?.probability ?? 0) >= 0.7;
    const detail = isReached(cap)
      ? 'It is reached now.'
      : isComing
        ? `Probably reached ${dayName(likely, place)}, around ${aboutTime(likely, place)}.`
        : null;
    return {
      id: `${cap.id}/reset${window === 'day' ? '' : `/${dayOf(at)}`}`,
      kind: 'cap-reset',
      at,
      day: dayNumber(at, zone),
      range: null,
      daily: window === 'day',
      title: `${name.charAt(0).toUpperCase()}${name.slice(1)} resets`,
      detail: index === 0 ? detail : null,
      time: window === 'day' ? zonedTime(at, zone, place) : zonedMoment(at, zone, place),
      tone: index === 0 && isReached(cap) ? 'watch' : 'ok',
    };
  });
}

function resetTimes(
  window: 'day' | 'week' | 'month' | 'spending',
  resetsAt: number,
  zone: string,
  from: number,
  to: number,
): number[] {
  if (resetsAt <= from || resetsAt > to) return [];
  if (window === 'day' || window === 'spending') return [resetsAt];
  const found: number[] = [];
  for (let count = 0, at = resetsAt; at <= to; ) {
    found.push(at);
    count += 1;
    at = laterIn(resetsAt, zone, window === 'week' ? { weeks: count } : { months: count });
  }
  return found;
}

/** Null at a midnight that is one here, too: the day says it. */
function timeOfDay(at: number, zone: string, place: Place): string | null {
  return isSameClock(at, zone, place.zone) && formatTime(at, zone) === '00:00'
    ? null
    : zonedMoment(at, zone, place);
}

/** What comes every day at one time, such as the resets of several accounts. */
export interface DailyLine {
  kind: TimelineKind;
  title: string;
  /** `daily at midnight UTC (01:00 here)`. */
  when: string;
  events: TimelineEvent[];
}

/** The daily events, those with the same words and time in one line. */
export function dailyLines(events: readonly TimelineEvent[]): DailyLine[] {
  const lines = new Map<string, DailyLine>();
  for (const event of events) {
    if (!event.daily) continue;
    const when = `daily at ${event.time ?? 'midnight'}`;
    const key = `${event.kind}/${event.title}/${when}`;
    const line = lines.get(key) ?? { kind: event.kind, title: event.title, when, events: [] };
    line.events.push(event);
    lines.set(key, line);
  }
  return [...lines.values()];
}

/** Everything but what comes daily, by the day it is told on, soonest first. */
export function timelineDays(events: readonly TimelineEvent[]): { day: number; events: TimelineEvent[] }[] {
  const days = new Map<number, TimelineEvent[]>();
  for (const event of events) {
    if (event.daily) continue;
    days.set(event.day, [...(days.get(event.day) ?? []), event]);
  }
  return [...days].map(([day, own]) => ({ day, events: own })).sort((a, b) => a.day - b.day);
}
