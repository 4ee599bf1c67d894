import { join } from 'node:path';
import type { CommandError, Result } from '../../shared/model/index.ts';
import { withFallback } from '../engine/channels/fallback.ts';
import { createChannels } from '../engine/channels/index.ts';
import { systemClock } from '../engine/clock.ts';
import { type MakeChannels, type OpenEngine, type OpenOptions, openEngine } from '../engine/open-engine.ts';
import { createSystemVault } from '../engine/vault/system.ts';
import { systemCipher } from './system/cipher.ts';
import { electronFetch } from './system/fetch.ts';
import { createElectronChannel } from './system/notifications.ts';
import { platform } from './system/platform.ts';

/** The engine on Electron's encryption and network, which use the system's keychain, proxy and certificates. */
export function composeDesktop(
  openFromNotification: OpenOptions['openFromNotification'],
): Result<OpenEngine, CommandError> {
  return openEngine({
    shell: 'desktop',
    mode: 'live',
    environment: process.env,
    watch: true,
    vault: (home, isExpected) =>
      createSystemVault(join(home, 'credentials.system'), systemCipher, isExpected),
    fetch: electronFetch,
    channels,
    openFromNotification,
  });
}

const channels: MakeChannels = (onAction) => {
  const electron = createElectronChannel({ clock: systemClock, onAction });
  return createChannels({
    fetch: electronFetch,
    clock: systemClock,
    platform: process.platform,
    env: process.env,
    onAction,
  }).map((channel) => {
    if (channel.kind !== 'desktop') return channel;
    return platform === 'linux' ? withFallback(channel, electron) : electron;
  });
};
