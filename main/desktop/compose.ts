import { join } from 'node:path';
import { appId } from '../../shared/desktop/app-id.ts';
import type { CommandError, Result } from '../../shared/model/index.ts';
import { withFallback } from '../engine/channels/fallback.ts';
import { createChannels } from '../engine/channels/index.ts';
import { systemClock } from '../engine/clock.ts';
import { type MakeChannels, type OpenEngine, type OpenOptions, openEngine } from '../engine/open-engine.ts';
import { createSystemVault } from '../engine/vault/system.ts';
import { openSystemCipher } from './system/cipher.ts';
import { electronFetch } from './system/fetch.ts';
import { createElectronChannel } from './system/notifications.ts';

/** The engine on Electron's encryption and network, which use the system's keychain, proxy and certificates. */
export async function composeDesktop(
  openFromNotification: OpenOptions['openFromNotification'],
): Promise<Result<OpenEngine, CommandError>> {
  const cipher = await openSystemCipher();
  return openEngine({
    shell: 'desktop',
    mode: 'live',
    environment: process.env,
    watch: true,
    vault: (home, isExpected) => createSystemVault(join(home, 'credentials.system'), cipher, isExpected),
    fetch: electronFetch,
    channels,
    openFromNotification,
  });
}

const channels: MakeChannels = (onAction) =>
  createChannels({
    fetch: electronFetch,
    clock: systemClock,
    platform: process.platform,
    env: process.env,
    windowsAppId: appId,
    onAction,
  }).map((channel) =>
    channel.kind === 'desktop' ? withFallback(channel, createElectronChannel({ onAction })) : channel,
  );
