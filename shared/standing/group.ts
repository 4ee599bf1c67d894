import { isWindow } from '../caps.ts';
import type { AccountState, PoolState } from '../model/index.ts';
import { dayMs, windowMs } from '../time/index.ts';
import { poolsInUse, standingOf, standingOfPool } from './account.ts';
import { lapsesOf } from './lapses.ts';
import { type PoolStanding, runsOutBeforeRefill } from './pool.ts';

/**
 * What the headline counts an account as, worst first; each counts once. `fine` is a promise: every balance has a
 * forecast, and none is expected to run out soon or before its refill, or to expire unused.
 */
export const groups = [
  'attention',
  'runs-out',
  'lapses',
  'unknown',
  'learning',
  'waiting',
  'fine',
  'off',
] as const;
export type Group = (typeof groups)[number];

/** A run-out within this time is named, even if it needs no attention yet. */
const soonMs = 14 * dayMs;

export function groupOf(account: AccountState, now: number): Group {
  const { level } = standingOf(account, now);
  if (level === 'off') return 'off';
  if (level === 'critical' || level === 'watch') return 'attention';
  const known = poolsInUse(account)
    .filter(({ remaining }) => remaining !== null)
    .map((pool) => ({ pool, standing: standingOfPool(account, pool, now) }));
  if (known.some(({ pool, standing }) => isEnding(pool, standing, now))) return 'runs-out';
  if (known.some(({ pool }) => lapsesOf(pool).some(({ isDaily }) => !isDaily))) return 'lapses';
  if (account.alerts.some(({ kind }) => kind === 'expires-soon')) return 'lapses';
  if (level === 'waiting') return 'waiting';
  if (known.some(({ standing: { balance } }) => balance.kind === 'learning' || balance.kind === 'unknown'))
    return 'learning';
  // The windows of a coding plan, or the requests of a day, may be all there is to know; one nearly used up has an alert.
  const isAll = account.pools.length === 0;
  const isTold = account.caps.some(
    (cap) => cap.used !== null && (isWindow(cap) || (isAll && windowMs(cap) !== undefined)),
  );
  return known.length > 0 || isTold ? 'fine' : 'unknown';
}

/** Whether a pool likely runs out, or hits a cap, soon or before its refill. */
function isEnding(pool: PoolState, { balance, cap }: PoolStanding, now: number): boolean {
  if (cap !== null || runsOutBeforeRefill(pool, now)) return true;
  return balance.kind === 'runs-out' && balance.at - now <= soonMs;
}
