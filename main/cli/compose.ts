import { join } from 'node:path';
import type { Account, AppState, CommandError, ProviderInfo, Result } from '../../shared/model/index.ts';
import type { ChannelDriver, NotificationAction, OutgoingNotification } from '../engine/channels/define.ts';
import { systemClock } from '../engine/clock.ts';
import { findAccount } from '../engine/commands/accounts.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLog, type Log } from '../engine/log.ts';
import { createNodeFetch } from '../engine/network/fetch.ts';
import { endpointsFromEnvironment } from '../engine/network/requester.ts';
import { type History, openHistory } from '../engine/store/history.ts';
import { dataFolder, prepareHome } from '../engine/store/home.ts';
import { openSettings, type SettingsStore } from '../engine/store/settings.ts';
import type { Environment } from '../engine/vault/credentials.ts';
import { createPassphraseVault } from '../engine/vault/passphrase.ts';
import { findProvider, providers } from '../providers/index.ts';
import type { Outcome } from './exit.ts';
import { tell } from './terminal.ts';

/** The engine and what a command needs of its parts. */
export interface Session {
  engine: Engine;
  settings: SettingsStore;
  history: History;
  log: Log;
  environment: Environment;
  /** Stops the engine and closes the data folder. */
  close(): Promise<void>;
}

/** Makes the channels of notifications; they tell what the person does with what they show. */
export type MakeChannels = (
  onAction: (notification: OutgoingNotification, action: NotificationAction) => void,
) => readonly ChannelDriver[];

/**
 * Opens the data folder and composes the engine on it. `browser` also follows what other processes change there. Without
 * channels, nothing is told.
 */
export function openSession(
  shell: AppState['shell'],
  makeChannels: MakeChannels = () => [],
  openFromNotification: (account: string | null, action: 'open' | 'billing') => void = () => {},
): Result<Session, CommandError> {
  const environment = process.env;
  const endpoints = endpointsFromEnvironment(
    environment,
    providers.map(({ id }) => id),
  );
  if (!endpoints.ok) return endpoints;
  const prepared = prepareHome(dataFolder(environment));
  if (!prepared.ok) return prepared;
  const home = prepared.value;
  const settings = openSettings(home, { watch: shell === 'browser' });
  if (!settings.ok) return settings;
  const opened = openHistory(join(home, 'history.db'));
  if (!opened.ok) {
    settings.value.close();
    return opened;
  }
  const { history, notice } = opened.value;
  const log = createLog(home);
  const engine: Engine = createEngine({
    home,
    shell,
    mode: 'live',
    vault: createPassphraseVault(join(home, 'credentials.age')),
    settings: settings.value,
    history,
    providers,
    fetch: createNodeFetch(environment),
    endpoints: endpoints.value,
    environment,
    clock: systemClock,
    random: Math.random,
    log,
    notices: notice === null ? [] : [notice],
    channels: makeChannels((notification, action) => engine.notificationActed(notification, action)),
    openFromNotification,
  });
  const close = async () => {
    await engine.stop();
    log.close();
  };
  return { ok: true, value: { engine, settings: settings.value, history, log, environment, close } };
}

/** Runs a command on the engine and closes the data folder after it, whatever happens. */
export async function withEngine(command: (session: Session) => Promise<Outcome>): Promise<Outcome> {
  const session = openSession('cli');
  if (!session.ok) return session;
  try {
    for (const notice of session.value.engine.state().notices) tell(`Note: ${notice}`);
    return await command(session.value);
  } finally {
    await session.value.close();
  }
}

/** The same, for a command about one account; `reference` is an id or an unambiguous label. */
export function withAccount(
  reference: string,
  command: (session: Session & { account: Account; provider: ProviderInfo }) => Promise<Outcome>,
): Promise<Outcome> {
  return withEngine(async (session) => {
    const account = findAccount(session.settings.get().accounts, reference);
    if (!account.ok) return account;
    const provider = findProvider(account.value.provider);
    if (!provider)
      return {
        ok: false,
        error: {
          kind: 'unknown-provider',
          message: `This version of Fuelgauge knows no provider “${account.value.provider}”.`,
        },
      };
    return command({ ...session, account: account.value, provider });
  });
}
