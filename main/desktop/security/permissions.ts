import type { Session } from 'electron';
import { isOwnPage } from '../origin.ts';

/** To copy text. Electron asks both handlers. */
const copying = 'clipboard-sanitized-write';

/** Our own pages may copy text. Every other permission is denied, to them too: camera, location, notifications, devices. */
export function limitPermissions(
  session: Pick<
    Session,
    'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler'
  >,
): void {
  session.setPermissionRequestHandler((_contents, permission, answer, details) =>
    answer(mayCopy(permission, details)),
  );
  session.setPermissionCheckHandler((_contents, permission, _origin, details) =>
    mayCopy(permission, details),
  );
  session.setDevicePermissionHandler(() => false);
}

function mayCopy(permission: string, from: { isMainFrame: boolean; requestingUrl?: string }): boolean {
  return permission === copying && from.isMainFrame && isOwnPage(from.requestingUrl ?? '');
}
