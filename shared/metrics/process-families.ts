import { readErrorKindSchema } from '../model/index.ts';
import { type PollCounts, pollBuckets } from './poll-counts.ts';
import { family, type Sample } from './types.ts';

function histogram({ provider, counts, seconds }: PollCounts): Sample[] {
  let below = 0;
  const buckets = counts.map((count, index): Sample => {
    below += count;
    return { labels: { provider, le: String(pollBuckets[index] ?? '+Inf') }, value: below, part: 'bucket' };
  });
  return [
    ...buckets,
    { labels: { provider }, value: seconds, part: 'sum' },
    { labels: { provider }, value: below, part: 'count' },
  ];
}

/** What Fuelgauge itself does. */
export const processFamilies = [
  family({
    name: 'fuelgauge_build_info',
    type: 'gauge',
    help: 'Always 1; the version, and the mode (live, or demo with invented accounts) as labels',
    labels: ['version', 'mode'],
    samples: ({ version, state: { mode } }) => [{ labels: { version, mode }, value: 1 }],
  }),
  family({
    name: 'fuelgauge_poll_duration_seconds',
    type: 'histogram',
    help: 'How long polls took, with all their requests',
    labels: ['provider'],
    samples: ({ polls }) => polls.flatMap(histogram),
  }),
  family({
    name: 'fuelgauge_poll_errors_total',
    type: 'counter',
    help: 'Polls that brought no reading since the process started',
    labels: ['provider', 'kind'],
    // With those that are 0: of a series that begins with 1, Prometheus would not see the first error.
    samples: ({ polls }) =>
      polls.flatMap(({ provider, errors }) =>
        readErrorKindSchema.options.map((kind) => ({
          labels: { provider, kind },
          value: errors.get(kind) ?? 0,
        })),
      ),
  }),
  family({
    name: 'fuelgauge_left_out',
    type: 'gauge',
    help: 'How many accounts, pools, caps, budgets and providers are beyond the bounds and not told',
    labels: ['kind'],
    samples: ({ leftOut }) => leftOut.map(({ kind, count }) => ({ labels: { kind }, value: count })),
  }),
] as const;
