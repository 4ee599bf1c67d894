import { dayMs } from '../../../shared/time/index.ts';
import { type ChannelDeliveries, createChannelDeliveries, waitedTooLong } from './channel-deliveries.ts';
import { createDeliveryQueue, type DeliveryQueue, lifetimeMs } from './delivery-queue.ts';
import { createEpisodeStore, type EpisodeStore } from './episode-store.ts';
import { createEvaluatorLease, type EvaluatorLease } from './evaluator-lease.ts';
import { atomically, type Database } from './schema.ts';

/** Episodes and their notifications. Every call is one transaction; all times are epoch milliseconds. */
export interface AlertStore extends EvaluatorLease, EpisodeStore, DeliveryQueue, ChannelDeliveries {
  /** Runs several calls in one transaction. Other writers wait. */
  atomically<Value>(work: () => Value): Value;
  /** Removes what is too old to keep, and gives up what waited too long. `trusted`: up to when time has surely passed. */
  compact(trusted: number, now: number): void;
}

const episodeDays = 400;
const deliveryDays = 30;

export function createAlertStore(db: Database): AlertStore {
  const oldEpisodes = db.prepare('DELETE FROM episodes WHERE cleared_at < ?');
  const oldDeliveries = db.prepare('DELETE FROM deliveries WHERE created_at < ?');
  const looseEnds = db.prepare(
    'DELETE FROM notification_episodes WHERE notification NOT IN (SELECT notification FROM deliveries)',
  );
  const deliveries = createChannelDeliveries(db);
  return {
    ...createEvaluatorLease(db),
    ...createEpisodeStore(db),
    ...createDeliveryQueue(db),
    ...deliveries,
    atomically: (work) => atomically(db, work),
    compact: (trusted, now) =>
      atomically(db, () => {
        oldEpisodes.run(trusted - episodeDays * dayMs);
        deliveries.expire(null, trusted - lifetimeMs, waitedTooLong, now);
        oldDeliveries.run(trusted - deliveryDays * dayMs);
        looseEnds.run();
      }),
  };
}
