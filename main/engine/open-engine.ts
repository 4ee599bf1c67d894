import { join } from 'node:path';
import { type CommandError, ok, type Result } from '../../shared/model/index.ts';
import { providers as registry } from '../providers/index.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from './channels/define.ts';
import { systemClock } from './clock.ts';
import { createEngine, type Engine, type EngineOptions } from './engine.ts';
import { createLog, type Log } from './log.ts';
import { endpointsFromEnvironment } from './network/endpoints.ts';
import { type History, openHistory } from './store/history.ts';
import { dataFolder, prepareHome } from './store/home.ts';
import { openSettings, type SettingsStore } from './store/settings.ts';
import type { Environment } from './vault/credentials.ts';
import type { Vault } from './vault/vault.ts';

/** Makes the channels of notifications; they tell what the person does with what they show. */
export type MakeChannels = (
  onAction: (notification: OutgoingNotification, action: NotificationAction) => void,
) => readonly ChannelDriver[];

export interface OpenOptions
  extends Pick<EngineOptions, 'shell' | 'mode' | 'fetch' | 'openFromNotification'> {
  environment: Environment;
  /** The data folder; the one that the environment names if missing. */
  home?: string;
  vault(home: string): Vault;
  /** Missing: nothing is told. */
  channels?: MakeChannels | undefined;
  /** Follows what other processes change in the settings. */
  watch?: boolean;
  /** All that Fuelgauge knows if missing. */
  providers?: EngineOptions['providers'];
  /** Provider id → origin that stands in for it; those that the environment names if missing. */
  endpoints?: EngineOptions['endpoints'];
  /** The system's if missing. */
  clock?: EngineOptions['clock'];
  /** 0 to 1; random if missing. */
  random?: EngineOptions['random'];
}

/** An engine, and what its shell needs of the parts that it stands on. */
export interface OpenEngine {
  engine: Engine;
  home: string;
  settings: SettingsStore;
  history: History;
  log: Log;
  /** Stops the engine and closes the data folder. */
  close(): Promise<void>;
}

/** Opens the data folder and puts the engine together on it. Where that fails, nothing stays open. */
export function openEngine(options: OpenOptions): Result<OpenEngine, CommandError> {
  const providers = options.providers ?? registry;
  const endpoints = options.endpoints ? ok(options.endpoints) : standInsOf(options.environment, providers);
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
  const { history, notice } = opened.value;
  const log = createLog(home);
  const engine: Engine = createEngine({
    ...options,
    home,
    vault: options.vault(home),
    settings: settings.value,
    history,
    providers,
    endpoints: endpoints.value,
    clock: options.clock ?? systemClock,
    random: options.random ?? Math.random,
    log,
    notices: notice === null ? [] : [notice],
    channels:
      options.channels?.((notification, action) => engine.onNotificationAction(notification, action)) ?? [],
  });
  const close = async () => {
    await engine.stop();
    log.close();
  };
  return ok({ engine, home, settings: settings.value, history, log, close });
}

const standInsOf = (environment: Environment, providers: EngineOptions['providers']) =>
  endpointsFromEnvironment(
    environment,
    providers.map(({ id }) => id),
  );
