import { app } from 'electron';
import { startArguments } from '../shared/desktop/arguments.ts';
import { noteFaults, refuseAfter } from './desktop/faults.ts';
import { runDesktop } from './desktop/run.ts';
import { followLinks } from './desktop/system/deep-links.ts';
import { identifyToWindows } from './desktop/system/notifications.ts';
import { placeProfile } from './desktop/system/profile.ts';
import { registerAppScheme } from './desktop/windows/app-protocol.ts';
import { setMenu } from './desktop/windows/menu.ts';

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
