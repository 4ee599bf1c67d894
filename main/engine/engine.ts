import { timingSafeEqual } from 'node:crypto';
import { type Account, type AccountState, type AppState, ok } from '../../shared/model/index.ts';
import { byUrgency } from '../../shared/urgency.ts';
import { describeProvider, type Provider } from '../providers/define.ts';
import { accountState, intervalOf } from './account-state.ts';
import { unfinishedAlerts } from './alerts/index.ts';
import type { EngineApi } from './api.ts';
import { createAsking } from './asking.ts';
import type { Clock } from './clock.ts';
import { createCommands, sha256 } from './commands.ts';
import type { Environment } from './credentials.ts';
import { createForecasts } from './forecasts.ts';
import type { History } from './history.ts';
import type { Log } from './log.ts';
import { createPoller } from './poller.ts';
import { createRequester, type Fetch } from './request.ts';
import type { SettingsStore } from './settings.ts';
import type { Vault } from './vault.ts';

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
}

const dayMs = 24 * 60 * 60 * 1000;

/** Composes the parts of `engine/` into the one object that the shells talk to. */
export function createEngine(options: EngineOptions): Engine {
  const { settings, history, vault, clock, log } = options;
  const providers = new Map(options.providers.map((provider) => [provider.id, provider]));
  const catalogue = options.providers.map(describeProvider);
  const listeners = new Set<(state: AppState) => void>();
  const notices = new Set(options.notices);
  const dismissed = new Set<string>();
  let usageAddress: string | null = null;
  let polling = false;
  let announced = false;
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
    return asking.nextAt(account, provider);
  }

  // ---- state

  function stateOf(account: Account, provider: Provider): AccountState {
    return accountState({
      ...asking.knownOf(account),
      account,
      provider,
      preferences: settings.get().preferences,
      nextAt: polling ? dueAt(account, provider) : null,
      refreshing: poller.isAsking(account.id),
      now: clock.now(),
      foresee: forecasts.foresee,
    });
  }

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
      alerting: alerting(),
      hosts: hosts(),
      usageEndpoint:
        usageAddress === null ? null : { address: usageAddress, tokenEnd: usageToken?.end ?? null },
    };
  }

  function alerting(): AppState['alerting'] {
    const { rules, quietHours, carriers } = settings.get().alerts;
    const idle = { lastAt: null, error: null, waiting: 0, unavailable: null };
    return { rules, quietHours, carriers: carriers.map((carrier) => ({ ...carrier, ...idle })) };
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

  /** Tells the listeners once for all changes of one turn. */
  function changed(id?: string): void {
    asking.forget(id);
    if (announced) return;
    announced = true;
    queueMicrotask(() => {
      announced = false;
      if (listeners.size === 0) return;
      const now = state();
      for (const listener of listeners) listener(now);
    });
  }

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
  });

  return {
    ...commands,
    alerts: unfinishedAlerts,
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

    setUsageAddress(address) {
      usageAddress = address;
      changed();
    },

    start() {
      polling = true;
      // Others may have written to the history while nothing was asked.
      changed();
      poller.start();
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
      await poller.stop();
    },

    async stop() {
      await this.pause();
      leaveSettings();
      settings.close();
      history.close();
    },
  };
}
