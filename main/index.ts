import { app } from 'electron';
import { startArguments } from '../shared/desktop/arguments.ts';
import { registerAppScheme } from './desktop/app-protocol.ts';
import { followLinks } from './desktop/deep-links.ts';
import { runDesktop } from './desktop/run.ts';

registerAppScheme();

if (app.requestSingleInstanceLock()) {
  // The tray keeps the app alive when its windows are closed.
  app.on('window-all-closed', () => {});
  const links = followLinks(startArguments(process.argv));
  // Not awaited: Electron is ready only after this module has been evaluated.
  void app.whenReady().then(() => runDesktop(links));
} else {
  app.quit();
}
