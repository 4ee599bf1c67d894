import type { ChannelKind, CommandError, Notification, Result } from '../../../shared/model/index.ts';

/** Why a notification did not arrive. `retry`: it may arrive later. The message names no address and no key. */
export interface ChannelFailure {
  message: string;
  retry: boolean;
  /** Milliseconds that the receiver asked to wait; null: it did not say. */
  retryAfterMs: number | null;
}

/** What the person did with a notification. */
export type NotificationAction = 'open' | 'snooze' | 'billing';

export interface OutgoingNotification extends Notification {
  /** Which actions make sense for it; a click on the notification itself is always `open`. */
  actions: readonly NotificationAction[];
}

/** One way to tell the person something. The same notification may be given twice after a crash: its id tells. */
export interface ChannelDriver {
  readonly kind: ChannelKind;
  /** Why it cannot work on this system, as a sentence; null: it can. */
  unavailable(): Promise<string | null>;
  /** The host that the fields lead to (null for channels without one), or what is wrong with them. */
  check(fields: Readonly<Record<string, string>>): Result<{ host: string | null }, CommandError>;
  /** Resolves when the receiver has it, or with why not; never rejects. */
  deliver(
    notification: OutgoingNotification,
    fields: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<void, ChannelFailure>>;
  /** Takes a notification back that no longer holds, where the system can. */
  withdraw?(notificationId: string): void;
}
