import type { Grant, PoolState } from '../model/index.ts';

// What will expire unused.

/** Losses of less than this share of a grant are ignored. */
const leastShare = 0.01;

/** A grant that will lose a material amount. `size` is the whole that `amount` is part of. */
export interface Lapse {
  grant: string;
  at: number;
  /** For calculations. */
  likely: number;
  /** For display: rounded, and never more than is left. */
  amount: number;
  isSure: boolean;
  size: number;
  kind: Grant['kind'];
  /** The rest of a daily refill expires every night: nothing to do about it. */
  isDaily: boolean;
}

/** Only losses of at least one unit and one hundredth of the grant; soonest first. */
export function lapsesOf(pool: PoolState): Lapse[] {
  return (pool.forecast?.waste ?? [])
    .flatMap((waste) => {
      const grant = grantOf(pool, waste);
      const kind = grant?.kind ?? 'refill';
      const cycleSize = kind === 'refill' ? (pool.cycle?.grant ?? null) : null;
      const size = Math.max(cycleSize ?? grant?.granted ?? 0, grant?.remaining ?? 0, waste.likely);
      if (waste.likely < Math.max(1, leastShare * size)) return [];
      return {
        grant: waste.grant,
        at: waste.at,
        likely: waste.likely,
        amount: Math.min(grant?.remaining ?? size, twoDigits(waste.likely)),
        isSure: waste.late - waste.early <= 0.05 * waste.likely,
        size,
        kind,
        isDaily: kind === 'refill' && pool.cycle?.frequency === 'daily',
      };
    })
    .sort((a, b) => a.at - b.at);
}

/** The grant that a forecast names, by its id or its kind. */
export const grantOf = (pool: PoolState, { grant }: Pick<Lapse, 'grant'>): Grant | undefined =>
  pool.grants.find(({ id }) => id === grant) ?? pool.grants.find(({ kind }) => kind === grant);

/** The likely loss of one grant, rounded; null if unknown. */
export function willLapse(pool: PoolState, grant: Grant): number | null {
  if (pool.forecast === null || pool.forecast.confidence === 'none') return null;
  const waste = pool.forecast.waste.find((each) => grantOf(pool, each)?.id === grant.id);
  return waste === undefined ? 0 : Math.min(grant.remaining, twoDigits(waste.likely));
}

/** A forecast is accurate to about two digits. */
const twoDigits = (amount: number): number => Number(amount.toPrecision(2));
