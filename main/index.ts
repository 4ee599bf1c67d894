import { app } from 'electron';
import { startArguments } from '../shared/desktop/arguments.ts';
import { runDesktop } from './desktop/run.ts';
import { followLinks } from './desktop/system/deep-links.ts';
import { placeProfile } from './desktop/system/profile.ts';
import { registerAppScheme } from './desktop/windows/app-protocol.ts';
import { setMenu } from './desktop/windows/menu.ts';

placeProfile();
app.enableSandbox();
setMenu();
registerAppScheme();

if (app.requestSingleInstanceLock()) {
  // The tray keeps the app alive when its windows are closed.
  app.on('window-all-closed', () => {});
  const links = followLinks(startArguments(process.argv));
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  void app.whenReady().then(() => runDesktop(links));
} else {
  app.quit();
}
