import { formatAmount, formatCount, formatInstant, formatQuantity, formatTime } from '../format.ts';
import {
  type ComputedPool,
  computePool,
  type Emptied,
  type LedgerFacts,
  type Opening,
  openingAt,
  tidy,
  type Use,
} from '../ledger.ts';
import {
  type Cap,
  type Cycle,
  type DayUse,
  type Frequency,
  type Grant,
  largestAmount,
  type Plan,
  type Pool,
  type ReadError,
} from '../model/index.ts';
import type { PoolCourse } from '../money/types.ts';
import {
  cycleBounds,
  dayMs,
  dayOf,
  dayStart,
  eventDate,
  nextRenewal,
  renewal,
  type Span,
  windowBounds,
  zonedTime,
} from '../time/index.ts';
import { openingOf } from '../use-slots.ts';
import { type Body, enteredGrant, enteredGrants, type Facts, refillGrant, withPlanCaps } from './parts.ts';

/** The longest range that a provider is asked for, and a day for its zone. */
const reportedDays = 32;

/** A Monday and the first of a month and a year: calendar cycles are counted from it. */
const calendarAnchor = '2024-01-01';
const calendarStart: Record<Exclude<Frequency, 'daily'>, string> = {
  weekly: 'on Mondays',
  monthly: 'on the 1st of each month',
  yearly: 'on 1 January',
};

/** The credits of a provider that reports no balance, computed from daily use, logged use and the plan. */
export function presentCounted(facts: Facts, plan: Plan | null): Body {
  const { provider, reading, now } = facts;
  const ledger = provider.balance === 'ledger';
  const counting = countingOf(facts, plan);
  const { amount, anchorDay } = counting;
  const use = knownUse(facts);
  const anyUseKnown = ledger || reading !== null || use.length > 0;
  const errors = ledger ? loggedErrors(facts, counting.frequency, anchorDay ?? calendarAnchor) : noErrors;
  const played = anyUseKnown ? ledgerFacts(facts, counting, use, errors.emptied) : null;
  const computed = played && computePool(played);
  const notes = [
    ...(reading?.notes ?? []),
    ...(computed === null ? reportedUse(facts) : []),
    ...missingFacts(facts, plan, amount, anchorDay),
  ];
  if (computed !== null) notes.push(...doubts(facts, counting, computed));
  const caps = withPlanCaps(reading?.caps ?? [], plan, anyUseKnown ? use : null, now);
  if (errors.capReached !== null) notes.push(errors.capReached);
  return {
    pools: [poolOf(facts, counting, computed, anyUseKnown ? use : null, errors.noneLeft)],
    caps: errors.capReached === null ? caps : withReachedDayCap(caps, use, now),
    notes,
    disagreements: [],
    exhausted: errors.exhausted,
  };
}

/** What can be played back; null: it is not known how much is given, or when. */
function ledgerFacts(
  facts: Facts,
  { amount, frequency, anchorDay, cycle: { rollover } }: Counting,
  use: Use[],
  emptied: Emptied[],
): LedgerFacts | null {
  if (amount === null || anchorDay === null) return null;
  const { entered, uses, now } = facts;
  const refill = { amount, frequency, rollover, anchorDay };
  const since = countedSince(facts);
  return { refill, grants: entered.grants, use, emptied, since, opening: openingOf(uses), now };
}

/** If you say what the plan cost before the account was added, its cycles count from that day on. */
function countedSince({ since, entered: { prices = [] } }: Facts): number | null {
  const [first] = prices;
  return since === null || first === undefined ? since : Math.min(since, dayStart(first.since));
}

/** What the use before `at` has left, by what is known of the account now. */
export function openingOfCounted(facts: Facts, plan: Plan | null, at: number): Opening {
  const before = { ...facts, now: at - 1 };
  const counting = countingOf(facts, plan);
  const { emptied } =
    facts.provider.balance === 'ledger'
      ? loggedErrors(before, counting.frequency, counting.anchorDay ?? calendarAnchor)
      : noErrors;
  const played = ledgerFacts(facts, counting, knownUse(before), emptied);
  return played ? openingAt(played, at) : { at, refill: null, grants: openingOf(facts.uses)?.grants ?? {} };
}

/** The same, for the ledger of money. */
export function courseOfCounted(facts: Facts, plan: Plan | null): PoolCourse {
  const counting = countingOf(facts, plan);
  const { emptied } =
    facts.provider.balance === 'ledger'
      ? loggedErrors(facts, counting.frequency, counting.anchorDay ?? calendarAnchor)
      : noErrors;
  const use = knownUse(facts);
  const refill = ledgerFacts(facts, counting, use, emptied)?.refill ?? null;
  return {
    kind: 'counted',
    use,
    emptied,
    refill,
    since: countedSince(facts),
    opening: openingOf(facts.uses),
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
  // What is beyond counting has a note of its own.
  if (overflow > 0 && overflow <= largestAmount) {
    const doubt =
      provider.balance === 'ledger'
        ? 'Is a top-up missing, or was too much logged? “Logged use” lists it, and takes it back.'
        : 'Is a top-up missing?';
    notes.push(`You used ${formatQuantity(overflow, provider.unit)} more than this plan gives. ${doubt}`);
  }
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
  const money = provider.unit.kind === 'money';
  // Without a plan, what is spent is told by the month.
  const since = span?.start ?? (money ? monthStart(now) : null);
  const used = computed?.used ?? (since === null || use === null ? null : usedSince(use, since));
  const limitFrom = entered.refill === null ? 'catalogue' : 'entered';
  const showCycle = amount !== null || given !== null;
  return {
    id: 'credits',
    label: money ? moneyLabel(computed, span) : 'Credits',
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

const monthStart = (now: number) => dayStart(`${dayOf(now).slice(0, 7)}-01`);

function moneyLabel(computed: ComputedPool | null, span: Span | null): string {
  if (computed !== null) return 'Balance';
  return span === null ? 'This month' : 'This cycle';
}

function computedGrants({ cycle: span, refill, grants }: ComputedPool, cycle: Cycle, now: number): Grant[] {
  const live = grants.filter(({ grant }) => grant.expiresAt === null || grant.expiresAt > now);
  return [
    ...(refill.granted > 0 ? [refillGrant(cycle, span.start, refill.remaining)] : []),
    ...live.map((account) => enteredGrant(account.grant, account.remaining)),
  ];
}

/**
 * The days of an answer that can be right: up to today (UTC), and no older than a provider is asked for. One row of an old
 * day would otherwise bring all the refills since then.
 */
export function plausibleDays(days: readonly DayUse[], now: number): DayUse[] {
  return days.filter(({ day }) => dayStart(day) <= now && dayStart(day) > now - reportedDays * dayMs);
}

/** A day's total may have been used at any time that day. Without what an opening stands for. */
function knownUse({
  dailyUse,
  uses,
  now,
}: Pick<Facts, 'dailyUse' | 'uses' | 'now'>): (Use & { day?: string })[] {
  const closed = openingOf(uses)?.at ?? Number.NEGATIVE_INFINITY;
  const days = dailyUse.flatMap(({ day, amount }) => {
    const at = dayStart(day);
    return at < closed ? [] : [{ day, at, until: windowBounds('day', 'UTC', at).end, amount }];
  });
  const logged = uses
    .filter(({ entries, opening }) => entries > 0 && opening === null)
    .map(({ first, last, amount }) => ({ at: first, until: last + 1, amount }));
  return [...days, ...logged].filter(({ at }) => at <= now);
}

/** What a provider that reports use and no balance has reported: all there is to say before the plan is entered. */
function reportedUse({ provider, reading, dailyUse, now }: Facts): string[] {
  const days = plausibleDays(dailyUse, now);
  if (provider.balance !== 'usage' || reading === null || days.length === 0) return [];
  const today = dayStart(dayOf(now));
  const usedToday = usedSince(knownUse({ dailyUse: days, uses: [], now }), today);
  const first = days.reduce((earliest, { day }) => Math.min(earliest, dayStart(day)), today);
  const whole = tidy(days.reduce((sum, { amount }) => sum + amount, 0));
  const span = formatCount(Math.round((today - first) / dayMs) + 1, 'day');
  const inAll = `${whole > largestAmount ? 'more than ' : ''}${formatAmount(Math.min(whole, largestAmount), provider.unit)}`;
  return [`${formatQuantity(usedToday, provider.unit)} used today, ${inAll} in ${span}.`];
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
  const money = provider.unit.kind === 'money';
  // Who pays afterwards has no plan.
  if (money && amount === null && anchorDay === null) return [];
  const missing = [
    ...(amount === null ? [money ? 'the amount per cycle' : 'the plan’s credits'] : []),
    ...(anchorDay === null ? ['the day the cycle started'] : []),
  ];
  return missing.length === 0 ? [] : [`Enter ${missing.join(' and ')} to see what is left.`];
}

interface LoggedErrors {
  emptied: Emptied[];
  /** A sentence, if the daily cap was reached and has not reset since. It is a state of the account, and no failure. */
  capReached: string | null;
  /** The credits were used up, and none have been added since. */
  noneLeft: boolean;
  exhausted: ReadError | null;
}

const noErrors: LoggedErrors = { emptied: [], capReached: null, noneLeft: false, exhausted: null };

/**
 * The state that follows from logged error codes. A daily cap lasts until midnight UTC; used-up credits last until the next
 * renewal, a later grant, or a later use that succeeded.
 */
function loggedErrors(
  { provider, entered, uses, now, zone = 'UTC' }: Facts,
  frequency: Frequency,
  anchorDay: string,
): LoggedErrors {
  // A slot begins after its error, which may be this very instant.
  const past = uses.filter(({ start, errorAt }) => (errorAt ?? start) <= now);
  const codes = provider.ledger?.codes ?? {};
  const says = (error: string | null) =>
    error !== null && Object.hasOwn(codes, error) ? codes[error] : null;
  const emptied = past.flatMap(({ errorAt: at, error }): Emptied[] => {
    if (at === null) return [];
    if (says(error) === 'exhausted') return [{ at, what: 'all' }];
    return says(error) === 'day-cap' && frequency === 'daily' ? [{ at, what: 'refill' }] : [];
  });
  const latest = (what: 'day-cap' | 'exhausted') =>
    past.reduce<number | null>(
      (last, { errorLast: at, error }) =>
        at !== null && at <= now && says(error) === what ? Math.max(last ?? at, at) : last,
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
    !past.some(({ succeededAt }) => succeededAt !== null && succeededAt > creditsAt) &&
    !entered.grants.some(({ grantedAt }) => grantedAt > creditsAt && grantedAt <= now);

  const message = noneLeft
    ? `${provider.name} reported on ${formatInstant(creditsAt, zone)} that the credits are used up; the next refill is on ${eventDate(renewal(renewsAt, 'computed'), { now, zone })}.`
    : null;
  return {
    emptied,
    capReached: capReached
      ? `${provider.name} reported that the daily cap was reached at ${formatTime(capAt, zone)}; it resets at ${zonedTime(windowBounds('day', 'UTC', capAt).end, 'UTC', { now, zone })}.`
      : null,
    noneLeft,
    exhausted: message === null ? null : { kind: 'exhausted', message, retryAt: null },
  };
}

/** The cap of the day is reached, even if less use was logged. A plan without one has it too: its size is unknown. */
function withReachedDayCap(caps: readonly Cap[], use: readonly Use[], now: number): Cap[] {
  if (caps.some(({ window }) => window === 'day'))
    return caps.map((cap) =>
      cap.window === 'day' ? { ...cap, used: Math.max(cap.used ?? 0, cap.limit) } : cap,
    );
  const today = windowBounds('day', 'UTC', now);
  // It is at least what was used until it was reached.
  const used = Math.max(1, usedSince(use, today.start));
  const unknown: Cap = {
    id: 'daily',
    label: 'Daily cap',
    window: 'day',
    limit: used,
    used,
    resetsAt: today.end,
    zone: 'UTC',
    hard: true,
    provenance: 'computed',
  };
  return [...caps, unknown];
}
