import type { ReadErrorKind } from '../model/index.ts';

// The engine counts with these: it must not load the metrics for it.

/** In seconds. A request is given up after 15; a poll may take several. */
export const pollBuckets = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15, 30];

/** The polls of one provider since the process started. */
export interface PollCounts {
  provider: string;
  /** How many ended within each of the buckets and not the one before; the last: all that took longer. */
  counts: readonly number[];
  seconds: number;
  errors: ReadonlyMap<ReadErrorKind, number>;
}
