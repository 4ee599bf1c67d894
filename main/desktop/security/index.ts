import { app, type Session } from 'electron';
import { keepToOwnPages } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { openLinksOutside } from './window-opening.ts';

/** Applies the rules of this folder to the session and to all future web contents. Call it before the first window. */
export function harden(session: Session, openOutside: (url: string) => void): void {
  denyPermissions(session);
  app.on('web-contents-created', (_event, contents) => {
    keepToOwnPages(contents);
    openLinksOutside(contents, openOutside);
  });
}
