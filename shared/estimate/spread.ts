import { tidy } from '../ledger.ts';
import type { Cap, Cycle, Grant, Pool } from '../model/index.ts';
import { dayMs, hourMs, refillAhead, renewalAfter, stepAfter, windowBounds } from '../time/index.ts';

/** As far as forecasts go. */
const horizon = 400 * dayMs;

/** A part of a balance; `grant` null: it belongs to no known grant. */
export interface Lot {
  grant: Grant | null;
  remaining: number;
}

/** A pool's parts in draw order, without expired ones. They add up to `left`, whatever the grants say. */
export function lotsOf(pool: Pool, left: number, now: number): Lot[] {
  let open = Math.max(0, left);
  const lots: Lot[] = [];
  for (const grant of pool.grants) {
    // A refill past its end may have been renewed since: trust the balance, not the date.
    if (grant.kind !== 'refill' && grant.expiresAt !== null && grant.expiresAt <= now) continue;
    const remaining = Math.min(open, Math.max(0, grant.remaining));
    open -= remaining;
    if (remaining > 0) lots.push({ grant, remaining });
  }
  if (tidy(open) > 0) lots.push({ grant: null, remaining: open });
  return lots;
}

export interface Step {
  at: number;
  amount: number;
}

export interface SpreadInput {
  need: number;
  lots: readonly Lot[];
  cycle: Cycle | null;
  /** Hard caps on spending; unknown use counts as none. */
  caps: readonly Cap[];
  now: number;
}

/**
 * Spends as early as balance and caps allow: now, then at each reset and refill until the job is done. `doneAt` is null if
 * that takes more than 400 days. Assumes that nothing else spends.
 */
export function spread({ need, lots, cycle, caps, now }: SpreadInput): {
  steps: Step[];
  doneAt: number | null;
} {
  const held = lots.map((lot) => ({ ...lot }));
  const windows = caps.map((cap) => openWindow(cap, now));
  let refillAt = firstRefill(cycle, now);
  let open = tidy(need);
  const steps: Step[] = [];
  let at = now;
  for (;;) {
    const balance = held.reduce((sum, { remaining }) => sum + remaining, 0);
    const amount = tidy(Math.min(open, balance, ...windows.map(({ left }) => left)));
    if (amount > 0) {
      steps.push({ at, amount });
      open = tidy(open - amount);
      draw(held, amount);
      for (const window of windows) window.left = Math.max(0, window.left - amount);
    }
    if (open <= 0) return { steps, doneAt: at };

    const next = Math.min(
      refillAt ?? Number.POSITIVE_INFINITY,
      ...windows.map(({ resetsAt }) => resetsAt ?? Number.POSITIVE_INFINITY),
    );
    if (next > now + horizon) return { steps, doneAt: null };
    at = next;
    for (const lot of held)
      if (lot.grant?.expiresAt != null && lot.grant.kind !== 'refill' && lot.grant.expiresAt <= at)
        lot.remaining = 0;
    for (const window of windows)
      if (window.resetsAt !== null && window.resetsAt <= at) {
        window.left = window.cap.limit;
        window.resetsAt = nextReset(window.cap, at);
      }
    if (cycle !== null && refillAt !== null && refillAt <= at) {
      refill(held, cycle);
      refillAt = nextRefill(cycle, at);
    }
  }
}

/** Takes an amount from lots in their order; returns how much came from which. */
export function draw(lots: Lot[], amount: number): { grant: Grant | null; amount: number }[] {
  let open = amount;
  const draws: { grant: Grant | null; amount: number }[] = [];
  for (const lot of lots) {
    const taken = tidy(Math.min(open, lot.remaining));
    if (taken <= 0) continue;
    lot.remaining = tidy(lot.remaining - taken);
    open = tidy(open - taken);
    draws.push({ grant: lot.grant, amount: taken });
  }
  return draws;
}

/** Adds a refill. Unused credits roll over as the cycle says; an unknown rollover counts as none, to promise nothing. */
function refill(held: Lot[], { grant: amount, rollover }: Cycle): void {
  const isPlan = (lot: Lot) => lot.grant?.kind === 'refill';
  const old = held.filter(isPlan).reduce((sum, { remaining }) => sum + remaining, 0);
  const kept = rollover === 'all' ? old : typeof rollover === 'object' ? Math.min(old, rollover.upTo) : 0;
  const beside = held.filter((lot) => !isPlan(lot));
  const grant = held.find(isPlan)?.grant ?? planGrant;
  held.splice(0, held.length, { grant, remaining: (amount ?? 0) + kept }, ...beside);
}

const planGrant: Grant = {
  id: 'refill',
  kind: 'refill',
  label: null,
  granted: null,
  remaining: 0,
  grantedAt: null,
  expiresAt: null,
  provenance: 'computed',
};

/** The next refill; one that is due but not in the reading yet does not count. */
function firstRefill(cycle: Cycle | null, now: number): number | null {
  if (cycle === null || cycle.grant === null || cycle.grant <= 0) return null;
  return refillAhead(cycle, now)?.at ?? nextRefill(cycle, now);
}

/** The first refill after an instant, counted from the known one. */
function nextRefill({ frequency, renewsAt }: Cycle, at: number): number | null {
  return renewsAt === null || frequency === null ? null : renewalAfter(renewsAt, frequency, at);
}

interface Window {
  cap: Cap;
  left: number;
  resetsAt: number | null;
}

/** A cap's present window: a cap past its reset is open again. */
export function openWindow(cap: Cap, now: number): Window {
  const passed = cap.resetsAt !== null && cap.resetsAt <= now;
  return {
    cap,
    left: passed ? cap.limit : Math.max(0, cap.limit - (cap.used ?? 0)),
    resetsAt: cap.resetsAt === null || passed ? nextReset(cap, now) : cap.resetsAt,
  };
}

/** The first reset after an instant; null if unknown. */
function nextReset({ window, spanMs, zone, resetsAt }: Cap, at: number): number | null {
  // Days and months begin at midnight in their time zone; without one they are counted from the known reset.
  if ((window === 'day' || window === 'month') && (zone !== null || resetsAt === null))
    return windowBounds(window, zone ?? 'UTC', at).end;
  if (resetsAt === null) return null;
  switch (window) {
    case 'span':
      return spanMs === undefined ? null : stepAfter(resetsAt, spanMs, at);
    case 'hour':
      return stepAfter(resetsAt, hourMs, at);
    case 'day':
      return renewalAfter(resetsAt, 'daily', at);
    case 'week':
      return renewalAfter(resetsAt, 'weekly', at);
    case 'month':
      return renewalAfter(resetsAt, 'monthly', at);
    case 'minute':
    case 'concurrent':
    case 'spending':
      return null;
  }
}
