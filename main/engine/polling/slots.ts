import PQueue from 'p-queue';
import { secondMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';

const perHost = 2;
const inAll = 8;
/** A request that takes longer leaves its slot to the next one, so that hanging providers do not hold the others. */
const slowMs = 2 * secondMs;
/** So many slow requests may run besides, per host and in all. */
const slowPerHost = 16;
const slowInAll = 64;

/** How many requests run at once: two for each host and eight in all, and a bounded number of slow ones besides. */
export interface Slots {
  /**
   * Waits for a slot and does the work. Settles as the work does, which may leave its slot earlier. Every host has its own
   * queue, so none waits long.
   */
  take(host: string, work: (leave: () => void) => Promise<void>): Promise<void>;
}

interface SlotsParts {
  clock: Pick<Clock, 'after'>;
  whole: PQueue;
  hosts: Map<string, { queue: PQueue; slow: number }>;
  slow: number;
}

export function createSlots(clock: Pick<Clock, 'after'>): Slots {
  const parts: SlotsParts = { clock, whole: new PQueue({ concurrency: inAll }), hosts: new Map(), slow: 0 };
  return {
    take(host, work) {
      const { promise, resolve, reject } = Promise.withResolvers<void>();
      const own = hostOf(parts, host);
      void own.queue.add(() =>
        parts.whole.add(() => {
          const left = Promise.withResolvers<void>();
          const working = work(left.resolve);
          working.then(resolve, reject);
          return untilDoneOrSlow(parts, own, Promise.race([working, left.promise]));
        }),
      );
      return promise;
    },
  };
}

function hostOf({ hosts }: SlotsParts, name: string) {
  const host = hosts.get(name) ?? { queue: new PQueue({ concurrency: perHost }), slow: 0 };
  hosts.set(name, host);
  return host;
}

/** Resolves when the work has ended, or when it has become slow and there is room for one more slow request. */
function untilDoneOrSlow(parts: SlotsParts, host: { slow: number }, working: Promise<void>): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  let isSlow = false;
  let cancel = () => {};
  const wait = () => {
    cancel = parts.clock.after(slowMs, () => {
      if (host.slow >= slowPerHost || parts.slow >= slowInAll) return wait();
      isSlow = true;
      host.slow += 1;
      parts.slow += 1;
      resolve();
    });
  };
  wait();
  const end = () => {
    cancel();
    if (isSlow) {
      host.slow -= 1;
      parts.slow -= 1;
    }
    resolve();
  };
  working.then(end, end);
  return promise;
}
