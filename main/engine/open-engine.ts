import { join } from 'node:path';
import { channelFields } from '../../shared/alerts/channel-fields.ts';
import { type CommandError, ok, type Result, type Settings } from '../../shared/model/index.ts';
import { providers as registry } from '../providers/index.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from './channels/define.ts';
import { systemClock } from './clock.ts';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';
import { createLog, type Log } from './log.ts';
import { endpointsFromEnvironment } from './network/endpoints.ts';
import { type History, openHistory } from './store/history.ts';
import { dataFolder, prepareHome } from './store/home.ts';
import { openSettings, type SettingsStore } from './store/settings.ts';
import { followTold } from './store/told.ts';
import type { Environment } from './vault/credentials.ts';
import type { Keyring } from './vault/keyring.ts';
import type { Vault } from './vault/vault.ts';

/** Makes the channels. They call `onAction` when the user clicks a notification. */
export type MakeChannels = (
  onAction: (
    notification: Pick<OutgoingNotification, 'account' | 'episode'>,
    action: NotificationAction,
  ) => void,
) => readonly ChannelDriver[];

export interface OpenOptions
  extends Pick<EngineOptions, 'shell' | 'mode' | 'fetch' | 'look' | 'openFromNotification'> {
  environment: Environment;
  /** The data folder. Default: from the environment. */
  home?: string;
  /** `isExpected`: whether the settings name something that is kept in the vault. */
  vault(home: string, isExpected: () => boolean): Vault;
  /** Default: none. */
  keyring?(home: string, log: Log): Keyring;
  /** Default: no channels, so nothing is sent. */
  channels?: MakeChannels | undefined;
  /** Whether to follow what other processes change. */
  watch?: boolean;
  /** Default: all that Fuelgauge knows. */
  providers?: EngineOptions['providers'];
  /** Provider id → origin to use in its place. Default: from the environment. */
  endpoints?: EngineOptions['endpoints'];
  /** Default: the system's. */
  clock?: EngineOptions['clock'];
  /** 0 to 1. Default: Math.random. */
  random?: EngineOptions['random'];
}

/** An engine, and the parts of it that its shell needs. */
export interface OpenEngine {
  engine: Engine;
  home: string;
  settings: SettingsStore;
  history: History;
  log: Log;
  /** Stops the engine and closes the data folder. */
  close(): Promise<void>;
  /** As `close`, but before it returns: for a process that ends right after it. */
  closeAtOnce(): void;
}

/** Opens the data folder and composes the engine on it. If that fails, nothing stays open. */
export function openEngine(options: OpenOptions): Result<OpenEngine, CommandError> {
  const providers = options.providers ?? registry;
  const endpoints = options.endpoints ? ok(options.endpoints) : endpointsFromEnvironment(options.environment);
  if (!endpoints.ok) return endpoints;
  const prepared = prepareHome(options.home ?? dataFolder(options.environment));
  if (!prepared.ok) return prepared;
  const home = prepared.value;
  const settings = openSettings(home, { watch: options.watch ?? false });
  if (!settings.ok) return settings;
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) {
    settings.value.close();
    return opened;
  }
  const { history } = opened.value;
  const log = createLog(home);
  const engine: Engine = createEngine({
    ...options,
    home,
    vault: options.vault(home, () => keepsInVault(settings.value.get())),
    keyring: options.keyring?.(home, log),
    settings: settings.value,
    history,
    providers,
    endpoints: endpoints.value,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    log,
    channels:
      options.channels?.((notification, action) => engine.onNotificationAction(notification, action)) ?? [],
  });
  const unfollow = options.watch ? followTold(home, engine.onTold) : () => {};
  const close = async () => {
    unfollow();
    await engine.stop();
    log.close();
  };
  const closeAtOnce = () => {
    unfollow();
    engine.stopAtOnce();
    log.close();
  };
  return ok({ engine, home, settings: settings.value, history, log, close, closeAtOnce });
}

const keepsInVault = ({ accounts, alerts }: Settings): boolean =>
  accounts.some(({ credential }) => credential.kind === 'vault' && !credential.awaited) ||
  alerts.channels.some(({ kind, awaited }) => channelFields[kind].length > 0 && !awaited);
