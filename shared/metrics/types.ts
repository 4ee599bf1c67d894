import type { AccountState, AppState, CapState, PoolState } from '../model/index.ts';
import type { PollCounts } from './poll-counts.ts';

/** Every label of every metric. No other text of an account leaves through them. */
export type Label =
  | 'account'
  | 'budget'
  | 'cap'
  | 'estimate'
  | 'hard'
  | 'kind'
  | 'label'
  | 'le'
  | 'main'
  | 'mode'
  | 'name'
  | 'period'
  | 'plan'
  | 'pool'
  | 'provider'
  | 'refill'
  | 'severity'
  | 'state'
  | 'tag'
  | 'unit'
  | 'version'
  | 'window';

export type Labels = Readonly<Partial<Record<Label, string>>>;

/** One number of a metric. */
export interface Sample {
  labels: Labels;
  value: number;
  /** Of a histogram, which of its numbers it is. */
  part?: 'bucket' | 'sum' | 'count';
}

/** All that a scrape says, within its bounds. */
export interface MetricFacts {
  state: AppState;
  version: string;
  accounts: readonly { account: AccountState; labels: Labels; place: number }[];
  pools: readonly { pool: PoolState; isMain: boolean; labels: Labels }[];
  caps: readonly { cap: CapState; labels: Labels }[];
  budgets: readonly { budget: AppState['budgets'][number]; labels: Labels }[];
  polls: readonly PollCounts[];
  leftOut: readonly { kind: string; count: number }[];
  /** An instant as seconds on the clock of whoever scrapes. */
  seconds(at: number): number;
}

/** A metric: its samples, and all that the dashboard, the rules and the docs need to know of it. */
export interface Family<Name extends string = string> {
  name: Name;
  type: 'gauge' | 'counter' | 'histogram';
  /** What the number means, in a sentence without a full stop. */
  help: string;
  labels: readonly Label[];
  samples(facts: MetricFacts): readonly Sample[];
}

/** Keeps the name as a type, so that a rule or panel that names no metric does not compile. */
export const family = <const Name extends string>(given: Family<Name>): Family<Name> => given;

/** One sample, or none where the value is unknown: an unknown number is never 0. */
export const sampleOf = (labels: Labels, value: number | null): readonly Sample[] =>
  value === null ? [] : [{ labels, value }];

/** The three figures of a forecast. */
export const estimates = ['early', 'likely', 'late'] as const;
