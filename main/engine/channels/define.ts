import type { ChannelKind, CommandError, Notification, Result } from '../../../shared/model/index.ts';

/** Why a notification was not delivered. `retry`: a later attempt may succeed. The message has no address and no key. */
export interface ChannelFailure {
  message: string;
  retry: boolean;
  /** Milliseconds that the receiver asked us to wait; null: it did not say. */
  retryAfterMs: number | null;
}

/** What the user did with a notification. */
export type NotificationAction = 'open' | 'snooze' | 'billing';

/** Where a notification leads; `spend`: it is about a budget. */
export type OpenAction = 'open' | 'billing' | 'spend';

export interface OutgoingNotification extends Notification {
  /** The actions to offer. A click on the notification itself is always `open`. */
  actions: readonly NotificationAction[];
  /** Where to buy credits for its account, from the catalogue; null: unknown, or it is about several accounts. */
  billingPage: string | null;
}

/** What a notification is about, the same for all that tell of it: its episode, or itself if it sums up several. */
export const problemOf = ({ id, episode, ends }: Pick<Notification, 'id' | 'episode' | 'ends'>): string =>
  ends ?? episode ?? id;

/** A way to notify the user. After a crash the same notification may come twice, with the same id. */
export interface ChannelDriver {
  readonly kind: ChannelKind;
  /**
   * `incidents`: each alert stays open there until it is told that it is over; it gets no news and no summaries. `pulse`: it
   * gets no notification at all, but is told that Fuelgauge runs. Default: every notification.
   */
  readonly purpose?: 'incidents' | 'pulse';
  /** Why it cannot work on this system, as a sentence; null: it can. */
  unavailable(): Promise<string | null>;
  /** The host that the fields point to (null for channels without one), or what is wrong with the fields. */
  check(fields: Readonly<Record<string, string>>): Result<{ host: string | null }, CommandError>;
  /** Resolves once the receiver has it, or with the reason why not. Never rejects. */
  deliver(
    notification: OutgoingNotification,
    fields: Readonly<Record<string, string>>,
    signal: AbortSignal,
  ): Promise<Result<void, ChannelFailure>>;
  /** Removes a notification that no longer applies, if the system can. */
  withdraw?(notificationId: string): void;
}
