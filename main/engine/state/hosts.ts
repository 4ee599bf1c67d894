import type { Account, AppState, ProviderInfo } from '../../../shared/model/index.ts';
import { intervalOf } from '../polling/schedule.ts';

/** An account, and when it was last polled; null: never. */
export interface PolledAccount {
  account: Account;
  provider: ProviderInfo;
  attemptedAt: number | null;
}

/**
 * The hosts that are polled, in the order of `used`, the providers of the accounts. `endpoints`: provider id → the loopback origin used in its place, as in
 * the demo.
 */
export function hostsInUse(
  used: readonly ProviderInfo[],
  accounts: Iterable<PolledAccount>,
  endpoints: Readonly<Record<string, string>>,
): AppState['hosts'] {
  const byProvider = Map.groupBy(accounts, ({ provider }) => provider.id);
  return used.flatMap(({ id, hosts, program }) => {
    const own = byProvider.get(id);
    if (own === undefined) return [];
    const lastAt = Math.max(0, ...own.map(({ attemptedAt }) => attemptedAt ?? 0));
    const use = {
      provider: id,
      accounts: own.length,
      everyMs: Math.min(...own.map(({ account, provider }) => intervalOf(account, provider))),
      lastAt: lastAt || null,
    };
    if (program !== undefined) return [{ host: program, program: true as const, ...use }];
    const standIn = endpoints[id];
    const contacted = standIn === undefined || hosts.length === 0 ? hosts : [new URL(standIn).host];
    return contacted.map((host) => ({ host, ...use }));
  });
}
