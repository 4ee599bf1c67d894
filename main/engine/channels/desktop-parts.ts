import type { Clock } from '../clock.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from './define.ts';

export interface DesktopOptions {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  clock: Pick<Clock, 'after'>;
  /** The user clicked a notification, or one of its buttons. */
  onAction(notification: OutgoingNotification, action: NotificationAction): void;
  /** Absolute path of a PNG. */
  icon?: string;
}

/** How one system shows notifications. */
export type Presenter = Pick<ChannelDriver, 'unavailable' | 'withdraw'> & {
  deliver(notification: OutgoingNotification, signal: AbortSignal): ReturnType<ChannelDriver['deliver']>;
};

export const actionLabels: Record<Exclude<NotificationAction, 'open'>, string> = {
  snooze: 'Snooze',
  billing: 'Billing page',
};

/** The actions that get a button: a click on the notification itself is `open`. */
export const buttonsOf = ({ actions }: OutgoingNotification): Exclude<NotificationAction, 'open'>[] =>
  actions.filter((action) => action !== 'open');

/** Events are quiet, and only critical alerts may stay on the screen. */
export const urgencyOf = ({ severity, sound }: OutgoingNotification): 'low' | 'normal' | 'critical' =>
  severity === 'critical' ? 'critical' : sound ? 'normal' : 'low';
