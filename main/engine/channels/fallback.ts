import type { ChannelDriver } from './define.ts';

/** One channel for two ways to the same place: the second takes over where the first cannot work on this system. */
export function withFallback(first: ChannelDriver, second: ChannelDriver): ChannelDriver {
  let chosen: Promise<ChannelDriver> | null = null;
  // Asked once: what a system can do does not change while the app runs.
  const choose = () => {
    chosen ??= first.unavailable().then((reason) => (reason === null ? first : second));
    return chosen;
  };
  return {
    kind: first.kind,
    unavailable: async () => (await choose()).unavailable(),
    check: (fields) => first.check(fields),
    deliver: async (notification, fields, signal) => (await choose()).deliver(notification, fields, signal),
    withdraw: (id) => void choose().then((channel) => channel.withdraw?.(id)),
  };
}
