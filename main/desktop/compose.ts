import { join } from 'node:path';
import { net, safeStorage } from 'electron';
import ElectronStore from 'electron-store';
import { type CommandError, ok, type Result } from '../../shared/model/index.ts';
import { systemClock } from '../engine/clock.ts';
import { createEngine, type Engine } from '../engine/engine.ts';
import { openHistory } from '../engine/history.ts';
import { dataFolder, prepareHome } from '../engine/home.ts';
import { createLog, type Log } from '../engine/log.ts';
import { endpointsFromEnvironment } from '../engine/request.ts';
import { openSettings } from '../engine/settings.ts';
import { createSystemVault } from '../engine/vault-system.ts';
import { providers } from '../providers/index.ts';

const plainTextWarning =
  'This system offers no keychain, so credentials are only weakly protected on this disk. Install GNOME Keyring or KWallet.';

/** The engine with Electron's own store, encryption and network: system proxy and certificates included. */
export async function composeDesktop(): Promise<Result<{ engine: Engine; log: Log }, CommandError>> {
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

  const available = await safeStorage.isAsyncEncryptionAvailable();
  const weak = process.platform === 'linux' && safeStorage.getSelectedStorageBackend() === 'basic_text';
  const vault = createSystemVault(join(home.value, 'credentials.system'), {
    available: () => available,
    encrypt: (text) => safeStorage.encryptStringAsync(text),
    decrypt: async (bytes) => (await safeStorage.decryptStringAsync(bytes)).result,
    warning: weak ? plainTextWarning : null,
  });
  const log = createLog(home.value);
  const engine = createEngine({
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
  });
  return ok({ engine, log });
}
