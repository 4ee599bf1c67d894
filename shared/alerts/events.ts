import { formatQuantity, isSingular, type WritingContext } from '../format.ts';
import type { AlertKind, PoolState } from '../model/index.ts';
import {
  clockTime,
  dayMs,
  eventDate,
  firstNumber,
  previousRenewal,
  recurrenceOf,
  renewal,
  type TimedEvent,
} from '../time/index.ts';
import { hasLeapt } from './evaluate.ts';
import type { AccountEvaluation } from './types.ts';
import { areLeft, inBoth } from './words.ts';

/** Some providers renew the cycle first and the balance later. */
const lateRefillMs = 2 * dayMs;

/** A balance may fall between two evaluations: a new grant still counts if this share of it arrived. */
const arrivedShare = { least: 0.5, most: 1.1 };

/** Something that happened between two evaluations of an account. */
export interface AlertEvent {
  kind: AlertKind;
  /** The same for the same event, however often it is seen. */
  key: string;
  text: string;
  masked: string;
}

/** Top-ups and refills between two evaluations, if the account's rules want them. Daily refills do not count. */
export function eventsBetween(
  previous: AccountEvaluation,
  evaluation: AccountEvaluation,
  context: WritingContext,
): AlertEvent[] {
  return evaluation.pools.flatMap((pool) => {
    const old = previous.pools.find(({ id }) => id === pool.id);
    if (old === undefined) return [];
    return [
      ...refillDue(old, previous.at, pool, evaluation, context),
      ...refillLanded(old, previous, pool, evaluation, context),
      ...topupSeen(old, previous, pool, evaluation, context),
    ];
  });
}

function refillDue(
  old: PoolState,
  oldAt: number,
  pool: PoolState,
  { rules, at }: AccountEvaluation,
  context: WritingContext,
): AlertEvent[] {
  const renewsAt = pool.cycle?.renewsAt ?? null;
  const number = renewalOf(pool);
  if (!rules['refill-due'].enabled || renewsAt === null || number === null) return [];
  const wasFar = renewalOf(old) !== number || (old.cycle?.renewsAt ?? renewsAt) - oldAt > dayMs;
  if (!wasFar || renewsAt <= at || renewsAt - at > dayMs) return [];
  const words = inBoth(context, (writing) => {
    const size = pool.cycle?.grant ?? 0;
    const amount = size > 0 ? ` (${formatQuantity(size, pool.unit, writing)})` : '';
    return `The next refill${amount} is due on ${dueWords(renewal(renewsAt, pool.provenance.cycle), context)}.`;
  });
  return [{ kind: 'refill-due', key: `refill-due/${pool.id}/${number}`, ...words }];
}

/** The number of the next renewal; null: none is known, or it is daily. */
function renewalOf({ cycle }: PoolState): number | null {
  const recurs = recurrenceOf(cycle?.frequency ?? null);
  if (cycle === null || cycle.renewsAt === null || recurs === null) return null;
  return cycle.number ?? firstNumber(cycle.renewsAt, recurs);
}

/** `1 Dec, 00:00`; with the provider's time if its clock differs. */
const dueWords = (event: TimedEvent, context: WritingContext): string =>
  event.isDay
    ? eventDate(event, context)
    : `${eventDate(event, context)}, ${clockTime(event.at, event.zone, context)}`;

function refillLanded(
  old: PoolState,
  previous: AccountEvaluation,
  pool: PoolState,
  evaluation: AccountEvaluation,
  context: WritingContext,
): AlertEvent[] {
  if (!evaluation.rules['refill-landed'].enabled || !isRefill(old, previous, pool, evaluation)) return [];
  const words = inBoth(context, (writing) => {
    const size = pool.cycle?.grant ?? 0;
    const what = size > 0 ? `Refilled with ${formatQuantity(size, pool.unit, writing)}` : 'Refilled';
    return `${what}: ${areLeft(pool.remaining ?? 0, pool, writing)}.`;
  });
  return [
    {
      kind: 'refill-landed',
      key: `refill-landed/${pool.id}/${evaluation.readAt ?? evaluation.at}`,
      ...words,
    },
  ];
}

/** A rise that no refill explains, or that a new grant explains. What you entered yourself does not count. */
function topupSeen(
  old: PoolState,
  previous: AccountEvaluation,
  pool: PoolState,
  evaluation: AccountEvaluation,
  context: WritingContext,
): AlertEvent[] {
  const { remaining, provenance, unit } = pool;
  if (!evaluation.rules['topup-seen'].enabled || remaining === null || provenance.remaining !== 'reported')
    return [];
  const known = new Set(old.grants.map(({ id }) => id));
  const added = pool.grants
    .filter(({ id, kind, provenance: from }) => kind !== 'refill' && from === 'reported' && !known.has(id))
    .reduce((sum, { granted, remaining: left }) => sum + (granted ?? left), 0);
  const leap = remaining - (old.remaining ?? remaining);
  const isNewGrant = leap >= arrivedShare.least * added && leap <= arrivedShare.most * added && added > 0;
  const isLeap = hasLeapt(old, pool) && !isRefill(old, previous, pool, evaluation);
  if (!isNewGrant && !isLeap) return [];
  const amount = isNewGrant ? added : Number(leap.toPrecision(3));
  const words = inBoth(context, (writing) => {
    const were = isSingular(amount, unit, writing) ? 'was' : 'were';
    return `${formatQuantity(amount, unit, writing)} ${were} added: ${areLeft(remaining, pool, writing)}.`;
  });
  return [
    { kind: 'topup-seen', key: `topup-seen/${pool.id}/${evaluation.readAt ?? evaluation.at}`, ...words },
  ];
}

/** Whether the balance jumped up because the cycle renewed, now or recently. */
function isRefill(
  old: PoolState,
  previous: AccountEvaluation,
  pool: PoolState,
  evaluation: AccountEvaluation,
): boolean {
  const { cycle } = pool;
  if (cycle === null || cycle.frequency === 'daily' || !hasLeapt(old, pool)) return false;
  // The date may have been moved, but the cycle has renewed.
  if ((renewalOf(pool) ?? -Infinity) > (renewalOf(old) ?? Infinity)) return true;
  const due = [old.cycle?.renewsAt, previousRenewal(cycle)].filter((at) => at != null && at <= evaluation.at);
  const from = previous.readAt ?? previous.at;
  if (due.some((at) => at != null && at > from)) return true;
  const leap = (pool.remaining ?? 0) - (old.remaining ?? 0);
  const looksLikeOne = cycle.grant !== null && Math.abs(leap - cycle.grant) <= 0.2 * cycle.grant;
  return looksLikeOne && due.some((at) => at != null && at > from - lateRefillMs);
}
