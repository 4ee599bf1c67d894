import { isUnsized } from '../caps.ts';
import type { CapState } from '../model/index.ts';
import { estimates, family, type Label, type MetricFacts, type Sample, sampleOf } from './types.ts';

const ofCap = [
  'account',
  'label',
  'provider',
  'tag',
  'cap',
  'window',
  'unit',
] as const satisfies readonly Label[];

/** A number of each cap. */
const each =
  (value: (cap: CapState, facts: MetricFacts) => number | null) =>
  (facts: MetricFacts): readonly Sample[] =>
    facts.caps.flatMap(({ cap, labels }) => sampleOf(labels, value(cap, facts)));

/** Once a cap has reset, nobody knows its use before the next reading. */
const isKnown = ({ resetsAt }: CapState, { state }: MetricFacts): boolean =>
  resetsAt === null || resetsAt > state.at;

/** Limits on use per window. */
export const capFamilies = [
  family({
    name: 'fuelgauge_cap_info',
    type: 'gauge',
    help: 'Always 1; the name of the cap, and whether the provider stops serving when it is reached (true or false) as labels',
    labels: [...ofCap, 'name', 'hard'],
    samples: ({ caps }) =>
      caps.map(({ cap, labels }) => ({
        labels: { ...labels, name: cap.label, hard: String(cap.hard) },
        value: 1,
      })),
  }),
  family({
    name: 'fuelgauge_cap_limit',
    type: 'gauge',
    help: 'The most that may be used in one window, in units of the label unit',
    labels: ofCap,
    samples: each((cap) => (isUnsized(cap) ? null : cap.limit)),
  }),
  family({
    name: 'fuelgauge_cap_used',
    type: 'gauge',
    help: 'What was used in this window, in units of the label unit; missing between a reset and the next reading',
    labels: ofCap,
    samples: each((cap, facts) => (isUnsized(cap) || !isKnown(cap, facts) ? null : cap.used)),
  }),
  family({
    name: 'fuelgauge_cap_use_ratio',
    type: 'gauge',
    help: 'What was used of the limit in this window; 1 is all of it',
    labels: ofCap,
    samples: each((cap, facts) =>
      cap.used === null || cap.limit <= 0 || !isKnown(cap, facts) ? null : cap.used / cap.limit,
    ),
  }),
  family({
    name: 'fuelgauge_cap_reset_timestamp_seconds',
    type: 'gauge',
    help: 'When the window ends and the count begins anew',
    labels: ofCap,
    samples: each((cap, facts) =>
      cap.resetsAt === null || !isKnown(cap, facts) ? null : facts.seconds(cap.resetsAt),
    ),
  }),
  family({
    name: 'fuelgauge_cap_reach_timestamp_seconds',
    type: 'gauge',
    help: 'When the cap is reached: early, likely and late (10th, 50th and 90th percentile); missing if not before its reset',
    labels: [...ofCap, 'estimate'],
    samples: (facts) =>
      facts.caps.flatMap(({ cap, labels }) =>
        estimates.flatMap((estimate) => {
          const at = isKnown(cap, facts) ? (cap.forecast?.reachedAt[estimate] ?? null) : null;
          return sampleOf({ ...labels, estimate }, at === null ? null : facts.seconds(at));
        }),
      ),
  }),
  family({
    name: 'fuelgauge_cap_reach_probability_ratio',
    type: 'gauge',
    help: 'The chance that the cap is reached before its reset, 0 to 1',
    labels: ofCap,
    samples: each((cap, facts) => (isKnown(cap, facts) ? (cap.forecast?.probability ?? null) : null)),
  }),
] as const;
