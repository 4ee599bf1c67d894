import { EventEmitter } from 'node:events';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { untilStopped } from '../../main/cli/signals.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setTimeout', 'setImmediate'] }));
afterEach(() => void vi.useRealTimers());

it.each([
  ['SIGINT', 130],
  ['SIGTERM', 143],
  ['SIGHUP', 129],
])('ends tidily at the first %s, at once at the second, with %i', async (signal, code) => {
  const signals = new EventEmitter();
  const codes: number[] = [];
  const stopped = untilStopped(signals, (given) => void codes.push(given));
  signals.emit(signal);
  await stopped;
  // The same one, forwarded by npm.
  signals.emit(signal);
  expect(codes).toEqual([]);
  vi.runAllTimers();
  signals.emit(signal);
  expect(codes).toEqual([code]);
});
