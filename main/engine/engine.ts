import type { LogUsageInput } from '../../shared/api/accounts.ts';
import type { EngineApi } from '../../shared/api/engine.ts';
import type {
  AppState,
  CommandError,
  MeterState,
  Notification,
  Result,
  TokenKind,
} from '../../shared/model/index.ts';
import { isBudgetId } from '../../shared/money/budget-id.ts';
import { minuteMs, systemZone } from '../../shared/time/index.ts';
import type { Provider } from '../providers/contract/provider.ts';
import { ratedProviders } from '../providers/rates/index.ts';
import { type Alerts, createAlerts } from './alerts/index.ts';
import type { ChannelDriver, NotificationAction, OpenAction } from './channels/define.ts';
import type { Clock } from './clock.ts';
import { createCommands } from './commands/index.ts';
import { type MeteredAccount, meteredAccounts } from './commands/metering.ts';
import { unlockFromKeyring } from './commands/passphrase.ts';
import { setPace } from './commands/polling.ts';
import { deleteOverdue } from './commands/removal.ts';
import { storedCredential } from './commands/reveal.ts';
import { verifyToken } from './commands/tokens.ts';
import { reportUsage, reportUses } from './commands/usage.ts';
import { type Lookup, systemLookup } from './custom/reach.ts';
import { createProviders, type Providers } from './custom/registry.ts';
import { compactAfter, pause, start, stop, stopAtOnce } from './lifecycle.ts';
import type { Log } from './log.ts';
import { createRequester, type Fetch } from './network/requester.ts';
import type { EngineParts } from './parts.ts';
import { createPoller } from './polling/poller.ts';
import { createReachability } from './polling/reachability.ts';
import { createReader, type Reader } from './polling/reader.ts';
import { dueAt, isAsking, targetById, targetsOf } from './polling/targets.ts';
import { type Affected, affectedBy } from './state/affected.ts';
import { announce, announceShown, notifyListeners } from './state/announce.ts';
import { createAnnouncer } from './state/announcer.ts';
import { appState, factsOf, stateOf } from './state/app-state.ts';
import { createCourses } from './state/courses.ts';
import { createFirstPlays } from './state/first-plays.ts';
import { createForecasts } from './state/forecasts.ts';
import { createGlanceKeeper } from './state/glance-keeper.ts';
import { knownAccount, knownAccounts } from './state/known-accounts.ts';
import { createLedgers } from './state/ledgers.ts';
import { createObservations, type Observations } from './state/observations.ts';
import { createOrder } from './state/order.ts';
import { createSession } from './state/session.ts';
import { budgetIds, budgetSnapshot, snapshotOf, tagsOf } from './state/snapshot.ts';
import { createUsedProviders } from './state/used-providers.ts';
import { weekOf } from './state/week.ts';
import type { History } from './store/history.ts';
import type { SettingsStore } from './store/settings.ts';
import { createTokenUses } from './store/token-uses.ts';
import type { Environment } from './vault/credentials.ts';
import type { Keyring } from './vault/keyring.ts';
import { createTestedCredentials } from './vault/tested.ts';
import type { Vault } from './vault/vault.ts';

export interface EngineOptions {
  home: string;
  shell: AppState['shell'];
  mode: AppState['mode'];
  vault: Vault;
  /** Default: none. */
  keyring?: Keyring | undefined;
  settings: SettingsStore;
  history: History;
  providers: readonly Provider[];
  fetch: Fetch;
  /** Provider id → loopback origin to use in its place. */
  endpoints: Readonly<Record<string, string>>;
  environment: Environment;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Log;
  /** Default: the system's. */
  look?: Lookup;
  /** Notices from opening the data folder, such as a damaged history that was set aside. */
  notices?: readonly string[];
  /** The drivers of the channels. Default: none, so nothing is sent, as on the command line. */
  channels?: readonly ChannelDriver[];
  /** The user's time zone, an IANA name. Default: the system's. */
  zone?: string;
  /** The user wants to see an account (null: all of them), where to buy credits for it, or what is spent. */
  openFromNotification?: (account: string | null, action: OpenAction) => void;
}

export interface Engine extends EngineApi {
  /** All providers, those of your own among them. */
  providers: Providers;
  /** Starts polling. */
  start(): void;
  /** Stops polling and breaks off requests, for example before sleep; `start` resumes it. Resolves when none is running. */
  pause(): Promise<void>;
  /** Stops for good and closes the data folder, within two seconds whatever hangs. */
  stop(): Promise<void>;
  /** As `stop`, but before it returns: for a process that ends right after it. */
  stopAtOnce(): void;
  /** Deletes the removed accounts whose time is over. `start` does it, too, and then once a day. */
  deleteOverdue(): Promise<void>;
  /** Whether a token of this kind lets a script in. Notes it as its last use. */
  verifyToken(kind: TokenKind, token: string): boolean;
  /** How long polls took and how they failed, by provider, since the start. */
  pollCounts: Reader['pollCounts'];
  /** Logs use for a script: like `logUsage`, but answers with the balance alone. */
  reportUsage(input: LogUsageInput): Result<{ remaining: number | null }, CommandError>;
  /** A command wrote to the history about these accounts and budgets. */
  onTold(accounts: readonly string[]): void;
  /** Logs what many answers cost, in one transaction. Fails or throws only before anything was logged. */
  reportUses(
    account: string,
    uses: readonly Omit<LogUsageInput, 'account'>[],
  ): Result<{ amount: number; refused: number }, CommandError>;
  /** The accounts that the meter can count for. */
  meteredAccounts(): readonly MeteredAccount[];
  /** Thins out the history once a day, as `start` does beside polling. */
  keepThin(): void;
  /** Sets what the meter does, for the pages to show; null: it is off. */
  setMeter(state: MeterState | null): void;
  /** Sets the address of POST /v1/usage, for the pages to show; null: scripts are not answered. */
  setUsageAddress(address: string | null): void;
  /** Opens the vault with the passphrase that the system's keyring keeps, if you chose that. Fails if that did not open it. */
  unlockFromKeyring(): Promise<Result<void, CommandError>>;
  /** Stretches the polling intervals by a factor of 1 or more, for example to save power. */
  setPace(stretch: number): void;
  /** The user clicked a notification, or one of its buttons. */
  onNotificationAction(
    notification: Pick<Notification, 'account' | 'episode'>,
    action: NotificationAction,
  ): void;
  /** For the desktop app alone, which asks the system for a confirmation first: no page can call it. */
  storedCredential(account: string): ReturnType<typeof storedCredential>;
  /** Sets the state of the desktop shell. */
  setDesktop(state: AppState['desktop']): void;
}

/** Composes the parts of `engine/` into the one object that the shells talk to. */
export function createEngine(options: EngineOptions): Engine {
  const parts = compose({ look: systemLookup, ...options });
  const { session, settings, alerts, changed } = parts;
  options.history.onNotice((notice) => {
    options.log.warn('a notice of the history', { notice });
    parts.poller.wake();
    changed('all');
  });
  options.vault.passphrase?.onLocked(() => changed('all'));
  settings.onChange((next, previous) => {
    const affected = affectedBy(previous, next);
    if (affected !== null) changed(affected);
  });
  return {
    ...createCommands(parts),
    providers: parts.providers,
    alerts: alerts.api,
    onNotificationAction: alerts.onAction,
    state: () => appState(parts),
    subscribe(listener) {
      session.listeners.add(listener);
      return () => session.listeners.delete(listener);
    },
    onTold(accounts) {
      alerts.reread();
      changed(accounts);
    },
    deleteOverdue: () => deleteOverdue(parts),
    verifyToken: (kind, token) => verifyToken(parts, kind, token),
    pollCounts: () => parts.reader.pollCounts(),
    reportUsage: (input) => reportUsage(parts, input),
    reportUses: (account, uses) => reportUses(parts, account, uses),
    meteredAccounts: () => meteredAccounts(parts),
    keepThin: () => compactAfter(parts, minuteMs),
    setMeter(state) {
      session.meter = state;
      changed([]);
    },
    unlockFromKeyring: () => unlockFromKeyring(parts),
    storedCredential: (account) => storedCredential(parts, account),
    setPace: (stretch) => setPace(parts, stretch),
    setDesktop(state) {
      session.desktop = state;
      changed([]);
    },
    setUsageAddress(address) {
      session.usageAddress = address;
      changed([]);
    },
    start: () => start(parts),
    pause: () => pause(parts),
    stop: () => stop(parts),
    stopAtOnce: () => stopAtOnce(parts),
  };
}

function compose(options: EngineOptions & { look: Lookup }): EngineParts {
  const { settings, history, clock, zone = systemZone() } = options;
  const providers = createProviders(options);
  const session = createSession(options.notices ?? []);
  const changed = (affected: Affected) => announce(parts, affected);
  const show = (accounts: readonly string[]) => announceShown(parts, accounts);
  const { announcer, glance } = announcing(options, () => parts);
  const reachability = createReachability({
    clock,
    onReturn() {
      parts.observations.changed();
      poller.wake();
    },
  });
  const reader = createReader({
    ...options,
    reachability,
    providers,
    requester: createRequester({ fetch: options.fetch, endpoints: options.endpoints, now: clock.now }),
    accountById: (id) => knownAccount(parts, id)?.account,
    isThere: (id) => settings.fromFile().accounts.some((account) => account.id === id),
    changed: (id) => changed([id]),
    gotReading: () => alerts.polled(),
    stretch: () => session.pace,
    notice: (text) => session.notices.add(text),
  });
  const poller = createPoller({
    clock,
    targets: () => targetsOf(parts),
    targetOf: (id) => targetById(parts, id),
    ask: (id, stopped, answered) => reader.ask(id, { stopped, answered }),
    onRun: (id) => show([id]),
  });
  const alerts = alertsOf(options, () => parts, zone, show);
  const parts: EngineParts = {
    ...options,
    keyring: options.keyring ?? null,
    zone,
    providers,
    ratedProviders: ratedProviders.filter((id) => providers.has(id)),
    session,
    announcer,
    reader,
    poller,
    reachability,
    forecasts: createForecasts({ history, clock }),
    ...ledgersOf(options, zone, reader.knownOf, show),
    observations: observationsOf(options, zone, () => parts),
    usedProviders: createUsedProviders(providers),
    inOrder: createOrder(),
    alerts,
    glance,
    tested: createTestedCredentials(options),
    tokenUses: createTokenUses(options.home, clock.now),
    changed,
  };
  return parts;
}

/** `whole`: the parts, once all of them are there. */
function alertsOf(
  options: EngineOptions,
  whole: () => EngineParts,
  zone: string,
  onChange: (accounts: readonly string[]) => void,
): Alerts {
  return createAlerts({
    ...options,
    zone,
    drivers: options.channels ?? [],
    accounts: () => [...knownAccounts(whole()).map(({ account }) => account.id), ...budgetIds(whole())],
    snapshotOf: (id) => (isBudgetId(id) ? budgetSnapshot(whole(), id) : snapshotOf(whole(), id)),
    isAsking: () => isAsking(whole()),
    past: () =>
      knownAccounts(whole()).map((known) => ({ ...stateOf(whole(), known), floor: known.provider.floor })),
    tagsOf: (id) => tagsOf(whole(), id),
    weekOf: (days, isWanted) => weekOf(whole(), days, isWanted),
    billingPageOf: (id) => knownAccount(whole(), id)?.provider.billingPage ?? null,
    onOpen: options.openFromNotification,
    onChange,
    onEvaluated: () => whole().glance.changed(),
  });
}

const observationsOf = (options: EngineOptions, zone: string, parts: () => EngineParts): Observations =>
  createObservations({
    ...options,
    zone,
    factsOf: (known) => factsOf(parts(), known),
    nextAt: (known) => (parts().session.polling ? dueAt(parts(), known) : null),
    rules: () => options.settings.get().alerts.rules,
  });

/** Tells the shells of changes, and keeps the state for bars. */
function announcing(
  options: EngineOptions,
  parts: () => EngineParts,
): Pick<EngineParts, 'announcer' | 'glance'> {
  const glance = createGlanceKeeper({
    ...options,
    state: () => appState(parts()),
    isPartial: () => parts().firstPlays.isUnderWay(),
  });
  const announce = () => {
    notifyListeners(parts());
    glance.changed();
  };
  return { announcer: createAnnouncer({ ...options, announce }), glance };
}

function ledgersOf(
  { history, clock, shell }: EngineOptions,
  zone: string,
  knownOf: Reader['knownOf'],
  onTime: (accounts: readonly string[]) => void,
): Pick<EngineParts, 'ledgers' | 'firstPlays'> {
  const ledgers = createLedgers({ courses: createCourses({ history, zone }), knownOf, clock, zone });
  // A command waits for all of them.
  const isSpread = shell !== 'cli';
  return { ledgers, firstPlays: createFirstPlays({ isSpread, isPlayed: ledgers.isPlayed, onTime }) };
}
