import type { AccountState, AppState } from '../../../shared/model/index.ts';
import { sortByStanding } from '../../../shared/standing/index.ts';
import type { EngineParts, KnownAccount } from '../parts.ts';
import { dueAt, waitOf } from '../polling/targets.ts';
import { type AccountFacts, accountState } from './account-state.ts';
import { hostsInUse } from './hosts.ts';
import { knownAccounts } from './known-accounts.ts';

/** The read-only state that all shells show. */
export function appState(parts: EngineParts): AppState {
  const { settings, vault, session, alerts } = parts;
  const { preferences, usageToken } = settings.get();
  const { usageAddress } = session;
  const known = knownAccounts(parts);
  const now = parts.clock.now();
  return {
    at: now,
    mode: parts.mode,
    shell: parts.shell,
    dataFolder: parts.home,
    vault: { state: vault.state(), kind: vault.kind, warning: vault.warning },
    notices: noticesOf(parts),
    accounts: sortByStanding(
      known.map((one) => stateOf(parts, one)),
      now,
    ),
    providers: parts.catalogue,
    ratedProviders: parts.ratedProviders,
    preferences,
    alerting: alerts.alerting(),
    desktop: session.desktop,
    hosts: [...hostsOf(parts, known), ...alerts.hosts()],
    usageEndpoint:
      usageAddress === null ? null : { address: usageAddress, tokenEnd: usageToken?.end ?? null },
  };
}

/** What the user has not dismissed. */
function noticesOf({ settings, history, providers, session }: EngineParts): string[] {
  const unknown = settings
    .get()
    .accounts.filter(({ provider }) => !providers.has(provider))
    .map(
      ({ id, label, provider }) =>
        `“${label}” (${id}) is an account at “${provider}”, which this version of Fuelgauge does not know. Update Fuelgauge to see it.`,
    );
  return [...settings.notices, ...history.notices, ...session.notices, ...unknown].filter(
    (notice) => !session.dismissed.has(notice),
  );
}

/** The state of one account, as the shells show it. */
export const stateOf = (parts: EngineParts, known: KnownAccount): AccountState =>
  accountState(factsOf(parts, known));

/** Everything known about one account. */
export function factsOf(parts: EngineParts, known: KnownAccount): AccountFacts {
  const { settings, session, alerts, zone } = parts;
  const { account } = known;
  return {
    ...parts.reader.knownOf(account),
    ...known,
    preferences: settings.get().preferences,
    nextAt: session.polling ? dueAt(parts, known) : waitOf(parts, known),
    pace: session.pace,
    refreshing: parts.poller.isAsking(account.id),
    now: parts.clock.now(),
    foresee: parts.forecasts.foresee,
    alerting: { rules: settings.get().alerts.rules, episodes: alerts.episodesOf(account.id), zone },
  };
}

function hostsOf(
  { catalogue, endpoints, reader }: EngineParts,
  known: readonly KnownAccount[],
): AppState['hosts'] {
  const polled = known.map(({ account, provider }) => ({
    account,
    provider,
    attemptedAt: reader.knownOf(account).record?.attemptedAt ?? null,
  }));
  return hostsInUse(catalogue, polled, endpoints);
}
