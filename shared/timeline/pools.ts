import { formatQuantity, type Place } from '../format.ts';
import type { AccountState, CapState, Cycle, Grant, PoolState } from '../model/index.ts';
import { wasteSentences } from '../outlook/index.ts';
import { type Lapse, lapsesOf, poolStanding, runOutOf, runOutTone } from '../standing/index.ts';
import {
  aboutTime,
  betweenWords,
  dayMs,
  dayName,
  dayNumber,
  dayOf,
  longDay,
  nextRenewal,
  nthRenewal,
  refillAhead,
  renewalAfter,
  zonedTime,
} from '../time/index.ts';
import { type PoolEvent, timeOfDay } from './event.ts';

// What comes to a pool: its run-out, refills, and the ends of its grants.

/** Renewals further back than this say nothing of those to come; milliseconds. */
const longestAgo = 400 * dayMs;

export function poolEvents(account: AccountState, pool: PoolState, place: Place, end: number): PoolEvent[] {
  const capsOn = pool === account.pools[0] ? account.caps : [];
  return [
    ...(account.paused ? [] : runOut(pool, place, end)),
    ...lapses(pool, capsOn, place, end),
    ...refills(pool, account.entered.cycleStart, place, end),
  ];
}

function runOut(pool: PoolState, place: Place, end: number): PoolEvent[] {
  const { balance } = poolStanding(pool, [], place.now);
  const out = runOutOf(pool);
  if (out === null || (balance.kind !== 'runs-out' && balance.kind !== 'overdue')) return [];
  const isOver = balance.kind === 'overdue';
  const at = isOver ? place.now : balance.at;
  if (at > end) return [];
  const ahead = refillAhead(pool.cycle, place.now);
  const refill = ahead?.at ?? null;
  const isRescued = refill !== null && at < refill && (out.late === null || out.late >= refill);
  const late = Math.max(at, Math.min(end, out.late ?? end, isRescued ? refill : end));
  const early = Math.min(at, Math.max(place.now, out.early ?? at));
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
      tone: runOutTone(at, ahead, place.now),
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

function refills(pool: PoolState, anchorDay: string | null, place: Place, end: number): PoolEvent[] {
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
function lapses(pool: PoolState, caps: readonly CapState[], place: Place, end: number): PoolEvent[] {
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

function lapseEvent(lapse: Lapse, pool: PoolState, advice: string | null, place: Place): PoolEvent {
  const amount = formatQuantity(lapse.amount, pool.unit, place);
  return {
    ...expiryAt(lapse.at, place),
    id: `${pool.id}/expiry/${lapse.grant}/${dayOf(lapse.at)}`,
    title: `${lapse.isSure ? '' : 'About '}${amount} of ${sources[lapse.kind]} will lapse`,
    detail: advice,
    tone: 'lapse',
  };
}

function endEvent(grant: Grant, at: number, pool: PoolState, place: Place): PoolEvent {
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
