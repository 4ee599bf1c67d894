import { channelFields } from '../../../shared/alerts/channel-fields.ts';
import {
  type Channel,
  type ChannelKind,
  fail,
  type Notification,
  type Result,
} from '../../../shared/model/index.ts';
import { plainLines, plainText } from '../../../shared/plain-text.ts';
import { redact } from '../../../shared/redact.ts';
import { secondMs } from '../../../shared/time/index.ts';
import type { ChannelDriver, ChannelFailure, NotificationAction } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';

const timeoutMs = 15 * secondMs;
const shortestSecret = 6;

/** Field id → value, as `channelFields` lists them. */
export type Fields = Readonly<Record<string, string>>;

export interface AttemptOptions {
  clock: Clock;
  log: Log;
  drivers: ReadonlyMap<ChannelKind, ChannelDriver>;
  /** Whether amounts are hidden on this computer's screen. */
  masked(): boolean;
  actionsOf(notification: Notification): readonly NotificationAction[];
  billingPageOf(notification: Notification): string | null;
}

/** One attempt to deliver a notification. It ends after 15 s, or when `stopped` is aborted. */
export async function attemptDelivery(
  options: AttemptOptions,
  channel: Channel,
  fields: Fields,
  notification: Notification,
  stopped: AbortSignal,
): Promise<Result<void, ChannelFailure>> {
  const { clock, log, drivers, actionsOf, billingPageOf, masked } = options;
  const driver = drivers.get(channel.kind);
  if (!driver) return fail({ message: 'This channel does not work here.', retry: false, retryAfterMs: null });
  const secrets = secretsOf(channel, fields);
  for (const secret of secrets) log.registerSecret(secret);
  const late = new AbortController();
  const cancel = clock.after(timeoutMs, () => late.abort());
  const signal = AbortSignal.any([late.signal, stopped]);
  try {
    const shown = {
      ...writtenFor(channel, notification, masked()),
      actions: actionsOf(notification),
      billingPage: billingPageOf(notification),
    };
    const result = await Promise.race([driver.deliver(shown, fields, signal), abortion(signal)]);
    return result.ok ? result : fail({ ...result.error, message: redact(result.error.message, secrets) });
  } catch (error) {
    // Drivers should never reject; if one does, its queue must go on.
    const reason = redact(error instanceof Error ? error.message : 'unknown', secrets);
    log.error('a channel threw', { channel: channel.id, reason });
    return fail({ message: 'Delivery failed. See the log.', retry: true, retryAfterMs: null });
  } finally {
    cancel();
  }
}

/** The values to redact. A very short value would match ordinary words instead. */
function secretsOf({ kind }: Channel, fields: Fields): string[] {
  return channelFields[kind].flatMap(({ id, secret }) => {
    const value = fields[id] ?? '';
    return secret && value.length >= shortestSecret ? [value] : [];
  });
}

/** As plain text. Masks what is shown on this computer, where others may see it. What is sent elsewhere goes to you alone. */
function writtenFor({ kind }: Channel, notification: Notification, masked: boolean): Notification {
  const isOnScreen = kind === 'desktop' || kind === 'browser';
  const { title, body } = isOnScreen && masked ? notification.masked : notification;
  return { ...notification, title: plainText(title), body: plainLines(body) };
}

const abortion = (signal: AbortSignal) =>
  new Promise<Result<void, ChannelFailure>>((resolve) =>
    signal.addEventListener('abort', () =>
      resolve(fail({ message: 'No answer within 15 s.', retry: true, retryAfterMs: null })),
    ),
  );
