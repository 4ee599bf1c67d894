import type { EngineApi } from '../../shared/api/engine.ts';
import type { AppState, Notification } from '../../shared/model/index.ts';
import { describeProvider, type Provider } from '../providers/contract/provider.ts';
import { ratedProviders } from '../providers/rates/index.ts';
import { createAlerts } from './alerts/index.ts';
import type { ChannelDriver, NotificationAction } from './channels/define.ts';
import type { Clock } from './clock.ts';
import { createCommands } from './commands/index.ts';
import { setPace } from './commands/polling.ts';
import { verifyUsageToken } from './commands/usage.ts';
import { pause, start, stop } from './lifecycle.ts';
import type { Log } from './log.ts';
import { createRequester, type Fetch } from './network/requester.ts';
import type { EngineParts } from './parts.ts';
import { createPoller } from './polling/poller.ts';
import { createReader } from './polling/reader.ts';
import { isAsking, targetsOf } from './polling/targets.ts';
import { type Affected, affectedBy } from './state/affected.ts';
import { announce, notifyListeners } from './state/announce.ts';
import { createAnnouncer } from './state/announcer.ts';
import { appState, stateOf } from './state/app-state.ts';
import { createForecasts } from './state/forecasts.ts';
import { knownAccounts } from './state/known-accounts.ts';
import { createSession } from './state/session.ts';
import { snapshotOf } from './state/snapshot.ts';
import type { History } from './store/history.ts';
import type { SettingsStore } from './store/settings.ts';
import type { Environment } from './vault/credentials.ts';
import type { Vault } from './vault/vault.ts';

export interface EngineOptions {
  home: string;
  shell: AppState['shell'];
  mode: AppState['mode'];
  vault: Vault;
  settings: SettingsStore;
  history: History;
  providers: readonly Provider[];
  fetch: Fetch;
  /** Provider id → loopback origin that stands in for it. */
  endpoints: Readonly<Record<string, string>>;
  environment: Environment;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Log;
  /** Sentences from opening the data folder, such as a history that was set aside. */
  notices?: readonly string[];
  /** Who can carry notifications here; none if nothing is told, as on the command line. */
  channels?: readonly ChannelDriver[];
  /** The person's time zone, an IANA name; the system's if not given. */
  zone?: string;
  /** The person wants to see an account, or all of them, or where to buy credits for it. */
  openFromNotification?: (account: string | null, action: 'open' | 'billing') => void;
}

export interface Engine extends EngineApi {
  /** Begins to poll. */
  start(): void;
  /** Stops polling, as before sleep; `start` goes on. Resolves when nothing is under way. */
  pause(): Promise<void>;
  /** Stops for good and closes the data folder. */
  stop(): Promise<void>;
  verifyUsageToken(token: string): boolean;
  /** Says where POST /v1/usage is served, for the pages to show; null: nowhere. */
  setUsageAddress(address: string | null): void;
  /** Stretches the intervals of polling by a factor of 1 or more, as to save power. */
  setPace(stretch: number): void;
  /** The person clicked a notification, or one of its actions. */
  onNotificationAction(
    notification: Pick<Notification, 'account' | 'episode'>,
    action: NotificationAction,
  ): void;
  /** What the desktop shell tells of itself. */
  setDesktop(state: AppState['desktop']): void;
}

/** Composes the parts of `engine/` into the one object that the shells talk to. */
export function createEngine(options: EngineOptions): Engine {
  const parts = compose(options);
  const { session, settings, alerts, changed } = parts;
  settings.onChange((next, previous) => {
    const affected = affectedBy(previous, next);
    if (affected === null) return;
    parts.poller.wake();
    changed(affected);
  });
  return {
    ...createCommands(parts),
    alerts: alerts.api,
    onNotificationAction: alerts.onAction,
    state: () => appState(parts),
    subscribe(listener) {
      session.listeners.add(listener);
      return () => session.listeners.delete(listener);
    },
    verifyUsageToken: (token) => verifyUsageToken(parts, token),
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
  };
}

function compose(options: EngineOptions): EngineParts {
  const { settings, history, clock } = options;
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]));
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  const session = createSession(options.notices ?? []);
  const changed = (affected: Affected) => announce(parts, affected);
  const announcer = createAnnouncer({ clock, announce: () => notifyListeners(parts) });
  const reader = createReader({
    ...options,
    providers,
    requester: createRequester({ fetch: options.fetch, endpoints: options.endpoints, now: clock.now }),
    accountById: (id) => settings.get().accounts.find((account) => account.id === id),
    changed: (id) => changed([id]),
    notice: (text) => session.notices.add(text),
  });
  const poller = createPoller({ clock, targets: () => targetsOf(parts), ask: reader.ask });
  const alerts = createAlerts({
    ...options,
    zone,
    drivers: options.channels ?? [],
    accounts: () => knownAccounts(parts).map(({ account }) => account.id),
    snapshotOf: (id) => snapshotOf(parts, id),
    isAsking: () => isAsking(parts),
    past: () => knownAccounts(parts).map((known) => stateOf(parts, known)),
    hasBillingPage: (id) =>
      knownAccounts(parts).some(
        ({ account, provider }) => account.id === id && provider.billingPage !== null,
      ),
    onOpen: options.openFromNotification,
    onChange: announcer.changed,
  });
  const parts: EngineParts = {
    ...options,
    zone,
    providers,
    catalogue: options.providers.map(describeProvider),
    ratedProviders: ratedProviders.filter((id) => providers.has(id)),
    session,
    announcer,
    reader,
    poller,
    forecasts: createForecasts({ history, clock }),
    alerts,
    changed,
  };
  return parts;
}
