import { byDrawOrder, splitRemaining, tidy, type Use } from '../ledger.ts';
import type {
  Cap,
  Cycle,
  DayUse,
  Disagreement,
  Entered,
  EnteredGrant,
  Grant,
  Plan,
  Pool,
  ProviderInfo,
  ReadError,
  Reading,
} from '../model/index.ts';
import { windowBounds } from '../time/index.ts';
import type { UseSlot } from '../use-slots.ts';

/** All that is known about an account's balance. */
export interface Facts {
  provider: ProviderInfo;
  /** The last good reading. */
  reading: Reading | null;
  entered: Entered;
  /** Logged use, summed. */
  uses: readonly UseSlot[];
  /** Use by day, as reported. */
  dailyUse: readonly DayUse[];
  /** When the account was added: no refill from before its cycle counts. Null: all that is known of counts. */
  since: number | null;
  now: number;
  /** Your time zone, for the days in notes; default: UTC. */
  zone?: string;
}

/** What is shown of an account: the reading and your facts, merged. */
export interface Presented {
  plan: string | null;
  scope: Reading['scope'];
  pools: Pool[];
  caps: Cap[];
  notes: string[];
  disagreements: Disagreement[];
  /** A logged credit or cap error that is still true. */
  exhausted: ReadError | null;
}

/** The part that depends on whether the balance is reported or computed. */
export type Body = Omit<Presented, 'plan' | 'scope'>;

/** Your grants that can be used now, in draw order; `remaining`: what is left of them together. */
export function enteredGrants(
  grants: readonly EnteredGrant[],
  now: number,
  remaining: number | null,
): Grant[] {
  const live = grants
    .filter(({ grantedAt, expiresAt }) => grantedAt <= now && (expiresAt === null || expiresAt > now))
    .toSorted(byDrawOrder);
  const sizes = live.map(({ amount }) => amount);
  const left = remaining === null ? sizes : splitRemaining(remaining, sizes);
  return live.map((grant, index) => enteredGrant(grant, left[index] ?? 0));
}

export function enteredGrant(
  { id, kind, amount, grantedAt, expiresAt }: EnteredGrant,
  remaining: number,
): Grant {
  return { id, kind, label: null, granted: amount, remaining, grantedAt, expiresAt, provenance: 'entered' };
}

/** A plan's credits as a grant. Its size is unknown if it may include unused credits of earlier cycles. */
export function refillGrant(cycle: Cycle, grantedAt: number | null, remaining: number): Grant {
  const lapses = cycle.rollover === 'none';
  return {
    id: 'refill',
    kind: 'refill',
    label: null,
    granted: lapses ? cycle.grant : null,
    remaining,
    grantedAt,
    expiresAt: lapses ? cycle.renewsAt : null,
    provenance: 'computed',
  };
}

/**
 * The reported caps and the plan's other caps. `use`: all of it, to compute how much of them is used; null if unknown.
 * Calendar windows without a time zone are in UTC.
 */
export function withPlanCaps(
  reported: readonly Cap[],
  plan: Plan | null,
  use: readonly Use[] | null,
  now: number,
): Cap[] {
  const others = (plan?.caps ?? []).filter(
    (cap) => !reported.some(({ id, window }) => id === cap.id || window === cap.window),
  );
  const added = others.map((cap): Cap => {
    const span =
      cap.window === 'day' || cap.window === 'month'
        ? windowBounds(cap.window, cap.zone ?? 'UTC', now)
        : null;
    const within = use?.filter(({ at }) => span !== null && at >= span.start && at <= now);
    return {
      ...cap,
      used:
        span === null || within === undefined
          ? null
          : tidy(within.reduce((total, { amount }) => total + amount, 0)),
      resetsAt: span?.end ?? null,
      provenance: 'catalogue',
    };
  });
  return [...reported, ...added];
}
