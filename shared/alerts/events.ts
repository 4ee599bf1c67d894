import { monthsLater } from '../cycle.ts';
import { formatInstant, formatQuantity } from '../format.ts';
import type { AlertKind, Cycle, PoolState } from '../model/index.ts';
import type { Place } from '../outlook.ts';
import { dayMs } from '../time.ts';
import type { AccountView } from './types.ts';
import { hasLeapt } from './view.ts';
import { areLeft, inBoth } from './words.ts';

/** Some providers renew the cycle first and the balance a while after. */
const lateRefillMs = 2 * dayMs;

/** Something that happened between two looks at an account. */
export interface News {
  kind: AlertKind;
  key: string;
  text: string;
  masked: string;
}

/** Top-ups and refills between two looks, as far as the account's rules want them told. Daily refills are none. */
export function newsOf(before: AccountView, view: AccountView, place: Place): News[] {
  return view.pools.flatMap((pool) => {
    const old = before.pools.find(({ id }) => id === pool.id);
    if (old === undefined) return [];
    return [
      ...refillDue(old, before.at, pool, view, place),
      ...refillLanded(old, before, pool, view, place),
      ...topupSeen(old, before, pool, view, place),
    ];
  });
}

function refillDue(
  old: PoolState,
  oldAt: number,
  pool: PoolState,
  { rules, at }: AccountView,
  place: Place,
): News[] {
  const renewsAt = pool.cycle?.renewsAt ?? null;
  if (!rules['refill-due'].enabled || renewsAt === null || pool.cycle?.frequency === 'daily') return [];
  const wasFar = old.cycle?.renewsAt !== renewsAt || renewsAt - oldAt > dayMs;
  if (!wasFar || renewsAt <= at || renewsAt - at > dayMs) return [];
  const words = inBoth(place, (writing) => {
    const size = pool.cycle?.grant ?? 0;
    const what = size > 0 ? `The refill of ${formatQuantity(size, pool.unit, writing)}` : 'The next refill';
    return `${what} lands on ${formatInstant(renewsAt, place.zone, place.locale)}.`;
  });
  return [{ kind: 'refill-due', key: `refill-due/${pool.id}/${renewsAt}`, ...words }];
}

function refillLanded(
  old: PoolState,
  before: AccountView,
  pool: PoolState,
  view: AccountView,
  place: Place,
): News[] {
  if (!view.rules['refill-landed'].enabled || !isRefill(old, before, pool, view)) return [];
  const words = inBoth(place, (writing) => {
    const size = pool.cycle?.grant ?? 0;
    const what = size > 0 ? `The refill of ${formatQuantity(size, pool.unit, writing)}` : 'The refill';
    return `${what} landed: ${areLeft(pool.remaining ?? 0, pool, writing)}.`;
  });
  return [
    {
      kind: 'refill-landed',
      key: `refill-landed/${pool.id}/${lastRenewal(pool.cycle) ?? view.at}`,
      ...words,
    },
  ];
}

/** A jump up that no refill explains, or a grant that was not there before. What the person entered is no news. */
function topupSeen(
  old: PoolState,
  before: AccountView,
  pool: PoolState,
  view: AccountView,
  place: Place,
): News[] {
  const { remaining, provenance, unit } = pool;
  if (!view.rules['topup-seen'].enabled || remaining === null || provenance.remaining !== 'reported')
    return [];
  const known = new Set(old.grants.map(({ id }) => id));
  const added = pool.grants
    .filter(({ id, kind, provenance: from }) => kind !== 'refill' && from === 'reported' && !known.has(id))
    .reduce((sum, { granted, remaining: left }) => sum + (granted ?? left), 0);
  const leap = remaining - (old.remaining ?? remaining);
  const isNewGrant = added > 0 && leap > 0;
  const isLeap = hasLeapt(old, pool) && !isRefill(old, before, pool, view);
  if (!isNewGrant && !isLeap) return [];
  const amount = isNewGrant ? added : Number(leap.toPrecision(3));
  const words = inBoth(place, (writing) => {
    const isOne = unit.kind === 'money' || (amount === 1 && !writing.mask);
    return `${formatQuantity(amount, unit, writing)} ${isOne ? 'was' : 'were'} added: ${areLeft(remaining, pool, writing)} now.`;
  });
  return [{ kind: 'topup-seen', key: `topup-seen/${pool.id}/${view.readAt ?? view.at}`, ...words }];
}

/** Whether the balance jumped up because the cycle was renewed, now or a short while ago. */
function isRefill(old: PoolState, before: AccountView, pool: PoolState, view: AccountView): boolean {
  const { cycle } = pool;
  if (cycle === null || cycle.frequency === 'daily' || !hasLeapt(old, pool)) return false;
  const due = [old.cycle?.renewsAt, lastRenewal(cycle)].filter((at) => at != null && at <= view.at);
  const from = before.readAt ?? before.at;
  if (due.some((at) => at != null && at > from)) return true;
  const leap = (pool.remaining ?? 0) - (old.remaining ?? 0);
  const looksLikeOne = cycle.grant !== null && Math.abs(leap - cycle.grant) <= 0.2 * cycle.grant;
  return looksLikeOne && due.some((at) => at != null && at > from - lateRefillMs);
}

/** When the present cycle began; null where that is not known. */
function lastRenewal(cycle: Cycle | null): number | null {
  if (cycle === null || cycle.renewsAt === null) return null;
  switch (cycle.frequency) {
    case 'daily':
      return cycle.renewsAt - dayMs;
    case 'weekly':
      return cycle.renewsAt - 7 * dayMs;
    case 'yearly':
      return monthsLater(cycle.renewsAt, -12);
    default:
      return monthsLater(cycle.renewsAt, -1);
  }
}
