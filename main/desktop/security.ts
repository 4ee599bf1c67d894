import { app, type Session, shell, type WebContents } from 'electron';
import { isOwnPage, mayOpenExternally } from './links.ts';

/** Denies every permission, navigation, new window and webview; external links open only to https hosts that the catalogue lists. */
export function harden(session: Session, hosts: ReadonlySet<string>): void {
  session.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  session.setPermissionCheckHandler(() => false);
  session.setDevicePermissionHandler(() => false);
  app.on('web-contents-created', (_event, contents) => hardenContents(contents, hosts));
}

function hardenContents(contents: WebContents, hosts: ReadonlySet<string>): void {
  contents.setWindowOpenHandler(({ url }) => {
    if (mayOpenExternally(url, hosts)) void shell.openExternal(url);
    return { action: 'deny' };
  });
  contents.on('will-navigate', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  contents.on('will-redirect', (event, url) => {
    if (!isOwnPage(url)) event.preventDefault();
  });
  contents.on('will-attach-webview', (event) => event.preventDefault());
}
