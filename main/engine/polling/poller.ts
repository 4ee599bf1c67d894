import PQueue from 'p-queue';
import { minuteMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';

const perHost = 2;
const inAll = 8;
/** Looks again after this long at the latest: timers stand still while a computer sleeps, and its clock may be set. */
const longestRestMs = minuteMs;

/** An account as the poller sees it. `dueAt` in epoch milliseconds; null: not polled. */
export interface Target {
  id: string;
  host: string;
  dueAt: number | null;
}

export interface Poller {
  /** Starts polling accounts when they are due. */
  start(): void;
  /** Stops polling. Resolves when no request is running. */
  stop(): Promise<void>;
  /** Reschedules, after an account, an interval or a credential changed. */
  wake(): void;
  /** Polls these accounts now, or joins requests that are already running. Resolves when all have answered. */
  ask(targets: readonly Pick<Target, 'id' | 'host'>[]): Promise<void>;
  /** True while a request for the account is waiting or running. */
  isAsking(id: string): boolean;
}

interface PollerOptions {
  clock: Clock;
  targets(): readonly Target[];
  /** Must not reject. */
  ask(id: string): Promise<void>;
}

interface PollerParts extends PollerOptions {
  whole: PQueue;
  hosts: Map<string, PQueue>;
  /** The waiting and running requests, by account. */
  underWay: Map<string, Promise<void>>;
  state: 'idle' | 'running' | 'stopped';
  cancelTimer(): void;
}

/** Polls accounts when they are due: one timer for the next one, at most two requests at once per host and eight in all. */
export function createPoller(options: PollerOptions): Poller {
  const parts: PollerParts = {
    ...options,
    whole: new PQueue({ concurrency: inAll }),
    hosts: new Map(),
    underWay: new Map(),
    state: 'idle',
    cancelTimer: () => {},
  };
  return {
    start() {
      parts.state = 'running';
      schedule(parts);
    },
    async stop() {
      parts.state = 'stopped';
      parts.cancelTimer();
      await Promise.allSettled(parts.underWay.values());
    },
    wake: () => schedule(parts),
    async ask(targets) {
      await Promise.all(targets.map((target) => askOne(parts, target)));
    },
    isAsking: (id) => parts.underWay.has(id),
  };
}

function schedule(parts: PollerParts): void {
  const { clock, underWay } = parts;
  parts.cancelTimer();
  if (parts.state !== 'running') return;
  let earliest = Number.POSITIVE_INFINITY;
  for (const { id, dueAt } of parts.targets())
    if (dueAt !== null && !underWay.has(id)) earliest = Math.min(earliest, dueAt);
  if (earliest === Number.POSITIVE_INFINITY) return;
  parts.cancelTimer = clock.after(Math.min(Math.max(0, earliest - clock.now()), longestRestMs), () =>
    askDue(parts),
  );
}

function askDue(parts: PollerParts): void {
  const now = parts.clock.now();
  for (const target of parts.targets())
    if (target.dueAt !== null && target.dueAt <= now && !parts.underWay.has(target.id))
      void askOne(parts, target);
  schedule(parts);
}

function askOne(parts: PollerParts, { id, host }: Pick<Target, 'id' | 'host'>): Promise<void> {
  const { whole, underWay } = parts;
  const already = underWay.get(id);
  if (already) return already;
  const asking = queueOf(parts, host)
    .add(() => whole.add(() => (parts.state === 'stopped' ? undefined : parts.ask(id))))
    .then(() => {})
    .finally(() => {
      underWay.delete(id);
      schedule(parts);
    });
  underWay.set(id, asking);
  return asking;
}

function queueOf({ hosts }: PollerParts, host: string): PQueue {
  const queue = hosts.get(host) ?? new PQueue({ concurrency: perHost });
  hosts.set(host, queue);
  return queue;
}
