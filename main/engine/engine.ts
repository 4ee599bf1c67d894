import { timingSafeEqual } from 'node:crypto';
import { type AccountLook, effectiveRules } from '../../shared/alerts/index.ts';
import { type Account, type AppState, type Notification, ok } from '../../shared/model/index.ts';
import { dayMs } from '../../shared/time.ts';
import { byUrgency } from '../../shared/urgency.ts';
import { describeProvider, type Provider } from '../providers/contract/provider.ts';
import { createAlerts } from './alerts/index.ts';
import type { EngineApi } from './api/router.ts';
import type { ChannelDriver, NotificationAction } from './channels/define.ts';
import type { Clock } from './clock.ts';
import { createCommands, sha256 } from './commands/index.ts';
import type { Log } from './log.ts';
import { createRequester, type Fetch } from './network/requester.ts';
import { createPoller } from './polling/poller.ts';
import { createAsking } from './polling/reader.ts';
import { type AccountFacts, accountState, intervalOf, observe } from './state/account-state.ts';
import { createAnnouncer } from './state/announcer.ts';
import { createForecasts } from './state/forecasts.ts';
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
  /** Who can carry notifications here; none where nothing is told, as on the command line. */
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
  notificationActed(
    notification: Pick<Notification, 'account' | 'episode'>,
    action: NotificationAction,
  ): void;
  /** What the desktop shell tells of itself. */
  setDesktop(state: AppState['desktop']): void;
}

/** Composes the parts of `engine/` into the one object that the shells talk to. */
export function createEngine(options: EngineOptions): Engine {
  const { settings, history, vault, clock, log } = options;
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]));
  const catalogue = options.providers.map(describeProvider);
  const listeners = new Set<(state: AppState) => void>();
  const notices = new Set(options.notices);
  const dismissed = new Set<string>();
  let usageAddress: string | null = null;
  let desktop: AppState['desktop'] = null;
  let pace = 1;
  const zone = options.zone ?? Intl.DateTimeFormat().resolvedOptions().timeZone;
  let polling = false;
  let startedAt = Number.POSITIVE_INFINITY;
  let cancelCompaction: () => void = () => {};

  const asking = createAsking({
    ...options,
    requester: createRequester({ fetch: options.fetch, endpoints: options.endpoints, now: clock.now }),
    accountById: (id) => settings.get().accounts.find((account) => account.id === id),
    providers,
    changed: (id) => changed(id),
    notice: (text) => notices.add(text),
  });
  const forecasts = createForecasts({ history, clock });
  const poller = createPoller({
    clock,
    targets: () =>
      known().map(({ account, provider }) => ({
        ...hostOf(account, provider),
        dueAt: dueAt(account, provider),
      })),
    ask: (id) => asking.ask(id),
  });

  const known = () =>
    settings.get().accounts.flatMap((account) => {
      const provider = providers.get(account.provider);
      return provider ? [{ account, provider }] : [];
    });
  const hostOf = (account: Account, provider: Provider) => ({
    id: account.id,
    host: provider.hosts[0] ?? provider.id,
  });
  const isOff = (account: Account) => account.paused || settings.get().preferences.paused;

  function dueAt(account: Account, provider: Provider): number | null {
    if (isOff(account) || (account.credential.kind === 'vault' && vault.state() !== 'open')) return null;
    const next = asking.nextAt(account, provider);
    const asked = asking.knownOf(account).record?.attemptedAt ?? null;
    return next === null || asked === null ? next : asked + (next - asked) * pace;
  }

  // ---- state

  function factsOf(account: Account, provider: Provider): AccountFacts {
    return {
      ...asking.knownOf(account),
      account,
      provider,
      preferences: settings.get().preferences,
      nextAt: polling ? dueAt(account, provider) : null,
      pace,
      refreshing: poller.isAsking(account.id),
      now: clock.now(),
      foresee: forecasts.foresee,
      alerting: { rules: settings.get().alerts.rules, episodes: alerts.episodesOf(account.id), zone },
    };
  }

  const stateOf = (account: Account, provider: Provider) => accountState(factsOf(account, provider));

  function state(): AppState {
    const { preferences, usageToken } = settings.get();
    return {
      at: clock.now(),
      mode: options.mode,
      shell: options.shell,
      dataFolder: options.home,
      vault: { state: vault.state(), kind: vault.kind, warning: vault.warning },
      notices: [...settings.notices, ...notices].filter((notice) => !dismissed.has(notice)),
      accounts: known()
        .map(({ account, provider }) => stateOf(account, provider))
        .sort(byUrgency),
      providers: catalogue,
      preferences,
      alerting: alerts.alerting(),
      desktop,
      hosts: [...hosts(), ...alerts.hosts()],
      usageEndpoint:
        usageAddress === null ? null : { address: usageAddress, tokenEnd: usageToken?.end ?? null },
    };
  }

  function hosts(): AppState['hosts'] {
    return options.providers.flatMap((provider) => {
      const own = known().filter(({ account }) => account.provider === provider.id);
      if (own.length === 0) return [];
      const lastAt = Math.max(
        0,
        ...own.map(({ account }) => asking.knownOf(account).record?.attemptedAt ?? 0),
      );
      const everyMs = Math.min(...own.map(({ account }) => intervalOf(account, provider)));
      return contacted(provider).map((host) => ({
        host,
        provider: provider.id,
        accounts: own.length,
        everyMs,
        lastAt: lastAt || null,
      }));
    });
  }

  /** The hosts that are really asked: loopback where an endpoint stands in, as in the demo. */
  function contacted(provider: Provider): readonly string[] {
    const standIn = options.endpoints[provider.id];
    return standIn === undefined || provider.hosts.length === 0 ? provider.hosts : [new URL(standIn).host];
  }

  const announcer = createAnnouncer({
    clock,
    tell() {
      if (listeners.size === 0) return;
      const now = state();
      for (const listener of listeners) listener(now);
    },
  });

  function changed(id?: string): void {
    asking.forget(id);
    alerts.changed(id);
    announcer.changed();
  }

  // ---- alerts

  /** Accounts whose state is no old news: asked since the start, or not due for it. */
  const settled = new Set<string>();

  function isSettled(account: Account, provider: Provider): boolean {
    if (settled.has(account.id)) return true;
    const isLocked = account.credential.kind === 'vault' && vault.state() !== 'open';
    const { record } = asking.knownOf(account);
    const due = dueAt(account, provider);
    const is =
      (record !== null && record.attemptedAt >= startedAt) ||
      (!isLocked && !poller.isAsking(account.id) && (due === null || due > clock.now()));
    if (is) settled.add(account.id);
    return is;
  }

  function look(id: string): AccountLook | null {
    const found = known().find(({ account }) => account.id === id);
    if (!found) return null;
    const { account, provider } = found;
    const { facts } = observe(factsOf(account, provider));
    const rules = effectiveRules(settings.get().alerts.rules, account.alerts);
    const name = `${provider.name} (${account.label})`;
    return {
      id,
      name,
      facts,
      rules,
      mutedUntil: account.alerts.mutedUntil,
      settled: isSettled(account, provider),
    };
  }

  const alerts = createAlerts({
    history,
    settings,
    vault,
    clock,
    random: options.random,
    log,
    zone,
    drivers: options.channels ?? [],
    accounts: () => known().map(({ account }) => account.id),
    look,
    isAsking: () =>
      known().some(({ account, provider }) => {
        if (poller.isAsking(account.id)) return true;
        const due = dueAt(account, provider);
        return due !== null && due <= clock.now();
      }),
    past: () => known().map(({ account, provider }) => stateOf(account, provider)),
    hasBillingPage: (id) =>
      known().some(({ account, provider }) => account.id === id && provider.billingPage !== null),
    open: options.openFromNotification,
    changed: () => announcer.changed(),
  });

  const leaveSettings = settings.onChange(() => {
    poller.wake();
    changed();
  });

  const commands = createCommands({
    settings,
    history,
    vault,
    clock,
    log,
    environment: options.environment,
    providers,
    asking,
    forecasts,
    known,
    stateOf,
    changed,
    ask: (accounts) => poller.ask(accounts.map(({ account, provider }) => hostOf(account, provider))),
    wake: () => poller.wake(),
    forgetAlerts: alerts.accountRemoved,
  });

  return {
    ...commands,
    alerts: alerts.api,
    notificationActed: alerts.acted,
    state,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },

    async dismissNotice({ text }) {
      dismissed.add(text);
      changed();
      return ok({});
    },

    verifyUsageToken(token) {
      const kept = settings.get().usageToken;
      return kept !== null && timingSafeEqual(Buffer.from(sha256(token)), Buffer.from(kept.hash));
    },

    setPace(stretch) {
      pace = Math.max(1, stretch);
      poller.wake();
      changed();
    },

    setDesktop(state) {
      desktop = state;
      changed();
    },

    setUsageAddress(address) {
      usageAddress = address;
      changed();
    },

    start() {
      polling = true;
      startedAt = Math.min(startedAt, clock.now());
      // Others may have written to the history while nothing was asked.
      changed();
      poller.start();
      alerts.start();
      const compact = () => {
        history.compact(clock.now());
        cancelCompaction = clock.after(dayMs, compact);
      };
      cancelCompaction();
      cancelCompaction = clock.after(60_000, compact);
    },

    async pause() {
      polling = false;
      cancelCompaction();
      await Promise.all([poller.stop(), alerts.pause()]);
    },

    async stop() {
      await this.pause();
      leaveSettings();
      announcer.end();
      alerts.stop();
      settings.close();
      history.close();
    },
  };
}
