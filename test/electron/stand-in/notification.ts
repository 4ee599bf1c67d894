import { EventEmitter } from 'node:events';
import type { Notification as ElectronNotification, NotificationConstructorOptions } from 'electron';

class StandInNotification extends EventEmitter implements Pick<ElectronNotification, 'show' | 'close'> {
  readonly options: NotificationConstructorOptions;

  constructor(options: NotificationConstructorOptions = {}) {
    super();
    this.options = options;
  }

  static isSupported = () => true;

  show(): void {
    shownNotifications.push(this);
    this.emit('show', {});
  }
  close(): void {
    const at = shownNotifications.indexOf(this);
    if (at >= 0) shownNotifications.splice(at, 1);
  }
}

export { StandInNotification as Notification };

/** Those that are shown now. */
export const shownNotifications: StandInNotification[] = [];
