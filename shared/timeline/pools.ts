import { formatQuantity, type WritingContext } from '../format.ts';
import type { AccountState, CapState, Cycle, Grant, PoolState } from '../model/index.ts';
import { lapseEvent, wasteSentences } from '../outlook/index.ts';
import { grantOf, type Lapse, lapsesOf, poolStanding, runOutOf, runOutTone } from '../standing/index.ts';
import {
  aboutTime,
  betweenWords,
  dayMs,
  dayNumber,
  daysNamed,
  eventClock,
  eventDay,
  expiry,
  firstNumber,
  longEventDate,
  nextRenewal,
  nthRenewal,
  recurrenceOf,
  refillAhead,
  refillEvent,
  renewal,
  renewalAfter,
  type TimedEvent,
  zonedTime,
} from '../time/index.ts';
import type { AccountEvent } from './event.ts';

// A pool's run-out, refills and expiries.

/** A renewal further back than this says nothing about the coming ones; milliseconds. */
const longestAgo = 400 * dayMs;

export function poolEvents(
  account: AccountState,
  pool: PoolState,
  context: WritingContext,
  end: number,
): AccountEvent[] {
  const capsOn = pool === account.pools[0] ? account.caps : [];
  return [
    ...(account.paused ? [] : runOut(pool, context, end)),
    ...lapses(pool, capsOn, context, end),
    ...refills(pool, account.entered.cycleStart, context, end),
  ];
}

function runOut(pool: PoolState, context: WritingContext, end: number): AccountEvent[] {
  const { balance } = poolStanding(pool, [], context.now);
  const out = runOutOf(pool);
  if (out === null || (balance.kind !== 'runs-out' && balance.kind !== 'overdue')) return [];
  const isOver = balance.kind === 'overdue';
  const at = isOver ? context.now : balance.at;
  if (at > end) return [];
  const ahead = refillAhead(pool.cycle, context.now);
  const refill = ahead?.at ?? null;
  const isRescued = refill !== null && at < refill && (out.late === null || out.late >= refill);
  const late = Math.max(at, Math.min(end, out.late ?? end, isRescued ? refill : end));
  const early = Math.min(at, Math.max(context.now, out.early ?? at));
  const isNear = at - context.now <= dayMs;
  return [
    {
      id: `${pool.id}/run-out`,
      kind: 'run-out',
      at,
      day: dayNumber(at, context.zone),
      range: { early, late },
      daily: false,
      title: isOver ? 'May be used up by now' : 'Likely runs out',
      detail: isOver
        ? null
        : spread(early, at, isRescued ? refillEvent(pool, context.now) : null, out.late, context),
      time: isOver || !isNear ? null : `around ${aboutTime(at, context)}`,
      tone: runOutTone(at, ahead, context.now),
    },
  ];
}

/** `Between Thursday and Saturday.` Null if they are all the same day. */
function spread(
  early: number,
  at: number,
  rescue: TimedEvent | null,
  late: number | null,
  context: WritingContext,
): string | null {
  const day = (instant: number) => dayNumber(instant, context.zone);
  const isEarlier = day(early) < day(at);
  const isLater = rescue === null && late !== null && day(late) > day(at);
  const named = daysNamed([...(isEarlier ? [early] : []), ...(isLater ? [late] : [])], context);
  const text = [
    ...betweenWords(isEarlier ? named(early) : null, isLater ? named(late) : null),
    ...(rescue === null
      ? []
      : [`with less burn, it lasts until the refill on ${longEventDate(rescue, context)}`]),
  ].join('; ');
  return text === '' ? null : `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

function refills(
  pool: PoolState,
  anchorDay: string | null,
  context: WritingContext,
  end: number,
): AccountEvent[] {
  const { cycle, unit } = pool;
  if (cycle === null || cycle.grant === 0) return [];
  const daily = cycle.frequency === 'daily';
  const title = cycle.grant === null ? 'Refill' : `Refill of ${formatQuantity(cycle.grant, unit, context)}`;
  return renewals(cycle, anchorDay, context.now, end).map(({ at, number }) => ({
    id: `${pool.id}/refill${daily ? '' : `/${number}`}`,
    kind: 'refill',
    at,
    day: eventDay(renewal(at, pool.provenance.cycle), context),
    range: null,
    daily,
    title,
    detail: null,
    time: daily ? zonedTime(at, 'UTC', context) : eventClock(renewal(at, pool.provenance.cycle), context),
    tone: 'ok',
  }));
}

/** A renewal, with the number by which it is the same one while its date moves. */
interface Renewal {
  at: number;
  number: number;
}

/** The renewals after `from` and until `to`; only the next one if daily. Counted from the day you entered if it agrees. */
function renewals(cycle: Cycle, anchorDay: string | null, from: number, to: number): Renewal[] {
  const { renewsAt, frequency } = cycle;
  if (renewsAt === null || renewsAt > to || renewsAt < from - longestAgo) return [];
  const first = numberOf(cycle, renewsAt);
  if (frequency === null) return renewsAt > from ? [{ at: renewsAt, number: first }] : [];
  if (frequency === 'daily') {
    const next = renewsAt > from ? renewsAt : renewalAfter(renewsAt, frequency, from);
    return next > to ? [] : [{ at: next, number: 0 }];
  }
  const isAnchored = anchorDay !== null && nextRenewal(anchorDay, frequency, renewsAt - 1) === renewsAt;
  const found: Renewal[] = [];
  for (let count = 0, at = renewsAt; at <= to; ) {
    if (at > from) found.push({ at, number: first + count });
    count += 1;
    at = isAnchored ? nextRenewal(anchorDay, frequency, at) : nthRenewal(renewsAt, frequency, count);
  }
  return found;
}

const numberOf = ({ number, frequency }: Cycle, renewsAt: number): number =>
  number ?? firstNumber(renewsAt, recurrenceOf(frequency) ?? 'monthly');

const sources: Record<Grant['kind'], string> = {
  refill: 'the plan',
  topup: 'a top-up',
  package: 'a package',
  promotion: 'a promotion',
};

/** What will expire unused according to the forecast, and the expiry of all other grants. */
function lapses(
  pool: PoolState,
  caps: readonly CapState[],
  context: WritingContext,
  end: number,
): AccountEvent[] {
  const within = (at: number) => at > context.now && at <= end;
  const foreseen = lapsesOf(pool);
  const advice = wasteSentences(pool, caps, context);
  const told = foreseen.flatMap((lapse, index) =>
    !lapse.isDaily && within(lapse.at)
      ? [wasteEvent(lapse, pool, advice[index]?.advice ?? null, context)]
      : [],
  );
  const rest = pool.grants.flatMap((grant) => {
    const { expiresAt, kind, remaining, id } = grant;
    if (expiresAt === null || !within(expiresAt) || kind === 'refill' || remaining <= 0) return [];
    if (foreseen.some((lapse) => lapse.grant === id || lapse.grant === kind)) return [];
    return [endEvent(grant, expiresAt, pool, context)];
  });
  return [...told, ...rest];
}

function wasteEvent(
  lapse: Lapse,
  pool: PoolState,
  advice: string | null,
  context: WritingContext,
): AccountEvent {
  const amount = formatQuantity(lapse.amount, pool.unit, context);
  return {
    ...eventAt(lapseEvent(lapse, pool), context),
    id: expiryId(pool, grantOf(pool, lapse) ?? { id: lapse.grant, kind: lapse.kind }),
    title: `${lapse.isSure ? '' : 'About '}${amount} of ${sources[lapse.kind]} will expire unused`,
    detail: advice,
    tone: 'lapse',
  };
}

function endEvent(grant: Grant, at: number, pool: PoolState, context: WritingContext): AccountEvent {
  const size = formatQuantity(grant.granted ?? grant.remaining, pool.unit, context);
  const isKnown = pool.forecast !== null && pool.forecast.confidence !== 'none';
  const left = formatQuantity(grant.remaining, pool.unit, context);
  return {
    ...eventAt(expiry(at, grant.provenance), context),
    id: expiryId(pool, grant),
    title: `${sources[grant.kind].replace('a ', 'A ')} of ${size} expires`,
    detail: isKnown
      ? 'Likely used up by then.'
      : `Left of it: ${left}. The rest expires if you don’t use it by then.`,
    tone: isKnown ? 'ok' : 'lapse',
  };
}

/** What is left of a refill expires again with each cycle; any other grant only once. */
function expiryId({ id, cycle }: PoolState, grant: Pick<Grant, 'id' | 'kind'>): string {
  const renewsAt = cycle?.renewsAt ?? null;
  const isRecurring = grant.kind === 'refill' && cycle !== null && renewsAt !== null;
  return `${id}/expiry/${grant.id}${isRecurring ? `/${numberOf(cycle, renewsAt)}` : ''}`;
}

const eventAt = (event: TimedEvent, context: WritingContext) => ({
  kind: 'expiry' as const,
  at: event.at,
  day: eventDay(event, context),
  range: null,
  daily: false,
  time: eventClock(event, context),
});
