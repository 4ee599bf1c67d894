import TinyQueue from 'tinyqueue';
import { minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { Clock } from '../clock.ts';
import { createSlots, type Slots } from './slots.ts';

/** An account as the poller sees it. `dueAt` in epoch milliseconds; null: not polled. */
export interface Target {
  id: string;
  host: string;
  dueAt: number | null;
}

export interface Poller {
  /** Starts polling accounts when they are due. */
  start(): void;
  /** Stops polling and breaks off the requests that are running. Resolves when none is. */
  stop(): Promise<void>;
  /** Reschedules an account, or all of them, after it, an interval or a credential changed. */
  wake(id?: string): void;
  /** Polls these accounts now, or joins requests that are already running. Resolves when all have answered. */
  ask(targets: readonly Pick<Target, 'id' | 'host'>[]): Promise<void>;
  /** True while a request for the account is waiting or running. */
  isAsking(id: string): boolean;
  /** True while a request for the account is running. */
  isRunning(id: string): boolean;
}

interface PollerOptions {
  clock: Clock;
  targets(): readonly Target[];
  /** One of them; null if the account is gone. */
  targetOf(id: string): Target | null;
  /**
   * Must not reject. It ends soon after `stopped` is aborted. `answered`: its request is over, so the next may be sent before it
   * ends.
   */
  ask(id: string, stopped: AbortSignal, answered: () => void): Promise<void>;
  /** A request for this account began or ended. */
  onRun(id: string): void;
}

interface Turn {
  id: string;
  at: number;
  /** Of those that are due at once, the first to be scheduled comes first. */
  place: number;
}

interface PollerParts extends PollerOptions {
  slots: Slots;
  /** The waiting and running requests, by account. */
  underWay: Map<string, Promise<void>>;
  running: Set<string>;
  /** The next polls, soonest first. Those that `dueAt` no longer names are left in until their turn. */
  queue: TinyQueue<Turn>;
  dueAt: Map<string, number>;
  places: number;
  /** When the due times of all accounts were last looked at. */
  lookedAt: number;
  state: 'idle' | 'running' | 'stopped';
  stopping: AbortController;
  timer: { at: number; cancel(): void } | null;
}

/** All due times are looked at again this often, because the clock may have been set. */
const lookMs = minuteMs;
/** The shortest time between two polls of an account, whatever its due time says. */
const shortestPauseMs = secondMs;

/** Polls accounts when they are due, with one timer for the next one and as many requests at once as `slots.ts` allows. */
export function createPoller(options: PollerOptions): Poller {
  const parts: PollerParts = {
    ...options,
    slots: createSlots(options.clock),
    underWay: new Map(),
    running: new Set(),
    queue: emptyQueue(),
    dueAt: new Map(),
    places: 0,
    lookedAt: Number.NEGATIVE_INFINITY,
    state: 'idle',
    stopping: new AbortController(),
    timer: null,
  };
  return {
    start() {
      if (parts.state !== 'running') parts.stopping = new AbortController();
      parts.state = 'running';
      lookAtAll(parts);
    },
    async stop() {
      parts.state = 'stopped';
      parts.timer?.cancel();
      parts.timer = null;
      parts.stopping.abort();
      await Promise.allSettled(parts.underWay.values());
    },
    wake(id) {
      if (id !== undefined) lookAt(parts, id);
      else if (parts.state === 'running') lookAtAll(parts);
    },
    async ask(targets) {
      await Promise.all(targets.map((target) => askOne(parts, target)));
    },
    isAsking: (id) => parts.underWay.has(id),
    isRunning: (id) => parts.running.has(id),
  };
}

const emptyQueue = () => new TinyQueue<Turn>([], (a, b) => a.at - b.at || a.place - b.place);

function lookAtAll(parts: PollerParts): void {
  parts.lookedAt = parts.clock.now();
  parts.queue = emptyQueue();
  parts.dueAt.clear();
  for (const { id, dueAt } of parts.targets()) setDue(parts, id, dueAt);
  schedule(parts);
}

function lookAt(parts: PollerParts, id: string, earliest = Number.NEGATIVE_INFINITY): void {
  // It is looked at again when its request has ended, or at the start.
  if (parts.state !== 'running' || parts.underWay.has(id)) return;
  const at = parts.targetOf(id)?.dueAt ?? null;
  setDue(parts, id, at === null ? null : Math.max(at, earliest));
  schedule(parts);
}

function setDue(parts: PollerParts, id: string, at: number | null): void {
  const { queue, dueAt, underWay } = parts;
  // It is looked at again when its request has ended.
  if (at === null || underWay.has(id)) dueAt.delete(id);
  else if (dueAt.get(id) !== at) {
    dueAt.set(id, at);
    parts.places += 1;
    queue.push({ id, at, place: parts.places });
  }
}

/** The soonest poll that is still meant. */
function next({ queue, dueAt }: PollerParts): Turn | undefined {
  for (let first = queue.peek(); first !== undefined; first = queue.peek()) {
    if (dueAt.get(first.id) === first.at) return first;
    queue.pop();
  }
  return undefined;
}

function schedule(parts: PollerParts): void {
  const { clock, timer, state } = parts;
  const first = next(parts);
  const at = first && Math.min(first.at, parts.lookedAt + lookMs);
  if (timer !== null && timer.at === at && state === 'running') return;
  timer?.cancel();
  parts.timer = null;
  if (state !== 'running' || at === undefined) return;
  // Neither a due time in the past nor a clock that was set may make the pause longer.
  const waitMs = Math.min(Math.max(0, at - clock.now()), lookMs);
  parts.timer = { at, cancel: clock.after(waitMs, () => askDue(parts)) };
}

function askDue(parts: PollerParts): void {
  parts.timer = null;
  const now = parts.clock.now();
  for (let first = next(parts); first !== undefined && first.at <= now; first = next(parts)) {
    parts.dueAt.delete(first.id);
    const target = parts.targetOf(first.id);
    if (target !== null) void askOne(parts, target);
  }
  if (now >= parts.lookedAt + lookMs || now < parts.lookedAt) lookAtAll(parts);
  else schedule(parts);
}

function askOne(parts: PollerParts, { id, host }: Pick<Target, 'id' | 'host'>): Promise<void> {
  const { underWay } = parts;
  const already = underWay.get(id);
  if (already) return already;
  const asking = parts.slots
    .take(host, (leave) => run(parts, id, leave))
    .finally(() => {
      underWay.delete(id);
      lookAt(parts, id, parts.clock.now() + shortestPauseMs);
    });
  underWay.set(id, asking);
  return asking;
}

async function run(parts: PollerParts, id: string, leave: () => void): Promise<void> {
  if (parts.state === 'stopped') return;
  parts.running.add(id);
  parts.onRun(id);
  try {
    await parts.ask(id, parts.stopping.signal, leave);
  } finally {
    parts.running.delete(id);
    parts.onRun(id);
  }
}
