import { formatInstant, formatQuantity, formatTime } from '../format.ts';
import { type ComputedPool, computePool, type Emptied, tidy, type Use } from '../ledger.ts';
import type { Cap, Cycle, Frequency, Grant, Plan, Pool, ReadError } from '../model/index.ts';
import {
  cycleBounds,
  dayStart,
  eventDate,
  nextRenewal,
  renewal,
  type Span,
  windowBounds,
  zonedTime,
} from '../time/index.ts';
import { type Body, enteredGrant, enteredGrants, type Facts, refillGrant, withPlanCaps } from './parts.ts';

/** A Monday and the first of a month and a year: calendar cycles are counted from it. */
const calendarAnchor = '2024-01-01';
const calendarStart: Record<Exclude<Frequency, 'daily'>, string> = {
  weekly: 'on Mondays',
  monthly: 'on the 1st of each month',
  yearly: 'on 1 January',
};

/** The credits of a provider that reports no balance, computed from daily use, logged use and the plan. */
export function presentCounted(facts: Facts, plan: Plan | null): Body {
  const { provider, reading, entered, now } = facts;
  const ledger = provider.balance === 'ledger';
  const counting = countingOf(facts, plan);
  const { amount, anchorDay, cycle } = counting;
  const use = knownUse(facts);
  const anyUseKnown = ledger || reading !== null || use.length > 0;
  const errors = ledger ? loggedErrors(facts, counting.frequency, anchorDay ?? calendarAnchor) : noErrors;
  const computed =
    amount !== null && anchorDay !== null && anyUseKnown
      ? computePool({
          refill: { amount, frequency: counting.frequency, rollover: cycle.rollover, anchorDay },
          grants: entered.grants,
          use,
          emptied: errors.emptied,
          now,
        })
      : null;
  const notes = [...(reading?.notes ?? []), ...missingFacts(facts, plan, amount, anchorDay)];
  if (computed !== null) notes.push(...doubts(facts, counting, computed));
  const caps = withPlanCaps(reading?.caps ?? [], plan, anyUseKnown ? use : null, now);
  return {
    pools: [poolOf(facts, counting, computed, anyUseKnown ? use : null, errors.noneLeft)],
    caps: errors.capReached ? caps.map(reachDayCap) : caps,
    notes,
    disagreements: [],
    exhausted: errors.exhausted,
  };
}

/** What is counted, and from when. */
interface Counting {
  frequency: Frequency;
  /** Credits per cycle; null: unknown. */
  amount: number | null;
  /** The day on which a cycle started, as entered; null: assumed to follow the calendar. */
  given: string | null;
  /** The day from which cycles are counted; null: unknown. */
  anchorDay: string | null;
  /** The present cycle. */
  span: Span | null;
  cycle: Cycle;
}

function countingOf({ provider, entered, now }: Facts, plan: Plan | null): Counting {
  const frequency = plan?.frequency ?? 'monthly';
  const amount = entered.refill ?? plan?.grant ?? null;
  // Daily cycles need no start day. Until you enter one, a ledger follows the calendar.
  const given = frequency === 'daily' ? calendarAnchor : entered.cycleStart;
  const anchorDay = given ?? (provider.balance === 'ledger' ? calendarAnchor : null);
  const span = anchorDay === null ? null : cycleBounds(anchorDay, frequency, now);
  const rollover = entered.rollover ?? plan?.rollover ?? 'none';
  const cycle: Cycle = { frequency, renewsAt: span?.end ?? null, grant: amount, rollover };
  return { frequency, amount, given, anchorDay, span, cycle };
}

/** What you may have to correct in a computed balance. */
function doubts({ provider }: Facts, { given, frequency }: Counting, { overflow }: ComputedPool): string[] {
  const notes: string[] = [];
  if (overflow > 0)
    notes.push(
      `You used ${formatQuantity(overflow, provider.unit)} more than this plan gives. Is a top-up missing?`,
    );
  if (given === null && frequency !== 'daily')
    notes.push(`Assuming your cycle starts ${calendarStart[frequency]}. If not, enter the day it started.`);
  return notes;
}

/** `use` null: unknown; `isEmpty`: the provider says so. */
function poolOf(
  { provider, entered, now }: Facts,
  { amount, given, span, cycle }: Counting,
  computed: ComputedPool | null,
  use: readonly Use[] | null,
  isEmpty: boolean,
): Pool {
  const noneLeft = isEmpty ? 0 : null;
  const remaining = computed?.remaining ?? noneLeft;
  const used = computed?.used ?? (span === null || use === null ? null : usedSince(use, span.start));
  const limitFrom = entered.refill === null ? 'catalogue' : 'entered';
  const showCycle = amount !== null || given !== null;
  return {
    id: 'credits',
    label: 'Credits',
    unit: provider.unit,
    remaining,
    used,
    limit: amount,
    provenance: {
      ...(remaining === null ? {} : { remaining: 'computed' }),
      ...(used === null ? {} : { used: 'computed' }),
      ...(amount === null ? {} : { limit: limitFrom }),
      ...(showCycle ? { cycle: span === null ? limitFrom : 'computed' } : {}),
    },
    cycle: showCycle ? cycle : null,
    grants:
      computed === null ? enteredGrants(entered.grants, now, noneLeft) : computedGrants(computed, cycle, now),
  };
}

function computedGrants({ cycle: span, refill, grants }: ComputedPool, cycle: Cycle, now: number): Grant[] {
  const live = grants.filter(({ grant }) => grant.expiresAt === null || grant.expiresAt > now);
  return [
    ...(refill.granted > 0 ? [refillGrant(cycle, span.start, refill.remaining)] : []),
    ...live.map((account) => enteredGrant(account.grant, account.remaining)),
  ];
}

/** A day's total may have been used at any time that day. */
function knownUse({ dailyUse, uses, now }: Facts): Use[] {
  const days = dailyUse.map(({ day, amount }) => {
    const at = dayStart(day);
    return { at, until: windowBounds('day', 'UTC', at).end, amount };
  });
  return [...days, ...uses.map(({ at, amount }) => ({ at, amount }))].filter(({ at }) => at <= now);
}

function usedSince(use: readonly Use[], start: number): number {
  return tidy(use.reduce((total, { at, amount }) => (at >= start ? total + amount : total), 0));
}

/** What you need to enter before the balance can be computed. */
function missingFacts(
  { provider }: Facts,
  plan: Plan | null,
  amount: number | null,
  anchorDay: string | null,
): string[] {
  if (amount === null && plan === null && provider.balance === 'ledger')
    return ['Pick a plan to see what is left.'];
  const missing = [
    ...(amount === null ? ['the plan’s credits'] : []),
    ...(anchorDay === null ? ['the day the cycle started'] : []),
  ];
  return missing.length === 0 ? [] : [`Enter ${missing.join(' and ')} to see what is left.`];
}

interface LoggedErrors {
  emptied: Emptied[];
  /** The daily cap was reached and has not reset since. */
  capReached: boolean;
  /** The credits were used up, and none have been added since. */
  noneLeft: boolean;
  exhausted: ReadError | null;
}

const noErrors: LoggedErrors = { emptied: [], capReached: false, noneLeft: false, exhausted: null };

/**
 * The state that follows from logged error codes. A daily cap lasts until midnight UTC; used-up credits last until the next
 * renewal, a later grant, or a later use that succeeded.
 */
function loggedErrors(
  { provider, entered, uses, now, zone = 'UTC' }: Facts,
  frequency: Frequency,
  anchorDay: string,
): LoggedErrors {
  const past = uses.filter(({ at }) => at <= now);
  const codes = provider.ledger?.codes ?? {};
  const says = (error: string | null) =>
    error !== null && Object.hasOwn(codes, error) ? codes[error] : null;
  const emptied = past.flatMap(({ at, error }): Emptied[] => {
    if (says(error) === 'exhausted') return [{ at, what: 'all' }];
    return says(error) === 'day-cap' && frequency === 'daily' ? [{ at, what: 'refill' }] : [];
  });
  const latest = (what: 'day-cap' | 'exhausted') =>
    past.reduce<number | null>(
      (last, { at, error }) => (says(error) === what ? Math.max(last ?? at, at) : last),
      null,
    );

  const capAt = latest('day-cap');
  const capReached = capAt !== null && now < windowBounds('day', 'UTC', capAt).end;
  const creditsAt = latest('exhausted');
  const renewsAt = creditsAt === null ? null : nextRenewal(anchorDay, frequency, creditsAt);
  const noneLeft =
    creditsAt !== null &&
    renewsAt !== null &&
    now < renewsAt &&
    !past.some(({ at, amount, error }) => at > creditsAt && amount > 0 && error === null) &&
    !entered.grants.some(({ grantedAt }) => grantedAt > creditsAt && grantedAt <= now);

  let message: string | null = null;
  if (noneLeft)
    message = `${provider.name} reported on ${formatInstant(creditsAt, zone)} that the credits are used up; the next refill is on ${eventDate(renewal(renewsAt, 'computed'), { now, zone })}.`;
  if (capReached && (!noneLeft || capAt > creditsAt))
    message = `${provider.name} reported that the daily cap was reached at ${formatTime(capAt, zone)}; it resets at ${zonedTime(windowBounds('day', 'UTC', capAt).end, 'UTC', { now, zone })}.`;
  return {
    emptied,
    capReached,
    noneLeft,
    exhausted: message === null ? null : { kind: 'exhausted', message, retryAt: null },
  };
}

function reachDayCap(cap: Cap): Cap {
  return cap.window === 'day' ? { ...cap, used: Math.max(cap.used ?? 0, cap.limit) } : cap;
}
