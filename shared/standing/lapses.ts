import type { Grant, PoolForecast, PoolState } from '../model/index.ts';

// What will lapse unused.

/** Grants larger than this share of what they will lose are worth a word. */
const leastShare = 0.01;

/** A grant that will lose something worth saying. `size` is the whole that `amount` is part of. */
export interface Lapse {
  grant: string;
  at: number;
  /** To reckon with. */
  likely: number;
  /** To tell: rounded as a forecast is, and never more than is left. */
  amount: number;
  isSure: boolean;
  size: number;
  kind: Grant['kind'];
  /** The rest of a daily refill goes every night: nothing to act on. */
  isDaily: boolean;
}

/** Only where the likely loss is at least one unit and one hundredth of the grant; soonest first. */
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

const grantOf = (pool: PoolState, { grant }: PoolForecast['waste'][number]): Grant | undefined =>
  pool.grants.find(({ id }) => id === grant) ?? pool.grants.find(({ kind }) => kind === grant);

/** The likely loss of one grant, rounded as a forecast is; null where none is known. */
export function willLapse(pool: PoolState, grant: Grant): number | null {
  if (pool.forecast === null || pool.forecast.confidence === 'none') return null;
  const waste = pool.forecast.waste.find((each) => grantOf(pool, each)?.id === grant.id);
  return waste === undefined ? 0 : Math.min(grant.remaining, twoDigits(waste.likely));
}

/** A forecast is no account statement: two digits of it are meant. */
const twoDigits = (amount: number): number => Number(amount.toPrecision(2));
