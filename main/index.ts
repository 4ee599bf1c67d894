import { join } from 'node:path';
import { app, dialog, nativeTheme, powerMonitor, session } from 'electron';
import type { TrayAction } from '../shared/tray/menu.ts';
import { registerAppScheme, serveRenderer } from './desktop/app-protocol.ts';
import { composeDesktop } from './desktop/compose.ts';
import { serveIpc } from './desktop/ipc.ts';
import { linkHosts } from './desktop/links.ts';
import { harden } from './desktop/security.ts';
import { createTray } from './desktop/tray.ts';
import { followUsagePreference } from './desktop/usage-listener.ts';
import { createMainWindow } from './desktop/window.ts';
import { providers } from './providers/index.ts';
import { createDemo } from './sandbox/demo.ts';
import { createDemoSwitch, pollWhileInCharge } from './sandbox/demo-switch.ts';

registerAppScheme();

const mainWindow = createMainWindow();

if (app.requestSingleInstanceLock()) {
  app.on('second-instance', () => void mainWindow.open(null));
  // The tray keeps the app alive when its window is closed.
  app.on('window-all-closed', () => {});
  app.on('activate', () => void mainWindow.open(null));
  // Not awaited: Electron is ready only after this module has been evaluated.
  void app.whenReady().then(start);
} else {
  app.quit();
}

async function start(): Promise<void> {
  const composed = await composeDesktop();
  if (!composed.ok) {
    dialog.showErrorBox('Fuelgauge cannot start', composed.error.message);
    app.exit(1);
    return;
  }
  const { engine: live, log } = composed.value;
  const world = createDemoSwitch(live, () => createDemo({ shell: 'desktop' }));
  if (process.argv.includes('--demo')) await world.demo.start();

  harden(session.defaultSession, linkHosts(providers));
  if (!serveRenderer(join(import.meta.dirname, '../renderer'))) {
    dialog.showErrorBox('Fuelgauge cannot start', 'Its pages are missing. Install it once more.');
    app.exit(1);
    return;
  }
  serveIpc(world);

  const act = (action: TrayAction): void => {
    if (action.do === 'open') void mainWindow.open(action.account);
    else if (action.do === 'refresh') void world.engine().refresh({});
    else if (action.do === 'pause') void world.engine().setPreferences({ paused: action.paused });
    else app.quit();
  };
  const tray = createTray(world.engine().state(), act);
  const show = () => tray.show(world.engine().state());
  let leave = world.engine().subscribe(show);
  world.demo.onChange(() => {
    leave();
    leave = world.engine().subscribe(show);
    show();
  });
  nativeTheme.on('updated', show);

  powerMonitor.on('suspend', () => void live.pause());
  const polling = pollWhileInCharge(world, live);
  powerMonitor.on('resume', polling.resume);
  const stopListening = followUsagePreference(live, log);

  let closed = false;
  app.on('before-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    polling.leave();
    void Promise.all([world.demo.stop(), stopListening(), live.stop()]).finally(() => {
      closed = true;
      app.quit();
    });
  });
  if (!process.argv.includes('--hidden')) await mainWindow.open(null);
}
