import { expect, it } from 'vitest';
import { createDemo } from '../../main/sandbox/demo.ts';
import { dayMs, hourMs, minuteMs } from '../../shared/time/index.ts';
import { createTestClock } from '../helpers/clock.ts';

/** Watches the demo on a clock of its own, and keeps what it foresees after each of these minutes. */
async function watched(start: string, minutes: readonly number[]) {
  const time = createTestClock(Date.parse(start));
  const demo = await createDemo({ shell: 'cli', clock: time.clock, random: () => 0.5 });
  const seen = [];
  let passed = 0;
  for (const until of minutes) {
    for (; passed < until; passed += 1) {
      await time.advance(minuteMs);
    }
    await demo.engine.refresh({});
    seen.push(demo.engine.state());
  }
  await demo.close();
  return seen;
}

it.each(['2026-11-21T09:00:00Z'])(
  'the demo goes on as its history did, from %s on: an hour a minute, and no forecast runs away',
  async (start) => {
    const [before, ...later] = await watched(start, [0, 10]);
    expect(later.map(({ at }) => at - Date.parse(start))).toEqual([10 * hourMs]);
    for (const { accounts } of later)
      for (const account of accounts) {
        const was = before?.accounts.find(({ id }) => id === account.id);
        expect(account.health.state, account.label).not.toBe('stale');
        for (const [index, pool] of account.pools.entries()) {
          const old = was?.pools[index]?.forecast;
          const name = `${account.label}, ${pool.label}`;
          const ratio = (pool.forecast?.burnPerDay ?? 0) / (old?.burnPerDay ?? 1);
          expect(ratio, name).toBeGreaterThan(0.7);
          expect(ratio, name).toBeLessThan(1.4);
          const [ends, ended] = [pool.forecast?.runsOutAt.likely ?? null, old?.runsOutAt.likely ?? null];
          // A balance that is refilled every day has another end every day.
          if (ends === null || ended === null || pool.cycle?.frequency === 'daily') continue;
          expect(Math.abs(ends - ended), name).toBeLessThan(
            Math.max(dayMs, 0.15 * (ended - Date.parse(start))),
          );
        }
      }
  },
  120_000,
);
