import { setFlagsFromString } from 'node:v8';

/**
 * Keeps the memory of a process that runs for weeks near what it really holds. By default V8 lets short-lived objects pile up
 * before it looks for them, which suits a program that ends soon: with 2,000 accounts it took 500 MB for 60 MB of
 * objects. It also optimizes early, with several compilers and threads, what here runs for a moment every few minutes. Maglev
 * alone, for what is called often, is as quick with forecasts, and the demo takes 23 MB less (Node 24.21, November 2026).
 * Without Maglev it would be another 3 MB, and a forecast 3.4 times as slow.
 *
 * Call it as early as you can: the space for new objects begins with one megabyte, and stays there from now on, but does not
 * shrink. `--max-semi-space-size` would say the same, but only to a V8 that has not begun, so each shell would need a way of
 * its own to say it. Here, Node and Electron have one. A flag that V8 no longer knows is ignored.
 */
export function keepHeapSmall(): void {
  setFlagsFromString('--semi-space-growth-factor=1');
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--no-opt');
  setFlagsFromString('--invocation-count-for-maglev=10000');
  setFlagsFromString('--single-threaded-gc');
}
