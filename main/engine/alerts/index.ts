import { isDeepStrictEqual } from 'node:util';
import type { AccountLook } from '../../../shared/alerts/index.ts';
import {
  type AppState,
  type Channel,
  type ChannelKind,
  type ChannelState,
  type Episode,
  type Notification,
  severityRank,
} from '../../../shared/model/index.ts';
import { dayMs } from '../../../shared/time.ts';
import type { AlertsApi } from '../api/alerts.ts';
import type { ChannelDriver, NotificationAction } from '../channels/define.ts';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { History } from '../store/history.ts';
import type { SettingsStore } from '../store/settings.ts';
import type { Vault } from '../vault/vault.ts';
import { createBrowserChannel } from './browser.ts';
import { channelsOf, createChannelCommands, fieldsOf } from './channels.ts';
import { createAlertCommands } from './commands.ts';
import { createKeeper } from './keeper.ts';
import { createOutbox, lifetimeMs } from './outbox.ts';
import { createPreview, type PastAccount } from './preview.ts';
import { takeName } from './process-name.ts';

export interface AlertsOptions {
  history: History;
  settings: SettingsStore;
  vault: Vault;
  clock: Clock;
  /** 0 to 1. */
  random(): number;
  log: Log;
  /** The person's, an IANA name. */
  zone: string;
  /** Empty where nothing is ever told, as on the command line. */
  drivers: readonly ChannelDriver[];
  accounts(): readonly string[];
  /** Null where the account is gone. */
  look(account: string): AccountLook | null;
  /** Whether some account is to be asked now, or is being asked. */
  isAsking(): boolean;
  past(): readonly PastAccount[];
  /** Whether a page for buying credits is known for this account. */
  hasBillingPage(account: string): boolean;
  /** The person wants to see this account, or all of them, or where to buy credits for it. */
  open?: ((account: string | null, action: 'open' | 'billing') => void) | undefined;
  /** What every shell shows of alerts and channels changed. */
  changed(): void;
}

/** A page that is opened later shows what holds anyway. */
const browserLifetimeMs = 10 * 60_000;

export type Alerts = ReturnType<typeof createAlerts>;

/** Alerts, from what holds to who tells it: `keeper.ts` decides, `outbox.ts` delivers. */
export function createAlerts(options: AlertsOptions) {
  const { history, settings, vault, clock, log } = options;
  const store = history.alerts;
  const { name: owner, release } = takeName();
  const browser = createBrowserChannel(() => {
    store.hurry('browser', clock.now());
    outbox.wake();
  });
  const drivers = new Map<ChannelKind, ChannelDriver>(
    [browser, ...options.drivers].map((driver) => [driver.kind, driver]),
  );
  /** Kind → why it does not work on this system. */
  const unavailable = new Map<ChannelKind, string | null>();
  /** Account → its open episodes. */
  let open = byAccount(store.open());
  let fares: Map<string, Omit<ChannelState, keyof Channel>> | null = null;

  const outbox = createOutbox({
    store,
    clock,
    random: options.random,
    log,
    owner,
    drivers,
    channels: () => channelsOf(settings),
    fieldsOf: (channel) => fieldsOf(vault, channel),
    mayTry: ({ kind }) => worksHere(kind) && (kind !== 'browser' || browser.hasListeners()),
    masked: () => settings.get().preferences.maskAmounts,
    actionsOf,
    changed: channelsChanged,
  });

  const keeper = createKeeper({
    store,
    clock,
    log,
    zone: options.zone,
    owner,
    quietHours: () => settings.get().alerts.quietHours,
    accounts: options.accounts,
    look: options.look,
    isAsking: options.isAsking,
    channelsFor: (severity) =>
      channelsOf(settings).filter(
        ({ kind, enabled, minSeverity }) =>
          enabled && worksHere(kind) && severityRank[severity] >= severityRank[minSeverity],
      ),
    takeBack,
    posted() {
      outbox.wake();
      channelsChanged();
    },
    opened,
    looked() {
      store.expire('browser', clock.now() - browserLifetimeMs, null, clock.now());
      store.expire(null, clock.now() - lifetimeMs, 'It could not be delivered for a day.', clock.now());
      outbox.wake();
    },
  });

  const worksHere = (kind: ChannelKind) => drivers.has(kind) && (unavailable.get(kind) ?? null) === null;

  function opened(episodes: readonly Episode[]): void {
    const next = byAccount(episodes);
    if (isDeepStrictEqual(next, open)) return;
    open = next;
    options.changed();
  }

  function channelsChanged(): void {
    fares = null;
    options.changed();
  }

  function takeBack(sent: readonly { notification: string; channel: string }[]): void {
    const kinds = new Map(channelsOf(settings).map(({ id, kind }) => [id, kind]));
    for (const { notification, channel } of sent) {
      const kind = kinds.get(channel);
      if (kind !== undefined) drivers.get(kind)?.withdraw?.(notification);
    }
  }

  function actionsOf({ account, episode }: Notification): readonly NotificationAction[] {
    const actions: NotificationAction[] = ['open'];
    if (episode !== null) actions.push('snooze');
    if (account !== null && options.hasBillingPage(account)) actions.push('billing');
    return actions;
  }

  function channelState(channel: Channel): ChannelState {
    const known = fares?.get(channel.id) ?? fare(channel);
    fares = (fares ?? new Map()).set(channel.id, known);
    return { ...channel, ...known };
  }

  function fare({ id, kind }: Channel): Omit<ChannelState, keyof Channel> {
    const isHere = options.drivers.length === 0 || drivers.has(kind);
    return {
      ...store.channel(id),
      unavailable: isHere ? (unavailable.get(kind) ?? null) : 'It does not work in this shell.',
    };
  }

  const api: AlertsApi = {
    ...createAlertCommands({
      settings,
      store,
      clock,
      takeBack: (episodes) => {
        takeBack(store.withdraw(episodes, clock.now()));
        channelsChanged();
      },
      changed(account) {
        opened(store.open());
        keeper.changed(account);
      },
    }),
    ...createChannelCommands({
      settings,
      vault,
      store,
      clock,
      drivers,
      outbox,
      stateOf: channelState,
      changed: channelsChanged,
    }),
    preview: createPreview({ history, settings, clock, zone: options.zone, accounts: options.past }),
    onNotification: (listener) => browser.listen(listener),
  };

  return {
    api,
    /** The open episodes of an account. */
    episodesOf: (account: string): readonly Episode[] => open.get(account) ?? [],
    alerting(): AppState['alerting'] {
      const { rules, quietHours } = settings.get().alerts;
      return { rules, quietHours, channels: channelsOf(settings).map(channelState) };
    },
    /** The hosts that channels talk to. */
    hosts: (): AppState['hosts'] =>
      channelsOf(settings).flatMap((channel) => {
        const { host, label, enabled } = channel;
        if (host === null || !enabled) return [];
        const { lastAt } = channelState(channel);
        return [
          { host, provider: label, accounts: 0, everyMs: 0, lastAt, why: 'carries notifications to you' },
        ];
      }),
    /** After a change of this account, or of any. */
    changed(account?: string): void {
      keeper.changed(account);
    },
    /** Its alerts go away with it, wherever they are shown. To be called before its history is removed. */
    accountRemoved(account: string): void {
      takeBack(
        store.withdraw(
          (open.get(account) ?? []).map(({ id }) => id),
          clock.now(),
        ),
      );
      open.delete(account);
    },
    /** The person clicked a notification, or one of its actions. */
    acted(notification: Pick<Notification, 'account' | 'episode'>, action: NotificationAction): void {
      const { account, episode } = notification;
      if (action !== 'snooze') options.open?.(account, action);
      else if (episode !== null) void api.snooze({ episode, until: clock.now() + dayMs });
    },
    /** Decides and tells from now on. */
    start(): void {
      keeper.start();
      outbox.start();
      for (const driver of drivers.values())
        void driver.unavailable().then((why) => {
          unavailable.set(driver.kind, why);
          channelsChanged();
        });
    },
    async pause(): Promise<void> {
      keeper.pause();
      await outbox.stop();
    },
    stop: release,
  };
}

function byAccount(episodes: readonly Episode[]): Map<string, Episode[]> {
  const all = new Map<string, Episode[]>();
  for (const episode of episodes) all.set(episode.account, [...(all.get(episode.account) ?? []), episode]);
  return all;
}
