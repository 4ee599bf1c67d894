import type { PoolStanding } from '../standing/index.ts';

/** A forecast in words. */
export interface Outlook {
  /** Beside a balance, without a full stop: `about 3 days left`. */
  short: string;
  /** Sentences for the account's page. */
  long: string;
  /** The words of `long` to emphasise, such as the day of the run-out. */
  stress: string | null;
  /** If it is `none`, both texts are empty. */
  tone: PoolStanding['tone'];
}
