import type { AccountState, AppState } from '../../../shared/model/index.ts';
import { checksAreOff } from '../../../shared/paid-checks.ts';
import type { KnownAccount } from '../known-account.ts';
import type { EngineParts } from '../parts.ts';
import { dueAt, keyProblem, waitOf } from '../polling/targets.ts';
import type { AccountFacts } from './account-state.ts';
import { budgetStates } from './budgets.ts';
import { hostsInUse, meteredHosts } from './hosts.ts';
import { knownAccounts } from './known-accounts.ts';
import { isPriced } from './ledgers.ts';
import type { Observation } from './observations.ts';
import { restingAccounts } from './resting-accounts.ts';

/** The read-only state that all shells show. What has not changed since the last one keeps its identity. */
export function appState(parts: EngineParts): AppState {
  const { settings, session, alerts, observations } = parts;
  const { preferences, usageToken } = settings.get();
  const { usageAddress } = session;
  const known = knownAccounts(parts);
  const observed = known.map(observations.of);
  return {
    at: parts.clock.now(),
    mode: parts.mode,
    shell: parts.shell,
    dataFolder: parts.home,
    vault: vaultState(parts),
    notices: noticesOf(parts),
    accounts: parts.inOrder(observed),
    removed: restingAccounts(parts),
    order: known.map(({ account }) => account.id),
    providers: parts.usedProviders(known),
    ratedProviders: parts.ratedProviders,
    preferences,
    budgets: budgetStates(parts),
    money: settings.get().money,
    alerting: alerts.alerting(),
    desktop: session.desktop,
    hosts: [...hostsOf(parts, known, observed), ...meteredHosts(parts), ...alerts.hosts()],
    usageEndpoint:
      usageAddress === null ? null : { address: usageAddress, tokenEnd: usageToken?.end ?? null },
    ...(session.meter && { meter: session.meter }),
  };
}

function vaultState(parts: EngineParts): AppState['vault'] {
  const { vault, keyring, settings, session } = parts;
  const lost = vault.lost();
  const { accounts, passphrase } = settings.get();
  // If the file is gone, so are all keys, and that is said once.
  const missing = (lost === null ? accounts : [])
    .filter((account) => keyProblem(parts, { account }) === 'missing')
    .map(({ id }) => id);
  return {
    state: vault.state(),
    kind: vault.kind,
    warning: vault.warning,
    ...(lost !== null && { lost }),
    ...(lost === null && session.keychainProblem !== null && { problem: session.keychainProblem }),
    ...(missing.length > 0 && { missing }),
    ...(vault.passphrase && passphrase.since !== null && { passphraseSince: passphrase.since }),
    ...(keyring && {
      keyring: {
        on: passphrase.inKeyring,
        isRandom: passphrase.isRandom,
        problem: passphrase.inKeyring ? session.keyringProblem : null,
      },
    }),
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
export const stateOf = ({ observations }: EngineParts, known: KnownAccount): AccountState =>
  observations.of(known).state;

/** Everything known about one account. Throws if the history cannot be read. */
export function factsOf(parts: EngineParts, known: KnownAccount): AccountFacts {
  const { settings, session, alerts, zone, firstPlays } = parts;
  const { account } = known;
  const stored = parts.reader.knownOf(account);
  const mayCost = isPriced(known, stored.reading?.pools ?? []) && firstPlays.mayPlay(account.id);
  return {
    ...stored,
    ...known,
    preferences: settings.get().preferences,
    nextAt: session.polling ? dueAt(parts, known) : waitOf(parts, known),
    pace: session.pace,
    refreshing: parts.poller.isRunning(account.id),
    key: keyProblem(parts, known),
    now: parts.clock.now(),
    foresee: parts.forecasts.foresee,
    costOf: mayCost ? (pools) => parts.ledgers.costOf(known, pools) : null,
    alerting: { rules: settings.get().alerts.rules, episodes: alerts.episodesOf(account.id), zone },
  };
}

function hostsOf(
  { usedProviders, endpoints, reader }: EngineParts,
  known: readonly KnownAccount[],
  observed: readonly Observation[],
): AppState['hosts'] {
  const polled = known
    .map((each, index) => ({
      ...each,
      attemptedAt: observed[index]?.attemptedAt ?? null,
      entered: reader.enteredHostsOf(each.account.id),
    }))
    .filter(({ account, provider }) => !checksAreOff(account, provider));
  return hostsInUse(usedProviders(known), polled, endpoints);
}
