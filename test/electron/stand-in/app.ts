import { EventEmitter } from 'node:events';
import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type {
  App,
  Dock,
  FocusOptions,
  LoginItemSettings,
  LoginItemSettingsOptions,
  Settings,
} from 'electron';
import { focus } from './focus.ts';
import { system, usualPaths } from './machine.ts';
import { type Held, hold } from './single-instance.ts';

interface Manifest {
  name: string;
  productName?: string;
  version: string;
}
const manifest: Manifest = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));

type Used =
  | 'enableSandbox'
  | 'exit'
  | 'focus'
  | 'getAppPath'
  | 'getLoginItemSettings'
  | 'getName'
  | 'getPath'
  | 'getVersion'
  | 'isInApplicationsFolder'
  | 'isPackaged'
  | 'isReady'
  | 'moveToApplicationsFolder'
  | 'name'
  | 'quit'
  | 'relaunch'
  | 'releaseSingleInstanceLock'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setActivationPolicy'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setLoginItemSettings'
  | 'setName'
  | 'setPath'
  | 'setToastActivatorCLSID'
  | 'showAboutPanel'
  | 'whenReady';

/** What happened to the app that only the system would see. */
export const noted = {
  aboutShown: 0,
  aboutBehind: 0,
  sandboxed: false,
  schemes: [] as string[],
  /** The events of the app's end, in their order. */
  ending: [] as string[],
  activationPolicy: 'regular',
  laterStarts: 0,
  moved: 0,
  toastActivator: null as string | null,
};

/** A window, as far as quitting asks it. */
export interface Closable {
  close(): void;
  destroy(): void;
}

/** What `getPath` cannot tell on this system makes it throw, as in Electron. */
type PathName = Parameters<App['getPath']>[0];

export class StandInApp extends EventEmitter implements Pick<App, Used> {
  readonly isPackaged = process.env.STAND_IN_PACKAGED === '1';
  readonly windows = new Set<Closable>();
  /** What the updater waits for. */
  afterLastWindow: (() => void) | null = null;
  name = manifest.productName ?? manifest.name;
  readonly #paths = usualPaths(this.name);
  #lock: Held | null = null;
  #isReady = false;
  #isQuitting = false;
  #isExiting = false;
  #exitCode = 0;
  #loginItem: { openAtLogin: boolean; args: readonly string[] } = {
    openAtLogin: process.env.STAND_IN_OPENED_AT_LOGIN === '1',
    args: ['--hidden'],
  };

  /** macOS alone has one. */
  readonly dock: Pick<Dock, 'hide' | 'show' | 'isVisible'> | undefined =
    system === 'darwin'
      ? {
          hide: () => this.setActivationPolicy('accessory'),
          show: async () => this.setActivationPolicy('regular'),
          isVisible: () => noted.activationPolicy === 'regular',
        }
      : undefined;

  getName = () => this.name;
  setName(name: string): void {
    this.name = name;
  }
  getVersion = () => process.env.STAND_IN_VERSION ?? manifest.version;
  /** The archive, of which Node reads the files as of a folder. */
  getAppPath = () => process.env.STAND_IN_APP_PATH || process.cwd();
  isReady = () => this.#isReady;

  enableSandbox(): void {
    if (this.#isReady) throw new Error('app.enableSandbox() can only be called before app is ready');
    noted.sandboxed = true;
  }

  getPath(name: PathName): string {
    const userData = this.#paths.get('userData') ?? '';
    const path =
      this.#paths.get(name) ??
      { sessionData: userData, logs: join(userData, 'logs'), crashDumps: join(userData, 'Crashpad') }[
        String(name)
      ];
    if (path === undefined) throw new Error(`Failed to get '${name}' path`);
    return path;
  }
  setPath(name: string, path: string): void {
    if (!isAbsolute(path)) throw new Error('Path must be absolute');
    if (!existsSync(path)) throw new Error('Failed to set path');
    this.#paths.set(name, path);
  }

  requestSingleInstanceLock(): boolean {
    this.#lock ??= hold(this.getPath('userData'), ({ argv, cwd }) => {
      noted.laterStarts += 1;
      this.emit('second-instance', {}, argv, cwd, null);
    });
    return this.#lock !== null;
  }
  releaseSingleInstanceLock(): void {
    if (this.#lock !== null) noted.ending.push('lock released');
    this.#lock?.release();
    this.#lock = null;
  }

  setAsDefaultProtocolClient(scheme: string): boolean {
    noted.schemes.push(scheme);
    return true;
  }

  /** Linux has none. macOS knows the app alone, not its arguments; Windows compares them. */
  getLoginItemSettings({ args = [] }: LoginItemSettingsOptions = {}): LoginItemSettings {
    const { openAtLogin } = this.#loginItem;
    const isSame = system === 'darwin' || String(args) === String(this.#loginItem.args);
    return {
      openAtLogin: system !== 'linux' && openAtLogin && isSame,
      wasOpenedAtLogin: system === 'darwin' && process.env.STAND_IN_OPENED_AT_LOGIN === '1',
      status: system === 'darwin' && openAtLogin ? 'enabled' : 'not-registered',
      executableWillLaunchAtLogin: system === 'win32' && openAtLogin,
      launchItems: [],
    };
  }
  setLoginItemSettings({ openAtLogin = false, args = [] }: Settings): void {
    if (system !== 'linux') this.#loginItem = { openAtLogin, args };
  }

  setAboutPanelOptions(): void {}
  setAppUserModelId(): void {}
  setToastActivatorCLSID(id: string): void {
    if (system !== 'win32') throw new TypeError('app.setToastActivatorCLSID is not a function');
    if (!/^\{?[\dA-F]{8}(-[\dA-F]{4}){3}-[\dA-F]{12}\}?$/i.test(id)) throw new Error('Invalid CLSID');
    noted.toastActivator = id;
  }
  showAboutPanel(): void {
    noted.aboutShown += 1;
    // It comes up in its app, and an app that is not the active one is behind.
    if (system === 'darwin' && !focus.isActive) noted.aboutBehind += 1;
  }
  /** macOS lets an app in the background take the keys only if it says `steal`. */
  focus(options?: FocusOptions): void {
    if (system !== 'darwin' || options?.steal) focus.isActive = true;
  }
  setActivationPolicy(policy: 'regular' | 'accessory' | 'prohibited'): void {
    macOnly('setActivationPolicy');
    noted.activationPolicy = policy;
  }
  isInApplicationsFolder(): boolean {
    macOnly('isInApplicationsFolder');
    return process.execPath.split('/').includes('Applications');
  }
  moveToApplicationsFolder(): boolean {
    macOnly('moveToApplicationsFolder');
    noted.ending.push('moved');
    // The copy is opened once this process has ended.
    this.quit();
    return true;
  }
  relaunch(): void {
    noted.ending.push('relaunch');
  }

  /** As Electron: ready only after the main module has been evaluated. */
  async whenReady(): Promise<void> {
    if (!this.#isReady) await new Promise((resolve) => setImmediate(resolve));
    if (this.#isReady) return;
    this.#isReady = true;
    mkdirSync(this.getPath('userData'), { recursive: true });
    this.emit('ready', {}, {});
  }

  /** `before-quit`, then every window closes, then `will-quit` and `quit`: Electron's `browser.cc`. */
  quit(): void {
    if (this.#isQuitting) return;
    this.#isQuitting = !this.#tell('before-quit');
    if (!this.#isQuitting) return;
    if (this.windows.size === 0) this.#notifyAndEnd();
    else for (const window of [...this.windows]) window.close();
  }

  exit(code = 0): void {
    this.#exitCode = code;
    this.#isQuitting = true;
    this.#isExiting = true;
    if (this.windows.size === 0) this.#end();
    else for (const window of [...this.windows]) window.destroy();
  }

  /** The last window is gone. */
  allWindowsClosed(): void {
    if (this.#isExiting) this.#end();
    else if (this.#isQuitting) {
      noted.ending.push('windows closed');
      this.#notifyAndEnd();
    } else this.#tellWindowAllClosed();
  }

  #tellWindowAllClosed(): void {
    noted.ending.push('window-all-closed');
    if (!this.emit('window-all-closed')) this.quit();
    const next = this.afterLastWindow;
    this.afterLastWindow = null;
    next?.();
  }
  /** A window refused to close. */
  closeCancelled(): void {
    this.#isQuitting = false;
  }

  #notifyAndEnd(): void {
    if (this.#tell('will-quit')) this.#isQuitting = false;
    else this.#end();
  }

  #end(): void {
    noted.ending.push('quit');
    this.emit('quit', {}, this.#exitCode);
    const leave = () => process.exit(this.#exitCode);
    if (process.send === undefined) leave();
    else process.send({ ending: noted.ending }, leave);
  }

  /** True if a listener prevented it. */
  #tell(event: 'before-quit' | 'will-quit'): boolean {
    let defaultPrevented = false;
    const preventDefault = () => {
      defaultPrevented = true;
    };
    this.emit(event, { preventDefault });
    noted.ending.push(defaultPrevented ? `${event} (prevented)` : event);
    return defaultPrevented;
  }
}

/** Elsewhere the method is not there at all. */
function macOnly(name: string): void {
  if (system !== 'darwin') throw new TypeError(`app.${name} is not a function`);
}

export const app = new StandInApp();

// Electron's InstallShutdownSignalHandlers.
for (const signal of ['SIGHUP', 'SIGINT', 'SIGTERM'] as const) process.on(signal, () => app.quit());
