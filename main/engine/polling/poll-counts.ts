import { type PollCounts, pollBuckets } from '../../../shared/metrics/poll-counts.ts';
import type { ReadErrorKind } from '../../../shared/model/index.ts';

/** Counts how long polls take and how they fail, by provider, since the process started. A few numbers for each. */
export interface PollCounter {
  /** `error`: null if it brought a reading. */
  count(provider: string, seconds: number, error: ReadErrorKind | null): void;
  all(): readonly PollCounts[];
}

interface Counted extends PollCounts {
  counts: number[];
  errors: Map<ReadErrorKind, number>;
}

export function createPollCounter(): PollCounter {
  const counted = new Map<string, Counted>();
  return {
    count(provider, seconds, error) {
      const own = counted.get(provider) ?? empty(provider);
      counted.set(provider, own);
      const within = pollBuckets.findIndex((most) => seconds <= most);
      const index = within < 0 ? pollBuckets.length : within;
      own.counts[index] = (own.counts[index] ?? 0) + 1;
      own.seconds += seconds;
      if (error !== null) own.errors.set(error, (own.errors.get(error) ?? 0) + 1);
    },
    all: () => [...counted.values()],
  };
}

const empty = (provider: string): Counted => ({
  provider,
  counts: [...pollBuckets, 0].map(() => 0),
  seconds: 0,
  errors: new Map(),
});
