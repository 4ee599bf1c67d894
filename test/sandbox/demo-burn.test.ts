import { expect, it } from 'vitest';
import { createDemo } from '../../main/sandbox/demo.ts';
import { dayMs, minuteMs } from '../../shared/time/index.ts';
import { createTestClock } from '../helpers/clock.ts';

/** Runs the demo for a while on a clock of its own, and keeps what it foresees of every balance. */
async function watched(start: string, minutes: readonly number[]) {
  const time = createTestClock(Date.parse(start));
  const demo = await createDemo({ shell: 'cli', clock: time.clock, random: () => 0.5 });
  const seen = [];
  let passed = 0;
  for (const until of minutes) {
    for (; passed < until; passed += 5) {
      await time.advance(5 * minuteMs);
      await demo.engine.refresh({});
    }
    seen.push(demo.engine.state());
  }
  await demo.close();
  return seen;
}

it.each(['2026-11-21T09:00:00Z', '2026-11-28T02:30:00Z'])(
  'the demo burns as its history did, for an hour from %s on',
  async (start) => {
    const [before, ...later] = await watched(start, [0, 10, 60]);
    for (const { at, accounts } of later)
      for (const account of accounts) {
        const was = before?.accounts.find(({ id }) => id === account.id);
        expect(account.health.state, account.label).not.toBe('stale');
        for (const [index, pool] of account.pools.entries()) {
          const old = was?.pools[index]?.forecast;
          const now = pool.forecast;
          const name = `${account.label}, ${pool.label}`;
          expect((now?.burnPerDay ?? 0) / (old?.burnPerDay ?? 1), name).toBeGreaterThan(0.75);
          expect((now?.burnPerDay ?? 0) / (old?.burnPerDay ?? 1), name).toBeLessThan(1.33);
          const [ends, ended] = [now?.runsOutAt.likely ?? null, old?.runsOutAt.likely ?? null];
          if (ends === null || ended === null) continue;
          // A day, or a tenth of the time left.
          expect(Math.abs(ends - ended), name).toBeLessThan(Math.max(dayMs, 0.1 * (ended - at)));
        }
      }
  },
  120_000,
);
