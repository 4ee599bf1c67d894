import { accountFamilies } from './account-families.ts';
import { capFamilies } from './cap-families.ts';
import { moneyFamilies } from './money-families.ts';
import { poolFamilies } from './pool-families.ts';
import { processFamilies } from './process-families.ts';

export { type MetricInput, metricFacts, most } from './facts.ts';
export { type PollCounts, pollBuckets } from './poll-counts.ts';
export type { Family, MetricFacts, Sample } from './types.ts';

/**
 * All metrics: `/metrics`, docs/metrics.md, the dashboard and the alert rules follow from this list. Names are a contract: people
 * build rules on them, so they are added and never changed. They follow https://prometheus.io/docs/practices/naming/ (read in
 * November 2026): base units, plain names for amounts whose unit is a label, timestamps rather than ages.
 */
export const families = [
  ...poolFamilies,
  ...capFamilies,
  ...moneyFamilies,
  ...accountFamilies,
  ...processFamilies,
] as const;

export type MetricName = (typeof families)[number]['name'];
