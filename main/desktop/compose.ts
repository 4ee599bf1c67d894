import { join } from 'node:path';
import { net } from 'electron';
import ElectronStore from 'electron-store';
import { type CommandError, ok, type Result } from '../../shared/model/index.ts';
import { either } from '../engine/channels/either.ts';
import { createChannels } from '../engine/channels/index.ts';
import { systemClock } from '../engine/clock.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { createLog, type Log } from '../engine/log.ts';
import { endpointsFromEnvironment } from '../engine/network/requester.ts';
import { openHistory } from '../engine/store/history.ts';
import { dataFolder, prepareHome } from '../engine/store/home.ts';
import { openSettings } from '../engine/store/settings.ts';
import { createSystemVault } from '../engine/vault/system.ts';
import { providers } from '../providers/index.ts';
import { openSystemCipher } from './system/cipher.ts';
import { createElectronChannel } from './system/notifications.ts';

/** As electron-builder.yml has it: Windows knows the app's notifications by it. */
export const appId = 'dev.fuelgauge.app';

/** The engine with Electron's own store, encryption and network: system proxy and certificates included. */
export async function composeDesktop(
  openFromNotification: (account: string | null, action: 'open' | 'billing') => void,
): Promise<Result<{ engine: Engine; log: Log; home: string }, CommandError>> {
  const home = prepareHome(dataFolder(process.env));
  if (!home.ok) return home;
  const endpoints = endpointsFromEnvironment(
    process.env,
    providers.map(({ id }) => id),
  );
  if (!endpoints.ok) return endpoints;
  const settings = openSettings(home.value, { watch: true, Store: ElectronStore });
  if (!settings.ok) return settings;
  const history = openHistory(join(home.value, 'history.db'));
  if (!history.ok) return history;

  const vault = createSystemVault(join(home.value, 'credentials.system'), await openSystemCipher());
  const log = createLog(home.value);
  const onAction: Parameters<typeof createElectronChannel>[0]['onAction'] = (notification, action) =>
    engine.notificationActed(notification, action);
  const engine: Engine = createEngine({
    home: home.value,
    shell: 'desktop',
    mode: 'live',
    vault,
    settings: settings.value,
    history: history.value.history,
    notices: history.value.notice === null ? [] : [history.value.notice],
    providers,
    fetch: (url, init) => net.fetch(url, init),
    endpoints: endpoints.value,
    environment: process.env,
    clock: systemClock,
    random: Math.random,
    log,
    channels: createChannels({
      fetch: (url, init) => net.fetch(url, init),
      clock: systemClock,
      platform: process.platform,
      env: process.env,
      windowsAppId: appId,
      onAction,
    }).map((channel) =>
      channel.kind === 'desktop' ? either(channel, createElectronChannel({ onAction })) : channel,
    ),
    openFromNotification,
  });
  return ok({ engine, log, home: home.value });
}
