import { app, type Session } from 'electron';
import { sendNoCertificate } from './certificates.ts';
import { keepToOwnPages } from './navigation.ts';
import { limitPermissions } from './permissions.ts';
import { openLinksOutside } from './window-opening.ts';

/** Applies the rules of this folder to the app, the session and all future web contents. Call it before the first window. */
export function harden(session: Session, openOutside: (url: string) => void): void {
  limitPermissions(session);
  sendNoCertificate(app);
  app.on('web-contents-created', (_event, contents) => {
    keepToOwnPages(contents);
    openLinksOutside(contents, openOutside);
  });
}
