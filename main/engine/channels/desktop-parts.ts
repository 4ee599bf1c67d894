import type { Clock } from '../clock.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from './define.ts';

export interface DesktopOptions {
  platform: NodeJS.Platform;
  env: Readonly<Record<string, string | undefined>>;
  clock: Pick<Clock, 'after'>;
  /** You clicked a notification, or one of its actions. */
  onAction(notification: OutgoingNotification, action: NotificationAction): void;
  /** Absolute path of a PNG. */
  icon?: string;
  /** The id under which an installer made a shortcut in the start menu; without it, Windows shows SnoreToast's own name. */
  windowsAppId?: string;
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

/** Events stay quiet, and only what is critical may ask for attention that lasts. */
export const urgencyOf = ({ severity, sound }: OutgoingNotification): 'low' | 'normal' | 'critical' =>
  severity === 'critical' ? 'critical' : sound ? 'normal' : 'low';
