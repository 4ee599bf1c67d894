import { z } from 'zod';
import { atomically, type Database } from './schema.ts';

/** Holds a lease that was released, whose time is still of use. */
const nobody = '';
const leaseRow = z.object({ holder: z.string(), renewedAt: z.number() });

/** Which process on this data folder evaluates alerts. */
export interface EvaluatorLease {
  /**
   * Takes or renews the lease. False while another process holds it, that is, renewed it within `leaseMs` and still runs.
   */
  acquireLease(holder: string, now: number, leaseMs: number, isGone: (holder: string) => boolean): boolean;
  releaseLease(holder: string): void;
  /** When it was last renewed, by whatever process, running or not; null: never. */
  lastLeaseAt(): number | null;
}

export function createEvaluatorLease(db: Database): EvaluatorLease {
  const select = db.prepare('SELECT holder, renewed_at AS renewedAt FROM evaluator_lease');
  const replace = db.prepare('INSERT OR REPLACE INTO evaluator_lease VALUES (1, ?, ?)');
  const release = db.prepare('UPDATE evaluator_lease SET holder = ? WHERE holder = ?');
  return {
    acquireLease: (holder, now, leaseMs, isGone) =>
      atomically(db, () => {
        const lease = leaseRow.safeParse(select.get());
        const isFree =
          !lease.success ||
          lease.data.holder === nobody ||
          lease.data.holder === holder ||
          // Also true if the clock was set back.
          Math.abs(now - lease.data.renewedAt) > leaseMs ||
          isGone(lease.data.holder);
        if (isFree) replace.run(holder, now);
        return isFree;
      }),
    releaseLease: (holder) => {
      release.run(nobody, holder);
    },
    lastLeaseAt: () => {
      const lease = leaseRow.safeParse(select.get());
      return lease.success ? lease.data.renewedAt : null;
    },
  };
}
