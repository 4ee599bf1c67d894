import type { Clock } from '../../main/engine/clock.ts';

/** A clock that stands still until it is moved; callbacks run in the order of their instants. */
export function createTestClock(start = Date.parse('2026-11-21T09:00:00Z')) {
  let now = start;
  let timers: { at: number; callback: () => void }[] = [];
  const clock: Clock = {
    now: () => now,
    after(ms, callback) {
      const timer = { at: now + ms, callback };
      timers.push(timer);
      return () => {
        timers = timers.filter((other) => other !== timer);
      };
    },
  };
  return {
    clock,
    /** Moves time on, running what becomes due and letting promises settle in between. */
    async advance(ms: number) {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
        if (!due) break;
        timers = timers.filter((other) => other !== due);
        now = Math.max(now, due.at);
        due.callback();
        await settle();
      }
      now = end;
      await settle();
    },
    /** Time passes at once and no timer notices, as in a computer's sleep or when its clock is set; back as well. */
    jump(ms: number) {
      now += ms;
      for (const timer of timers) timer.at += ms;
    },
    /** Instants of the timers that are set. */
    pending: () => timers.map(({ at }) => at),
  };
}

/** Lets everything that is already resolved run. */
export const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
