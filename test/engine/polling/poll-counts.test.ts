import { expect, it } from 'vitest';
import { createPollCounter } from '../../../main/engine/polling/poll-counts.ts';
import { pollBuckets } from '../../../shared/metrics/index.ts';

it('counts each poll once, in the first bucket that holds it, and its error', () => {
  const polls = createPollCounter();
  expect(polls.all()).toEqual([]);
  for (const seconds of [0, 0.05, 0.06, 30, 31]) polls.count('crustdata', seconds, null);
  polls.count('spidra', 15, 'timed-out');
  polls.count('spidra', 15, 'timed-out');
  const [crustdata, spidra] = polls.all();
  expect(crustdata?.counts).toEqual([2, 1, ...Array(pollBuckets.length - 3).fill(0), 1, 1]);
  expect(crustdata).toMatchObject({ provider: 'crustdata', seconds: 61.11, errors: new Map() });
  expect(spidra).toMatchObject({ seconds: 30, errors: new Map([['timed-out', 2]]) });
});
