/** The engine's clock, so that tests and the demo can use their own. */
export interface Clock {
  /** Epoch milliseconds. */
  now(): number;
  /** Calls back once after `ms`, and returns how to cancel. Does not keep the process alive. */
  after(ms: number, callback: () => void): () => void;
}

// For longer delays than this (2^31 - 1 ms), setTimeout fires at once.
const longestTimeout = 2_147_483_647;

export const systemClock: Clock = {
  now: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, Math.min(Math.max(ms, 0), longestTimeout));
    timer.unref();
    return () => clearTimeout(timer);
  },
};
