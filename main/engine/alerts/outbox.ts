import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import {
  type Channel,
  type ChannelKind,
  fail,
  type Notification,
  type Result,
} from '../../../shared/model/index.ts';
import { redact } from '../../../shared/redact.ts';
import { hourMs, minuteMs, secondMs } from '../../../shared/time.ts';
import type { ChannelDriver, ChannelFailure, NotificationAction } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AlertStore, Delivery } from '../store/alert-store.ts';
import { isGone } from './process-name.ts';

const timeoutMs = 15 * secondMs;
const backoffMs = [30 * secondMs, 2 * minuteMs, 10 * minuteMs, hourMs, 6 * hourMs];
const jitterShare = 0.2;
const shortestSecret = 6;
/** What was not delivered by then is old news. */
export const lifetimeMs = 24 * hourMs;
/** Nobody takes so long for one attempt: whoever began it hangs, or its process number has another owner by now. */
const stuckMs = 5 * minuteMs;

export interface OutboxOptions {
  store: AlertStore;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Log;
  /** Who takes deliveries here; tells other processes whether they are still under way. */
  owner: string;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  channels(): readonly Channel[];
  /** Null: it cannot be tried now, as with a locked vault or without an open page, and waits. */
  fieldsOf(channel: Channel): Promise<Readonly<Record<string, string>> | null>;
  mayTry(channel: Channel): boolean;
  /** Amounts are hidden on this computer's screen. */
  masked(): boolean;
  actionsOf(notification: Notification): readonly NotificationAction[];
  changed(): void;
}

export interface Outbox {
  /** Begins to deliver, also what an earlier process left. */
  start(): void;
  /** Begins no more; resolves when nothing is under way. What is under way is broken off and tried again later. */
  stop(): Promise<void>;
  /** Looks for deliveries that are due. */
  wake(): void;
  /** One attempt past the queue. */
  attempt(
    channel: Channel,
    fields: Readonly<Record<string, string>>,
    notification: Notification,
  ): Promise<Result<void, ChannelFailure>>;
}

/** When a failed delivery is tried again; null: never. */
export function retryAt(
  failure: Pick<ChannelFailure, 'retry' | 'retryAfterMs'>,
  { attempts, createdAt }: Pick<Delivery, 'attempts' | 'createdAt'>,
  now: number,
  random: number,
): number | null {
  if (!failure.retry) return null;
  const step = backoffMs[Math.min(attempts, backoffMs.length) - 1] ?? minuteMs;
  const backoff = Math.round(step * (1 + jitterShare * random));
  // A receiver that names a time is believed; one that goes on naming a short one is spared nevertheless.
  const patient = attempts > 3 ? Math.max(backoff, failure.retryAfterMs ?? 0) : failure.retryAfterMs;
  const at = now + Math.max(patient ?? backoff, secondMs);
  return at > createdAt + lifetimeMs ? null : at;
}

/** What must not be seen. A value of a few letters would mask ordinary words instead. */
function secretsOf({ kind }: Channel, fields: Readonly<Record<string, string>>): string[] {
  return channelFields[kind].flatMap(({ id, secret }) => {
    const value = fields[id] ?? '';
    return secret && value.length >= shortestSecret ? [value] : [];
  });
}

/** Carries the notifications of the outbox: one queue for each channel, so that none waits for another. */
export function createOutbox(options: OutboxOptions): Outbox {
  const { store, clock, log, drivers } = options;
  const busy = new Map<string, Promise<void>>();
  const lookAgain = new Set<string>();
  const timers = new Map<string, () => void>();
  let running = false;
  let breaking = new AbortController();

  async function attempt(
    channel: Channel,
    fields: Readonly<Record<string, string>>,
    notification: Notification,
  ): Promise<Result<void, ChannelFailure>> {
    const driver = drivers.get(channel.kind);
    if (!driver)
      return fail({ message: 'It does not work in this shell.', retry: false, retryAfterMs: null });
    const secrets = secretsOf(channel, fields);
    for (const secret of secrets) log.registerSecret(secret);
    const late = new AbortController();
    const cancel = clock.after(timeoutMs, () => late.abort());
    const signal = AbortSignal.any([late.signal, breaking.signal]);
    const ended = new Promise<Result<void, ChannelFailure>>((resolve) =>
      signal.addEventListener('abort', () =>
        resolve(fail({ message: 'It did not answer within 15 s.', retry: true, retryAfterMs: null })),
      ),
    );
    try {
      const shown = { ...spoken(channel, notification), actions: options.actionsOf(notification) };
      const result = await Promise.race([driver.deliver(shown, fields, signal), ended]);
      return result.ok ? result : fail({ ...result.error, message: redact(result.error.message, secrets) });
    } catch (error) {
      // A driver never rejects; one that does must not end its queue.
      const reason = redact(error instanceof Error ? error.message : 'unknown', secrets);
      log.error('a channel threw', { channel: channel.id, reason });
      return fail({ message: 'It failed. The log has more.', retry: true, retryAfterMs: null });
    } finally {
      cancel();
    }
  }

  /** What is shown on this computer may be seen by others; what is sent away goes to the person alone. */
  function spoken({ kind }: Channel, notification: Notification): Notification {
    const onScreen = kind === 'desktop' || kind === 'browser';
    return onScreen && options.masked() ? { ...notification, ...notification.masked } : notification;
  }

  async function deliver(channel: Channel, fields: Readonly<Record<string, string>>, delivery: Delivery) {
    const { id, notification } = delivery;
    const stopping = breaking.signal;
    const result = await attempt(channel, fields, notification);
    const now = clock.now();
    if (result.ok) {
      const withdrawn = store.delivered(id, now);
      if (withdrawn) drivers.get(channel.kind)?.withdraw?.(notification.id);
    } else if (stopping.aborted) {
      store.putBack(id, now);
    } else {
      const again = retryAt(result.error, delivery, now, options.random());
      store.notDelivered(id, result.error.message, again, now);
      log.warn('a notification was not delivered', {
        channel: channel.id,
        kind: channel.kind,
        message: result.error.message,
        again,
      });
    }
    options.changed();
  }

  /** The channel, if it can be given anything now. */
  const usable = (id: string): Channel | null => {
    const channel = options.channels().find((other) => other.id === id);
    return running && channel?.enabled && options.mayTry(channel) ? channel : null;
  };

  /** One after the other, as long as something is due. Returns when something will be; null: nothing waits. */
  async function work(id: string): Promise<number | null> {
    const due = store.nextDueAt(id, clock.now());
    const first = usable(id);
    if (first === null || due === null || due > clock.now()) return due;
    const fields = await options.fieldsOf(first);
    for (let channel = usable(id); channel !== null && fields !== null; channel = usable(id)) {
      const delivery = store.claim(id, options.owner, clock.now());
      if (delivery === null) return store.nextDueAt(id, clock.now());
      await deliver(channel, fields, delivery);
    }
    return null;
  }

  function look(id: string): void {
    if (busy.has(id)) {
      lookAgain.add(id);
      return;
    }
    timers.get(id)?.();
    timers.delete(id);
    const working = work(id)
      .catch((error) => {
        // Such as a full disk: tried again at the next look.
        const reason = error instanceof Error ? error.message : 'unknown';
        log.error('the outbox could not be used', { channel: id, reason });
        return null;
      })
      .then((due) => {
        busy.delete(id);
        if (!running) return;
        if (lookAgain.delete(id)) look(id);
        // What is due now and was left waits for `wake`, so that a queue that cannot work does not spin.
        else if (due !== null && due > clock.now())
          timers.set(
            id,
            clock.after(due - clock.now(), () => look(id)),
          );
      });
    busy.set(id, working);
  }

  function wake(): void {
    if (!running) return;
    const now = clock.now();
    for (const { id, owner, since } of store.begun())
      if (owner !== options.owner && (isGone(owner) || Math.abs(now - since) > stuckMs))
        store.putBack(id, now);
    for (const { id, enabled } of options.channels()) if (enabled) look(id);
  }

  return {
    attempt,
    wake,
    start() {
      if (!running) breaking = new AbortController();
      running = true;
      wake();
    },
    async stop() {
      running = false;
      for (const cancel of timers.values()) cancel();
      timers.clear();
      breaking.abort();
      await Promise.all(busy.values());
    },
  };
}
