import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { App } from 'electron';

const manifest: { version: string } = JSON.parse(readFileSync(join(process.cwd(), 'package.json'), 'utf8'));

type Used =
  | 'dock'
  | 'exit'
  | 'getLoginItemSettings'
  | 'getPath'
  | 'getVersion'
  | 'isPackaged'
  | 'quit'
  | 'requestSingleInstanceLock'
  | 'setAboutPanelOptions'
  | 'setAppUserModelId'
  | 'setAsDefaultProtocolClient'
  | 'setLoginItemSettings'
  | 'setToastActivatorCLSID'
  | 'showAboutPanel'
  | 'whenReady';

/** What happened to the app that only the system would see. */
export const noted = { aboutShown: 0, exitCode: null as number | null };

class StandInApp extends EventEmitter implements Pick<App, Used> {
  readonly isPackaged = false;
  readonly dock = undefined;
  getVersion = () => manifest.version;
  getPath = () => process.env.FUELGAUGE_HOME ?? '';
  requestSingleInstanceLock = () => true;
  setAsDefaultProtocolClient = () => true;
  getLoginItemSettings = () => ({
    openAtLogin: false,
    wasOpenedAtLogin: false,
    status: 'not-registered' as const,
    executableWillLaunchAtLogin: false,
    launchItems: [],
  });
  setLoginItemSettings = () => {};
  setAboutPanelOptions = () => {};
  setAppUserModelId = () => {};
  setToastActivatorCLSID = () => {};
  showAboutPanel = () => {
    noted.aboutShown += 1;
  };

  /** As Electron: ready only after the main module has been evaluated. */
  async whenReady(): Promise<void> {
    await new Promise((resolve) => setImmediate(resolve));
  }

  exit(code = 0): void {
    noted.exitCode = code;
    process.exit(code);
  }

  quit(): void {
    let prevented = false;
    this.emit('before-quit', {
      preventDefault: () => {
        prevented = true;
      },
    });
    if (!prevented) process.exit(0);
  }
}

export const app = new StandInApp();
