import PQueue from 'p-queue';
import type { Clock } from '../clock.ts';

const perHost = 2;
const inAll = 8;

/** One account as the poller sees it. `dueAt` in epoch milliseconds; null: not to be asked. */
export interface Target {
  id: string;
  host: string;
  dueAt: number | null;
}

export interface Poller {
  /** Begins to ask accounts when they are due. */
  start(): void;
  /** Asks nobody from now on; resolves when nothing is under way. */
  stop(): Promise<void>;
  /** Looks again at who is due when: after an account, an interval or a credential changed. */
  wake(): void;
  /** Asks these now; joins a request that is already under way. Resolves when all have answered. */
  ask(targets: readonly Pick<Target, 'id' | 'host'>[]): Promise<void>;
  /** True while a request for the account waits or is under way. */
  isAsking(id: string): boolean;
}

/**
 * Decides when to ask whom: one timer for whoever is due first, at most two requests at once per host and eight in all.
 * `ask` must not reject.
 */
export function createPoller(options: {
  clock: Clock;
  targets(): readonly Target[];
  ask(id: string): Promise<void>;
}): Poller {
  const { clock } = options;
  const whole = new PQueue({ concurrency: inAll });
  const hosts = new Map<string, PQueue>();
  const underWay = new Map<string, Promise<void>>();
  let running = false;
  let stopped = false;
  let cancelTimer: () => void = () => {};

  const queueOf = (host: string) => {
    const queue = hosts.get(host) ?? new PQueue({ concurrency: perHost });
    hosts.set(host, queue);
    return queue;
  };

  function askOne(id: string, host: string): Promise<void> {
    const already = underWay.get(id);
    if (already) return already;
    const asking = queueOf(host)
      .add(() => whole.add(() => (stopped ? undefined : options.ask(id))))
      .then(() => {})
      .finally(() => {
        underWay.delete(id);
        if (running) schedule();
      });
    underWay.set(id, asking);
    return asking;
  }

  function schedule(): void {
    cancelTimer();
    if (!running) return;
    let earliest = Number.POSITIVE_INFINITY;
    for (const { id, dueAt } of options.targets())
      if (dueAt !== null && !underWay.has(id)) earliest = Math.min(earliest, dueAt);
    if (earliest !== Number.POSITIVE_INFINITY)
      cancelTimer = clock.after(Math.max(0, earliest - clock.now()), askDue);
  }

  function askDue(): void {
    const now = clock.now();
    for (const { id, host, dueAt } of options.targets())
      if (dueAt !== null && dueAt <= now && !underWay.has(id)) void askOne(id, host);
    schedule();
  }

  return {
    start() {
      stopped = false;
      running = true;
      schedule();
    },
    async stop() {
      running = false;
      stopped = true;
      cancelTimer();
      await Promise.allSettled(underWay.values());
    },
    wake: schedule,
    async ask(targets) {
      await Promise.all(targets.map(({ id, host }) => askOne(id, host)));
    },
    isAsking: (id) => underWay.has(id),
  };
}
