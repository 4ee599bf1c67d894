import type { AccountState, AppState } from '../../../shared/model/index.ts';
import { byUrgency } from '../../../shared/urgency.ts';
import type { Provider } from '../../providers/define.ts';
import type { EngineParts, KnownAccount } from '../parts.ts';
import { intervalOf } from '../polling/schedule.ts';
import { dueAt } from '../polling/targets.ts';
import { type AccountFacts, accountState } from './account-state.ts';
import { knownAccounts } from './known-accounts.ts';

/** The one read-only state that every shell shows. */
export function appState(parts: EngineParts): AppState {
  const { settings, vault, session, alerts } = parts;
  const { preferences, usageToken } = settings.get();
  const { usageAddress } = session;
  const known = knownAccounts(parts);
  return {
    at: parts.clock.now(),
    mode: parts.mode,
    shell: parts.shell,
    dataFolder: parts.home,
    vault: { state: vault.state(), kind: vault.kind, warning: vault.warning },
    notices: [...settings.notices, ...session.notices].filter((notice) => !session.dismissed.has(notice)),
    accounts: known.map((one) => stateOf(parts, one)).sort(byUrgency),
    providers: parts.catalogue,
    preferences,
    alerting: alerts.alerting(),
    desktop: session.desktop,
    hosts: [...hostsOf(parts, known), ...alerts.hosts()],
    usageEndpoint:
      usageAddress === null ? null : { address: usageAddress, tokenEnd: usageToken?.end ?? null },
  };
}

/** The state of one account as every shell shows it. */
export const stateOf = (parts: EngineParts, known: KnownAccount): AccountState =>
  accountState(factsOf(parts, known));

/** All that is known of one account. */
export function factsOf(parts: EngineParts, known: KnownAccount): AccountFacts {
  const { settings, session, alerts, zone } = parts;
  const { account } = known;
  return {
    ...parts.reader.knownOf(account),
    ...known,
    preferences: settings.get().preferences,
    nextAt: session.polling ? dueAt(parts, known) : null,
    pace: session.pace,
    refreshing: parts.poller.isAsking(account.id),
    now: parts.clock.now(),
    foresee: parts.forecasts.foresee,
    alerting: { rules: settings.get().alerts.rules, episodes: alerts.episodesOf(account.id), zone },
  };
}

function hostsOf(parts: EngineParts, known: readonly KnownAccount[]): AppState['hosts'] {
  const { providers, reader, endpoints } = parts;
  return [...providers.values()].flatMap((provider) => {
    const own = known.filter(({ account }) => account.provider === provider.id);
    if (own.length === 0) return [];
    const lastAt = Math.max(0, ...own.map(({ account }) => reader.knownOf(account).record?.attemptedAt ?? 0));
    const everyMs = Math.min(...own.map(({ account }) => intervalOf(account, provider)));
    return contacted(provider, endpoints).map((host) => ({
      host,
      provider: provider.id,
      accounts: own.length,
      everyMs,
      lastAt: lastAt || null,
    }));
  });
}

/** The hosts that are really asked: loopback where an endpoint stands in, as in the demo. */
function contacted(provider: Provider, endpoints: EngineParts['endpoints']): readonly string[] {
  const standIn = endpoints[provider.id];
  return standIn === undefined || provider.hosts.length === 0 ? provider.hosts : [new URL(standIn).host];
}
