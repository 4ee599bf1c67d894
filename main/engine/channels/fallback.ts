import type { ChannelDriver } from './define.ts';

/** A channel with two drivers: uses the second if the first does not work on this system. */
export function withFallback(first: ChannelDriver, second: ChannelDriver): ChannelDriver {
  let chosen: Promise<ChannelDriver> | null = null;
  // Checked once, because what a system supports does not change while the app runs.
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
