import { Notification } from 'electron';
import { fail, ok } from '../../shared/model/index.ts';
import type { CarriedNotification, CarrierDriver, NotificationAction } from '../engine/carriers/define.ts';
import { actionLabels, buttonsOf, urgencyOf } from '../engine/carriers/desktop-parts.ts';

/** So many are kept to hear their clicks: Electron lets go of what nobody holds. */
const most = 50;

/** Electron's own notifications, where the programs of node-notifier and notify-send do not work. */
export function createElectronCarrier(options: {
  acted(notification: CarriedNotification, action: NotificationAction): void;
}): CarrierDriver {
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
      Notification.isSupported() ? null : 'This system takes no notifications from Fuelgauge.',
    check: () => ok({ host: null }),
    deliver: (carried) =>
      new Promise((resolve) => {
        const buttons = buttonsOf(carried);
        const notification = new Notification({
          id: carried.id,
          title: carried.title,
          body: carried.body,
          silent: !carried.sound,
          urgency: urgencyOf(carried),
          actions: buttons.map((action) => ({ type: 'button', text: actionLabels[action] })),
        });
        hold(carried.id, notification);
        notification.on('click', () => options.acted(carried, 'open'));
        notification.on('action', ({ actionIndex }) => {
          const action = buttons[actionIndex];
          if (action !== undefined) options.acted(carried, action);
        });
        notification.once('show', () => resolve(ok(undefined)));
        notification.once('failed', () =>
          resolve(
            fail({
              message:
                'The system refused the notification. Allow notifications of Fuelgauge in its settings.',
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
