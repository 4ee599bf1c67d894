import { ok } from '../../../shared/model/index.ts';
import type { ChannelDriver } from './define.ts';
import { createLinuxPresenter } from './desktop-linux.ts';
import { createNotifierPresenter, loadNotifier } from './desktop-notifier.ts';
import type { DesktopOptions, Presenter } from './desktop-parts.ts';

/** System notifications: notify-send on Linux and BSD, node-notifier's programs on Windows and macOS. */
export function createDesktopChannel(options: DesktopOptions): ChannelDriver {
  const presenter: Presenter = ['win32', 'darwin'].includes(options.platform)
    ? createNotifierPresenter(options, loadNotifier)
    : createLinuxPresenter(options);
  return {
    kind: 'desktop',
    unavailable: presenter.unavailable,
    check: () => ok({ host: null }),
    deliver: (notification, _, signal) => presenter.deliver(notification, signal),
    ...(presenter.withdraw && { withdraw: presenter.withdraw }),
  };
}
