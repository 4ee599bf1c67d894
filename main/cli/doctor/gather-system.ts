import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { arch, platform } from 'node:os';
import { dirname, join, sep } from 'node:path';
import packageJson from '../../../package.json' with { type: 'json' };
import { trayHelp } from '../../../shared/desktop/tray-help.ts';
import { createDesktopChannel } from '../../engine/channels/desktop.ts';
import { hasTrayWatcher } from '../../engine/channels/tray-watcher.ts';
import { systemClock } from '../../engine/clock.ts';
import { ProxyError, proxyFor } from '../../engine/network/proxy.ts';
import { ioReason } from '../../engine/store/files.ts';
import type { Environment } from '../../engine/vault/credentials.ts';
import { readRunning } from '../../server/running.ts';
import { answers } from '../actions/open.ts';
import type { DesktopFacts, ProgramFacts, ProxyFacts, RunningFacts } from './facts.ts';
import { short } from './gather-folder.ts';

export function gatherProgram(): ProgramFacts {
  const started = realpathSync(process.argv[1] ?? process.execPath);
  const root = dirname(dirname(dirname(started)));
  const installed = process.versions.electron
    ? 'app'
    : started.includes(`${sep}node_modules${sep}`)
      ? 'npm'
      : existsSync(join(root, '.git'))
        ? 'checkout'
        : 'unknown';
  return {
    version: packageJson.version,
    node: process.versions.node,
    system: `${platform()} ${arch()}`,
    installed,
    path: short(started),
  };
}

const proxyNames = ['HTTPS_PROXY', 'HTTP_PROXY', 'NO_PROXY'].flatMap((name) => [name.toLowerCase(), name]);

export function gatherProxy(env: Environment): ProxyFacts {
  return {
    variables: proxyNames.flatMap((name) => {
      const value = (env[name] ?? '').trim();
      return value === '' ? [] : [{ name, value: withoutPassword(value) }];
    }),
    wrong: wrongProxy(env),
    certificates: certificatesOf(env.NODE_EXTRA_CA_CERTS),
    unchecked: env.NODE_TLS_REJECT_UNAUTHORIZED === '0',
  };
}

/** Whatever stands before the last `@`, also in what is no address. */
const withoutPassword = (value: string): string =>
  value.replace(/^([a-z][a-z0-9+.-]*:\/\/)?.*@/i, (_, scheme: string | undefined) => `${scheme ?? ''}•••@`);

function wrongProxy(env: Environment): string | null {
  try {
    proxyFor(new URL('https://provider.example/'), env);
    return null;
  } catch (error) {
    return error instanceof ProxyError ? error.variable : null;
  }
}

function certificatesOf(file: string | undefined): ProxyFacts['certificates'] {
  if (!file) return null;
  const path = short(file);
  try {
    const isPem = readFileSync(file, 'utf8').includes('-----BEGIN CERTIFICATE-----');
    return { path, reason: isPem ? null : 'it holds no certificate' };
  } catch (error) {
    return { path, reason: ioReason(error) };
  }
}

/** What notifications and the icon need on Linux; null: not on Linux. */
export async function gatherDesktop(env: Environment): Promise<DesktopFacts | null> {
  if (process.platform !== 'linux') return null;
  const channel = createDesktopChannel({
    platform: process.platform,
    env,
    clock: systemClock,
    onAction: () => {},
  });
  const notifications = (await channel.unavailable?.()) ?? null;
  const isWayland = env.XDG_SESSION_TYPE === 'wayland' || Boolean(env.WAYLAND_DISPLAY);
  const tray = trayHelp({
    watcher: await hasTrayWatcher(env),
    wayland: isWayland,
    desktop: env.XDG_CURRENT_DESKTOP ?? '',
  });
  return { notifications, tray };
}

export async function gatherRunning(home: string, alerts: number | null): Promise<RunningFacts> {
  const told = readRunning(home);
  return {
    serve: told && { origin: told.origin, pid: told.pid, answers: await answers(told.origin) },
    alerts,
  };
}
