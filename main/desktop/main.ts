import { app } from 'electron';
import { startArguments } from '../../shared/desktop/arguments.ts';
import { noteFaults, refuseAfter } from './faults.ts';
import { runDesktop } from './run.ts';
import { followLinks } from './system/deep-links.ts';
import { identifyToWindows } from './system/notifications.ts';
import { placeProfile } from './system/profile.ts';
import { registerAppScheme } from './windows/app-protocol.ts';
import { setMenu } from './windows/menu.ts';

const faults = noteFaults();
placeProfile();
app.enableSandbox();
setMenu();
registerAppScheme();
identifyToWindows();

if (app.requestSingleInstanceLock()) {
  // The tray keeps the app alive when its windows are closed.
  app.on('window-all-closed', () => {});
  const links = followLinks(startArguments(process.argv));
  // Not awaited: Electron becomes ready only after this module has been evaluated.
  app
    .whenReady()
    .then(() => runDesktop(links, faults.writeTo))
    .catch(refuseAfter);
} else {
  app.quit();
}
