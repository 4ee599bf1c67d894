import { app, type Session } from 'electron';
import { keepToOwnPages } from './navigation.ts';
import { denyPermissions } from './permissions.ts';
import { openLinksOutside } from './window-opening.ts';

/** Lays every rule of this folder on the session and on all contents that are ever made; before the first window. */
export function harden(session: Session, openOutside: (url: string) => void): void {
  denyPermissions(session);
  app.on('web-contents-created', (_event, contents) => {
    keepToOwnPages(contents);
    openLinksOutside(contents, openOutside);
  });
}
