import type { EnteredGrant, Frequency, Rollover } from './model/index.ts';
import { tidy } from './tidy.ts';
import { cycleBounds, cycleNumber, type Span } from './time/index.ts';

export { tidy } from './tidy.ts';

/**
 * Credits used at an instant or, with `until`, some time in `at <= t < until`: a total. If a grant begins or expires within
 * it, the whole total may draw on that grant.
 */
export interface Use {
  at: number;
  amount: number;
  until?: number;
}

/**
 * The provider said that nothing was left, of the refill or at all. Whatever the ledger still had was used without being
 * logged.
 */
export interface Emptied {
  at: number;
  what: 'refill' | 'all';
}

/** What all use before an instant has left, so that it need not be played back again. */
export interface Opening {
  /** The first instant whose use is not in it. */
  at: number;
  /** Left of the refill; null: not known, as if no use had been known before. */
  refill: number | null;
  /** Grant id → used of it. */
  grants: Record<string, number>;
}

export interface LedgerFacts {
  /** `anchorDay`: the UTC day on which any one cycle began. An unknown rollover counts as none. */
  refill: { amount: number; frequency: Frequency; rollover: Rollover; anchorDay: string };
  grants: EnteredGrant[];
  use: Use[];
  emptied?: Emptied[];
  /** Since when the account is known. No refill before this instant's cycle counts. Default: since the first known use. */
  since?: number | null;
  /** What use before the given use has left. Default: none is known. */
  opening?: Opening | null;
  now: number;
}

/** Where the granted credits went: `granted = remaining + used + lapsed`. */
export interface Account {
  granted: number;
  remaining: number;
  used: number;
  lapsed: number;
}

export interface ComputedPool {
  remaining: number;
  /** In the current cycle, from whatever grant. */
  used: number;
  /** The part of `used` that no known grant covers. */
  overflow: number;
  cycle: Span;
  /** All refills since the cycle of the first known use or the opening, but none from before the account was known. */
  refill: Account;
  /** Grants up to now, in draw order. */
  grants: (Account & { grant: EnteredGrant })[];
}

/**
 * Computes what is left of a pool at `now`. The refill is spent first, then the entered grants, soonest expiry first. Cycles
 * before the first known use, or before the account was known, are assumed to have stayed within the plan, and nothing is
 * carried over from them. Use and grants after `now` do not count yet.
 */
export function computePool(facts: LedgerFacts): ComputedPool {
  const { anchorDay, frequency } = facts.refill;
  const { plan, entered, used, overflow } = play(facts, facts.now);
  return {
    remaining: tidy([plan, ...entered].reduce((sum, account) => sum + account.remaining, 0)),
    used: tidy(used),
    overflow: tidy(overflow),
    cycle: cycleBounds(anchorDay, frequency, facts.now),
    refill: tidied(plan),
    grants: entered.map((account) => ({ grant: account.grant, ...tidied(account) })),
  };
}

/** What the use before `at` has left. `computePool` with it, and the use from there on, is the same as with all use. */
export function openingAt(facts: LedgerFacts, at: number): Opening {
  const known = facts.opening?.grants ?? {};
  const { plan, entered, begun } = play(facts, at - 1);
  const grants = entered.map(({ grant, used }) => [grant.id, used] as const);
  return { at, refill: begun ? plan.remaining : null, grants: { ...known, ...Object.fromEntries(grants) } };
}

/** Use and refills before this instant do not count. */
const countedFrom = ({ refill: { anchorDay, frequency }, since = null, now }: LedgerFacts): number =>
  since === null ? Number.NEGATIVE_INFINITY : cycleBounds(anchorDay, frequency, Math.min(since, now)).start;

/** Plays everything back up to `now`. */
function play(facts: LedgerFacts, now: number) {
  const { refill, grants, use, emptied = [] } = facts;
  const from = countedFrom(facts);
  const opening = facts.opening && facts.opening.at > from ? facts.opening : null;
  const { anchorDay, frequency } = refill;
  const plan = openAccount(opening?.refill ?? 0);
  const entered = grants
    .filter((grant) => grant.grantedAt <= now)
    .toSorted(byDrawOrder)
    .map((grant) => {
      const account = openAccount(grant.amount);
      spend(account, opening?.grants[grant.id] ?? 0);
      return { grant, ...account };
    });
  const events = [
    ...use.map((entry) => ({ until: entry.at + 1, ...entry, empties: null })),
    ...emptied.map(({ at, what }) => ({ at, until: at + 1, amount: 0, empties: what })),
  ]
    .filter((event) => event.at <= now && event.at >= from)
    .sort(
      (a, b) => a.at - b.at || Number(a.empties !== null) - Number(b.empties !== null) || a.until - b.until,
    );

  const cycleAt = (at: number) => ({
    number: cycleNumber(anchorDay, frequency, at),
    ...cycleBounds(anchorDay, frequency, at),
  });
  // With a clock that was set back, the books may have been closed in the future.
  let cycle = opening === null || opening.refill === null ? null : cycleAt(Math.min(opening.at - 1, now));
  const begun = cycle !== null || events.length > 0;
  let used = 0;
  let overflow = 0;
  const moveTo = (at: number) => {
    if (cycle !== null && at < cycle.end) return;
    const next = cycleAt(at);
    renew(plan, refill.amount, refill.rollover, cycle === null ? 1 : next.number - cycle.number);
    cycle = next;
    used = 0;
    overflow = 0;
  };
  for (const event of events) {
    moveTo(event.at);
    const usable = entered.filter(
      ({ grant }) =>
        grant.grantedAt < event.until && (grant.expiresAt === null || grant.expiresAt > event.at),
    );
    let open = event.amount;
    for (const account of [plan, ...usable]) open -= spend(account, open);
    overflow += open;
    used += event.amount;
    const gone = event.empties === null ? [] : event.empties === 'refill' ? [plan] : [plan, ...usable];
    for (const account of gone) used += spend(account, account.remaining);
  }
  moveTo(now);
  for (const account of entered) {
    const { expiresAt } = account.grant;
    if (expiresAt !== null && expiresAt <= now) lapse(account, account.remaining);
  }
  return { plan, entered, used, overflow, begun };
}

/** Soonest expiry first, never-expiring last; then oldest first, then by id. */
export function byDrawOrder(
  a: Pick<EnteredGrant, 'expiresAt' | 'grantedAt' | 'id'>,
  b: Pick<EnteredGrant, 'expiresAt' | 'grantedAt' | 'id'>,
): number {
  if (a.expiresAt !== b.expiresAt) {
    if (a.expiresAt === null) return 1;
    if (b.expiresAt === null) return -1;
    return a.expiresAt - b.expiresAt;
  }
  return a.grantedAt - b.grantedAt || (a.id < b.id ? -1 : a.id > b.id ? 1 : 0);
}

/**
 * How much of each grant is left, given their sizes in draw order and their total: the last drawn keeps most. What exceeds
 * their sum belongs to none of them.
 */
export function splitRemaining(total: number, amounts: readonly number[]): number[] {
  let left = Math.max(0, total);
  return amounts
    .toReversed()
    .map((amount) => {
      const share = Math.min(left, amount);
      left -= share;
      return tidy(share);
    })
    .reverse();
}

function openAccount(granted: number): Account {
  return { granted, remaining: granted, used: 0, lapsed: 0 };
}

function spend(account: Account, amount: number): number {
  const spent = Math.min(account.remaining, amount);
  account.remaining -= spent;
  account.used += spent;
  return spent;
}

function lapse(account: Account, amount: number): void {
  account.remaining -= amount;
  account.lapsed += amount;
}

/**
 * Several renewals in a row. One turns `left` into `amount + min(left, most)`, where `most` is what may carry over; `times`
 * of them without use in between turn it into `min(left + times * amount, amount + most)`.
 */
function renew(account: Account, amount: number, rollover: Rollover, times: number): void {
  account.granted += times * amount;
  account.remaining += times * amount;
  const most =
    typeof rollover === 'object' ? rollover.upTo : rollover === 'all' ? Number.POSITIVE_INFINITY : 0;
  lapse(account, Math.max(0, account.remaining - (amount + most)));
}

function tidied(account: Account): Account {
  return {
    granted: tidy(account.granted),
    remaining: tidy(account.remaining),
    used: tidy(account.used),
    lapsed: tidy(account.lapsed),
  };
}
