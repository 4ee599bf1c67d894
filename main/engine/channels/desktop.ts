import { ok } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { createLinuxShower } from './desktop-linux.ts';
import { createNotifierShower, loadNotifier } from './desktop-notifier.ts';
import type { DesktopOptions, Shower } from './desktop-parts.ts';

/** Notifications of the system: notify-send on Linux and BSD, node-notifier's programs on Windows and macOS. */
export function createDesktopChannel(options: DesktopOptions): ChannelDriver {
  const shower: Shower = ['win32', 'darwin'].includes(options.platform)
    ? createNotifierShower(options, loadNotifier)
    : createLinuxShower(options);
  return {
    kind: 'desktop',
    unavailable: shower.unavailable,
    check: () => ok({ host: null }),
    deliver: (notification, _, signal) => shower.deliver(notification, signal),
    ...(shower.withdraw && { withdraw: shower.withdraw }),
  };
}
