import type { Channel, Notification, Result } from '../../../shared/model/index.ts';
import { hourMs, minuteMs, secondMs } from '../../../shared/time/index.ts';
import type { ChannelFailure } from '../channels/define.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { DeliveredNotification } from '../store/channel-deliveries.ts';
import { type Delivery, lifetimeMs } from '../store/delivery-queue.ts';
import { type AttemptOptions, attemptDelivery, type Fields } from './attempt.ts';
import { isGone } from './process-name.ts';

const backoffMs = [30 * secondMs, 2 * minuteMs, 10 * minuteMs, hourMs, 6 * hourMs];
const jitterShare = 0.2;
/** No attempt takes this long: its process hangs, or has ended and its process id was reused. */
const stuckMs = 5 * minuteMs;

export interface OutboxOptions extends AttemptOptions {
  store: AlertStore;
  /** 0 to 1. */
  random(): number;
  /** The name of this process, as the holder of claims. */
  holder: string;
  channels(): readonly Channel[];
  /** Null: the channel cannot be used now, as with a locked vault, so its deliveries wait. */
  fieldsOf(channel: Channel): Promise<Fields | null>;
  mayTry(channel: Channel): boolean;
  /** A notification was delivered although it had been withdrawn meanwhile. */
  onLate(delivered: DeliveredNotification): void;
  /** Called after each attempt, successful or not. */
  onAttempted(): void;
}

export interface Outbox {
  /** Starts delivering, including what an earlier process left behind. */
  start(): void;
  /** Stops delivering and aborts attempts, which are retried later. Resolves when none is running. */
  stop(): Promise<void>;
  /** Looks for deliveries that are due. */
  wake(): void;
  /** Delivers directly, without the queue. */
  attempt(
    channel: Channel,
    fields: Fields,
    notification: Notification,
  ): Promise<Result<void, ChannelFailure>>;
}

interface State extends OutboxOptions {
  running: boolean;
  stopping: AbortController;
  /** Channel → the work on its queue. */
  busy: Map<string, Promise<void>>;
  /** Channels that were woken while they worked. */
  wokenAgain: Set<string>;
  /** Channel → cancels the timer of its next delivery. */
  timers: Map<string, () => void>;
}

/**
 * When a failed delivery is tried again; null: never. It is not given up early on the word of a clock that may be ahead: the
 * waits between so many attempts took hours.
 */
export function retryAt(
  failure: Pick<ChannelFailure, 'retry' | 'retryAfterMs'>,
  { attempts, createdAt }: Pick<Delivery, 'attempts' | 'createdAt'>,
  now: number,
  random: number,
): number | null {
  if (!failure.retry) return null;
  const step = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? minuteMs;
  const backoff = Math.round(step * (1 + jitterShare * random));
  // Respects Retry-After, but after three attempts a short one no longer overrides the backoff.
  const patient = attempts > 3 ? Math.max(backoff, failure.retryAfterMs ?? 0) : failure.retryAfterMs;
  const at = now + Math.max(patient ?? backoff, secondMs);
  return at > createdAt + lifetimeMs && attempts > backoffMs.length ? null : at;
}

/** Delivers the notifications in the outbox, with one queue per channel so that no channel waits for another. */
export function createOutbox(options: OutboxOptions): Outbox {
  const state: State = {
    ...options,
    running: false,
    stopping: new AbortController(),
    busy: new Map(),
    wokenAgain: new Set(),
    timers: new Map(),
  };
  return {
    start() {
      if (!state.running) state.stopping = new AbortController();
      state.running = true;
      wakeAll(state);
    },
    stop: () => stop(state),
    wake: () => wakeAll(state),
    attempt: (channel, fields, notification) =>
      attemptDelivery(options, channel, fields, notification, state.stopping.signal),
  };
}

async function stop(state: State): Promise<void> {
  state.running = false;
  for (const cancel of state.timers.values()) cancel();
  state.timers.clear();
  state.stopping.abort();
  await Promise.all(state.busy.values());
}

function wakeAll(state: State): void {
  const { running, store, clock, holder: self } = state;
  if (!running) return;
  const now = clock.now();
  for (const { id, holder, since } of store.claimed())
    if (holder !== self && (isGone(holder) || Math.abs(now - since) > stuckMs)) store.requeue(id, now);
  for (const { id, enabled } of state.channels()) if (enabled) wake(state, id);
}

function wake(state: State, id: string): void {
  const { busy, timers, log } = state;
  if (busy.has(id)) {
    state.wokenAgain.add(id);
    return;
  }
  timers.get(id)?.();
  timers.delete(id);
  const working = deliverDue(state, id)
    .catch((error) => {
      // Such as a full disk. The next wake tries again.
      const reason = error instanceof Error ? error.message : 'unknown';
      log.error('the outbox could not be used', { channel: id, reason });
      return null;
    })
    .then((due) => {
      busy.delete(id);
      wakeLater(state, id, due);
    });
  busy.set(id, working);
}

function wakeLater(state: State, id: string, due: number | null): void {
  const { running, wokenAgain, timers, clock } = state;
  if (!running) return;
  if (wokenAgain.delete(id)) wake(state, id);
  // What is due now but was not delivered waits for `wake`, so that a blocked queue does not spin.
  else if (due !== null && due > clock.now())
    timers.set(
      id,
      clock.after(due - clock.now(), () => wake(state, id)),
    );
}

/** Delivers one after the other until nothing is due. Returns when the next one is due; null: nothing is waiting. */
async function deliverDue(state: State, id: string): Promise<number | null> {
  const { store, clock, holder } = state;
  const due = store.nextDueAt(id, clock.now());
  const first = usable(state, id);
  if (first === null || due === null || due > clock.now()) return due;
  const fields = await state.fieldsOf(first);
  for (let channel = usable(state, id); channel !== null && fields !== null; channel = usable(state, id)) {
    const delivery = store.claim(id, holder, clock.now());
    if (delivery === null) return store.nextDueAt(id, clock.now());
    await deliver(state, channel, fields, delivery);
  }
  return null;
}

/** The channel, if it can receive anything now. */
function usable({ running, channels, mayTry }: State, id: string): Channel | null {
  const channel = channels().find((other) => other.id === id);
  return running && channel?.enabled && mayTry(channel) ? channel : null;
}

async function deliver(state: State, channel: Channel, fields: Fields, delivery: Delivery): Promise<void> {
  const { store, clock, log } = state;
  const { id, notification } = delivery;
  const stopped = state.stopping.signal;
  const result = await attemptDelivery(state, channel, fields, notification, stopped);
  const now = clock.now();
  if (result.ok) {
    const isWithdrawn = store.delivered(id, now);
    if (isWithdrawn) state.onLate({ notification: notification.id, channel: channel.id });
  } else if (stopped.aborted) {
    store.requeue(id, now);
  } else {
    const again = retryAt(result.error, delivery, now, state.random());
    const { message } = result.error;
    store.notDelivered(id, message, again, now);
    log.warn('a notification was not delivered', { channel: channel.id, kind: channel.kind, message, again });
  }
  state.onAttempted();
}
