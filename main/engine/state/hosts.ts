import type { Account, AppState, ProviderInfo } from '../../../shared/model/index.ts';
import { meteredAccounts } from '../commands/metering.ts';
import type { EngineParts } from '../parts.ts';
import { intervalOf } from '../polling/schedule.ts';

/** An account, and when it was last polled; null: never. */
export interface PolledAccount {
  account: Account;
  provider: ProviderInfo;
  attemptedAt: number | null;
  /** The hosts of the addresses in its credential; null: not read yet, because the vault is locked or was just opened. */
  entered?: readonly string[] | null;
}

const notReadYet = ['an address that you entered'];

/**
 * The hosts that are polled, in the order of `used`, the providers of the accounts: theirs, and those that you entered.
 * `endpoints`: provider id → the loopback origin used in its place, as in the demo.
 */
export function hostsInUse(
  used: readonly ProviderInfo[],
  accounts: Iterable<PolledAccount>,
  endpoints: Readonly<Record<string, string>>,
): AppState['hosts'] {
  const byProvider = Map.groupBy(accounts, ({ provider }) => provider.id);
  return used.flatMap(({ id, hosts, program, credentialFields }) => {
    const own = byProvider.get(id);
    if (own === undefined) return [];
    const useBy = (some: readonly PolledAccount[]) => ({
      provider: id,
      accounts: some.length,
      everyMs: Math.min(...some.map(({ account, provider }) => intervalOf(account, provider))),
      lastAt: Math.max(0, ...some.map(({ attemptedAt }) => attemptedAt ?? 0)) || null,
    });
    if (program !== undefined) return [{ host: program, program: true as const, ...useBy(own) }];
    const isEntered = credentialFields.some(({ address }) => address);
    const standIn = endpoints[id];
    if (standIn !== undefined && (isEntered || hosts.length > 0))
      return [{ host: new URL(standIn).host, ...useBy(own) }];
    const byHost = Map.groupBy(
      isEntered ? own.flatMap((each) => (each.entered ?? notReadYet).map((host) => ({ host, each }))) : [],
      ({ host }) => host,
    );
    return [
      ...hosts.map((host) => ({ host, ...useBy(own) })),
      ...[...byHost].map(([host, some]) => ({ host, ...useBy(some.map(({ each }) => each)) })),
    ];
  });
}

/** The hosts that the meter passes requests on to while it runs. */
export function meteredHosts(parts: EngineParts): AppState['hosts'] {
  const { meter } = parts.session;
  if (!meter?.origin) return [];
  const byHost = Map.groupBy(meteredAccounts(parts), ({ upstream }) => new URL(upstream).host);
  return [...byHost].map(([host, accounts]) => ({
    host,
    provider: accounts[0]?.provider.id ?? '',
    accounts: accounts.length,
    everyMs: 0,
    lastAt: meter.counts?.lastAt ?? null,
    why: 'to pass on your own requests',
  }));
}
