import type { AccountSnapshot } from '../../../shared/alerts/index.ts';
import type { AlertsApi } from '../../../shared/api/alerts.ts';
import type { AppState, ChannelKind, Episode, Notification } from '../../../shared/model/index.ts';
import { isBudgetId } from '../../../shared/money/budget-id.ts';
import { dayMs, minuteMs } from '../../../shared/time/index.ts';
import type { ChannelDriver, NotificationAction, OpenAction } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { AlertStore } from '../store/alert-store.ts';
import type { History } from '../store/history.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { type BrowserChannel, createBrowserChannel } from './browser.ts';
import { createChannelCommands } from './channel-commands.ts';
import { type ChannelStates, createChannelStates } from './channel-states.ts';
import { channelsOf, fieldsOf } from './channels.ts';
import { createAlertCommands } from './commands.ts';
import { createEvaluator, type Evaluator } from './evaluator.ts';
import { mendChannels } from './mend-channels.ts';
import { enqueueEnds } from './notify.ts';
import { createOpenEpisodes, type OpenEpisodes } from './open-episodes.ts';
import { createOutbox, type Outbox } from './outbox.ts';
import { createPreview } from './preview.ts';
import { takeName } from './process-name.ts';
import { createPulse } from './pulse.ts';
import type { PastAccount } from './rewind.ts';
import { createWeekly, type Weekly, type WeeklyOptions } from './weekly.ts';

export interface AlertsOptions {
  home: string;
  history: History;
  settings: SettingsStore;
  vault: Vault;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Log;
  /** The user's time zone, an IANA name. */
  zone: string;
  /** Empty if there are no notifications, as on the command line. */
  drivers: readonly ChannelDriver[];
  accounts(): readonly string[];
  /** Null if the account is gone. */
  snapshotOf(account: string): AccountSnapshot | null;
  /** Whether some account is due for polling, or being polled. */
  isAsking(): boolean;
  past(): readonly PastAccount[];
  /** The page for buying credits for this account; null: none is known. */
  billingPageOf(account: string): string | null;
  weekOf: WeeklyOptions['weekOf'];
  /** The tags of an account, or of the accounts of a budget. */
  tagsOf(account: string): readonly string[];
  /** The user wants to see this account (null: all of them), or where to buy credits for it. */
  onOpen?: ((account: string | null, action: OpenAction) => void) | undefined;
  /** Something that shells show about channels has changed, or about the alerts of these accounts. */
  onChange(accounts: readonly string[]): void;
  /** The alerts were evaluated, which the history has on record. */
  onEvaluated(): void;
}

export interface Alerts {
  api: AlertsApi;
  /** The open episodes of an account. */
  episodesOf(account: string): readonly Episode[];
  alerting(): AppState['alerting'];
  /** The hosts that channels talk to. */
  hosts(): AppState['hosts'];
  /** This account changed, or any account if there is no id. */
  changed(account?: string): void;
  /** Another process changed alerts, or a channel. */
  reread(): void;
  /** Ends an account's alerts and withdraws them, wherever they are shown. */
  accountRemoved(account: string): void;
  /** A balance was read. */
  polled(): void;
  /** Finishes changes of channels that a killed process had begun. To be called when the vault is open. */
  mendChannels(): Promise<void>;
  /** The user clicked a notification, or one of its buttons. */
  onAction(notification: Pick<Notification, 'account' | 'episode'>, action: NotificationAction): void;
  /** Starts to evaluate and to notify. */
  start(): void;
  pause(): Promise<void>;
  stop(): void;
}

/** A page that opens later shows the open alerts anyway. */
const browserLifetimeMs = 10 * minuteMs;

interface Parts extends AlertsOptions {
  store: AlertStore;
  /** The name of this process, as the holder of leases and claims. */
  holder: string;
  browser: BrowserChannel;
  driverOf: ReadonlyMap<ChannelKind, ChannelDriver>;
  channels: ChannelStates;
  episodes: OpenEpisodes;
}

/** Alerts, from conditions to notifications: `evaluator.ts` decides, `outbox.ts` delivers. */
export function createAlerts(options: AlertsOptions): Alerts {
  const { settings, history, clock, onChange } = options;
  const store = history.alerts;
  const { name: holder, release } = takeName();
  const browser = createBrowserChannel(() => {
    store.retryNow('browser', clock.now());
    outbox.wake();
  });
  const driverOf = new Map([browser, ...options.drivers].map((driver) => [driver.kind, driver] as const));
  const delivers = options.drivers.length > 0;
  const channels = createChannelStates({
    settings,
    store,
    clock,
    drivers: driverOf,
    delivers,
    onChange: () => onChange([]),
  });
  const episodes = createOpenEpisodes(store.open(), onChange);
  const parts: Parts = { ...options, store, holder, browser, driverOf, channels, episodes };
  const outbox = outboxOf(parts);
  const weekly = createWeekly({
    ...parts,
    audiences: channels.audiences,
    onEnqueued() {
      outbox.wake();
      channels.changed();
    },
  });
  const evaluator = evaluatorOf(parts, outbox, weekly);
  const pulse = createPulse({
    ...parts,
    channels: channels.pulses,
    fieldsOf: (channel) => fieldsOf(options.vault, channel),
    attempt: outbox.attempt,
    onAttempted: channels.changed,
  });
  const api = { ...apiOf(parts, outbox, evaluator), sendWeeklySummary: weekly.sendNow };
  return {
    api,
    episodesOf: episodes.of,
    alerting() {
      return { ...settings.get().alerts, channels: channels.all() };
    },
    hosts: channels.hosts,
    changed: evaluator.changed,
    reread: () => reread(parts, outbox),
    accountRemoved(account) {
      const own = episodes.of(account);
      const now = clock.now();
      for (const episode of own) store.saveEpisode({ ...episode, clearedAt: now });
      withdrawAll(
        parts,
        own.map(({ id }) => id),
      );
      outbox.wake();
      episodes.remove(account);
    },
    polled: pulse.beat,
    mendChannels: () => mendChannels(parts),
    onAction({ account, episode }, action) {
      if (action !== 'snooze') options.onOpen?.(account, isBudgetId(episode) ? 'spend' : action);
      else if (episode !== null) void api.snooze({ episode, until: clock.now() + dayMs });
    },
    start() {
      evaluator.start();
      outbox.start();
      pulse.start();
      channels.checkDrivers();
    },
    async pause() {
      evaluator.pause();
      await Promise.all([outbox.stop(), pulse.stop()]);
    },
    stop: release,
  };
}

/** Takes back what was notified about these episodes. */
function withdrawAll({ store, clock, channels }: Parts, episodes: readonly string[]): void {
  const now = clock.now();
  const delivered = store.atomically(() => {
    const withdrawn = store.withdraw(episodes, now);
    enqueueEnds({ store, audiences: channels.audiences }, withdrawn, now);
    return withdrawn;
  });
  channels.withdraw(delivered);
}

/** Takes over what another process wrote. */
function reread({ episodes, store, channels }: Parts, outbox: Outbox): void {
  episodes.replace(store.open());
  channels.changed();
  outbox.wake();
}

function outboxOf(parts: Parts): Outbox {
  const { settings, vault, browser, store, clock, channels, billingPageOf } = parts;
  return createOutbox({
    ...parts,
    drivers: parts.driverOf,
    channels: () => channelsOf(settings),
    fieldsOf: (channel) => fieldsOf(vault, channel),
    mayTry: ({ kind }) => channels.works(kind) && (kind !== 'browser' || browser.hasListeners()),
    masked: () => settings.get().preferences.maskAmounts,
    actionsOf: ({ account, episode }) => [
      'open',
      ...(episode === null ? [] : ['snooze' as const]),
      ...(account !== null && billingPageOf(account) !== null ? ['billing' as const] : []),
    ],
    billingPageOf: ({ account }) => (account === null ? null : billingPageOf(account)),
    onLate(delivered) {
      channels.withdraw([delivered]);
      enqueueEnds({ store, audiences: channels.audiences }, [delivered], clock.now());
    },
    onAttempted: channels.changed,
  });
}

function evaluatorOf(parts: Parts, outbox: Outbox, weekly: Weekly): Evaluator {
  const { settings, store, clock, channels, episodes } = parts;
  return createEvaluator({
    ...parts,
    quietHours: () => settings.get().alerts.quietHours,
    audiences: channels.audiences,
    onWithdrawn: channels.withdraw,
    onDecided: weekly.look,
    onEnqueued() {
      outbox.wake();
      channels.changed();
    },
    onEvaluated(open) {
      episodes.replace(open);
      const now = clock.now();
      store.expire('browser', now - browserLifetimeMs, null, now);
      outbox.wake();
      parts.onEvaluated();
    },
  });
}

function apiOf(parts: Parts, outbox: Outbox, evaluator: Evaluator): Omit<AlertsApi, 'sendWeeklySummary'> {
  const { store, browser, driverOf, channels, episodes } = parts;
  return {
    ...createAlertCommands({
      ...parts,
      withdraw(ids) {
        withdrawAll(parts, ids);
        channels.changed();
      },
      onChange(account) {
        episodes.replace(store.open());
        evaluator.changed(account);
      },
    }),
    ...createChannelCommands({
      ...parts,
      drivers: driverOf,
      outbox,
      stateOf: channels.stateOf,
      onChange: channels.changed,
    }),
    preview: createPreview({ ...parts, accounts: parts.past }),
    onNotification: (listener) => browser.listen(listener),
  };
}
