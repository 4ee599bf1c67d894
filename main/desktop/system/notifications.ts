import { Notification } from 'electron';
import { fail, ok } from '../../../shared/model/index.ts';
import type {
  ChannelDriver,
  NotificationAction,
  OutgoingNotification,
} from '../../engine/channels/define.ts';
import { actionLabels, buttonsOf, urgencyOf } from '../../engine/channels/desktop-parts.ts';

/** How many notifications are kept in memory. Without a reference, Electron drops them together with their clicks. */
const most = 50;

/** Electron's own notifications, for when notify-send or node-notifier's programs do not work. */
export function createElectronChannel(options: {
  onAction(notification: OutgoingNotification, action: NotificationAction): void;
}): ChannelDriver {
  const held = new Map<string, Notification>();

  function hold(id: string, notification: Notification): void {
    held.get(id)?.close();
    held.set(id, notification);
    const [oldest] = held.keys();
    if (held.size > most && oldest !== undefined) held.delete(oldest);
  }

  return {
    kind: 'desktop',
    unavailable: async () =>
      Notification.isSupported() ? null : 'This system does not support notifications from Fuelgauge.',
    check: () => ok({ host: null }),
    deliver: (outgoing) =>
      new Promise((resolve) => {
        const buttons = buttonsOf(outgoing);
        const notification = new Notification({
          id: outgoing.id,
          title: outgoing.title,
          body: outgoing.body,
          silent: !outgoing.sound,
          urgency: urgencyOf(outgoing),
          actions: buttons.map((action) => ({ type: 'button', text: actionLabels[action] })),
        });
        hold(outgoing.id, notification);
        notification.on('click', () => options.onAction(outgoing, 'open'));
        notification.on('action', ({ actionIndex }) => {
          const action = buttons[actionIndex];
          if (action !== undefined) options.onAction(outgoing, action);
        });
        notification.once('show', () => resolve(ok(undefined)));
        notification.once('failed', () =>
          resolve(
            fail({
              message:
                'The system refused the notification. Allow notifications from Fuelgauge in the system’s settings.',
              retry: true,
              retryAfterMs: null,
            }),
          ),
        );
        notification.show();
      }),
    withdraw(id) {
      held.get(id)?.close();
      held.delete(id);
    },
  };
}
