import type { Channel, Notification, Result } from '../../../shared/model/index.ts';
import { minuteMs } from '../../../shared/time/index.ts';
import type { ChannelFailure } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import { type Log, reasonOf } from '../log.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { Fields } from './attempt.ts';

/** The services tell from a minute on; more often would only cost requests. */
const everyMs = 5 * minuteMs;
const retryMs = minuteMs;

interface PulseOptions {
  clock: Clock;
  log: Log;
  store: AlertStore;
  /** The channels that are told that Fuelgauge works. */
  channels(): readonly Channel[];
  fieldsOf(channel: Channel): Promise<Fields | null>;
  attempt(
    channel: Channel,
    fields: Fields,
    notification: Notification,
  ): Promise<Result<void, ChannelFailure>>;
  onAttempted(): void;
}

/** Tells health checks that Fuelgauge works. It has no timer: whoever is dead must not go on ticking. */
export interface Pulse {
  start(): void;
  /** Resolves when no ping is under way; they end with the outbox. */
  stop(): Promise<void>;
  /** A balance was read. */
  beat(): void;
}

export function createPulse(options: PulseOptions): Pulse {
  const { clock, log, store, channels } = options;
  const triedAt = new Map<string, number>();
  const underWay = new Set<Promise<void>>();
  let running = false;
  const isDue = (id: string, now: number) => {
    const { lastAt } = store.channel(id, now);
    const tried = triedAt.get(id);
    // What lies in the future is from a clock that was set back.
    const since = (at: number | null | undefined) =>
      at === null || at === undefined || at > now ? Number.POSITIVE_INFINITY : now - at;
    return since(lastAt) >= everyMs && since(tried) >= retryMs;
  };
  const ping = async (channel: Channel) => {
    const fields = await options.fieldsOf(channel);
    if (fields === null || !running) return;
    const now = clock.now();
    const sent = await options.attempt(channel, fields, pingOf('pulse', now));
    if (!running) return;
    // One row for what arrived and one for what did not, however many there were.
    const id = sent.ok ? 'pulse' : 'pulse-failed';
    store.recordAttempt(pingOf(id, now), channel.id, sent.ok ? null : sent.error.message, clock.now());
    options.onAttempted();
  };
  return {
    start() {
      running = true;
    },
    async stop() {
      running = false;
      await Promise.all(underWay);
    },
    beat() {
      const now = clock.now();
      for (const channel of running ? channels() : []) {
        if (!isDue(channel.id, now)) continue;
        triedAt.set(channel.id, now);
        const pinging = ping(channel)
          .catch((error: unknown) => log.warn('a health check was not told', { reason: reasonOf(error) }))
          .finally(() => underWay.delete(pinging));
        underWay.add(pinging);
      }
    },
  };
}

function pingOf(id: string, now: number): Notification {
  const words = { title: 'Fuelgauge works', body: '' };
  return {
    id,
    at: now,
    account: null,
    episode: null,
    severity: 'info',
    ...words,
    masked: words,
    sound: false,
  };
}
