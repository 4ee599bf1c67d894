import type { Random } from '../../bench/random.ts';

/** What a scenario may use. The same seed and size give the same cases. */
export interface TortureContext {
  /** How many cases to try; each scenario says what a case is. */
  tries: number;
  /** From the seed. */
  random: Random;
  /** A folder of its own, removed afterwards. */
  folder: string;
  /** Tells the person who waits how far it is. */
  progress(text: string): void;
}

/** A measured value and the most that it may be. Only `npm run torture` judges figures; `npm test` counts failures. */
export interface Figure {
  name: string;
  value: number;
  unit: string;
  /** Undefined: only reported. */
  most?: number;
}

export interface TortureResult {
  /** One sentence for each case that went wrong, with what is needed to repeat it. */
  failures: string[];
  figures?: Figure[];
}

export interface Scenario {
  /** As on the command line: `npm run torture -- NAME`. */
  name: string;
  /** What is tried, and what must not happen, in one sentence. */
  about: string;
  /** Cases in `npm test` (a few seconds at most; 0: not there) and in `npm run torture`. */
  tries: { quick: number; full: number };
  run(context: TortureContext): Promise<TortureResult>;
}
