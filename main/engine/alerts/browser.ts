import { fail, type Notification, ok } from '../../../shared/model/index.ts';
import type { ChannelDriver } from '../channels/define.ts';

/** The open pages of browser mode, which show notifications themselves. */
export interface BrowserChannel extends ChannelDriver {
  /** Passes each notification to this page until the returned function is called. */
  listen(listener: (notification: Notification) => void): () => void;
  /** Whether a page is open. */
  hasListeners(): boolean;
}

export function createBrowserChannel(onListen: () => void): BrowserChannel {
  const listeners = new Set<(notification: Notification) => void>();
  return {
    kind: 'browser',
    unavailable: async () => null,
    check: () => ok({ host: null }),
    async deliver({ actions: _, billingPage: __, ...notification }) {
      if (listeners.size === 0)
        return fail({ message: 'No Fuelgauge page is open.', retry: true, retryAfterMs: null });
      for (const listener of listeners) listener(notification);
      return ok(undefined);
    },
    listen(listener) {
      listeners.add(listener);
      onListen();
      return () => listeners.delete(listener);
    },
    hasListeners: () => listeners.size > 0,
  };
}
