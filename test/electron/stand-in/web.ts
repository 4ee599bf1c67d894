import type { Protocol, Session } from 'electron';

/** The app's own pages: what `protocol.handle` answers is what Chromium is served. */
export const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

export const protocol: Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'> = {
  handle: (scheme, handler) => void handlers.set(scheme, handler),
  registerSchemesAsPrivileged: () => {},
};

type Used = 'setPermissionRequestHandler' | 'setPermissionCheckHandler' | 'setDevicePermissionHandler';
/** Which of them the app set. */
export const guarded = new Set<Used>();

const defaultSession: Pick<Session, Used> = {
  setPermissionRequestHandler: () => void guarded.add('setPermissionRequestHandler'),
  setPermissionCheckHandler: () => void guarded.add('setPermissionCheckHandler'),
  setDevicePermissionHandler: () => void guarded.add('setDevicePermissionHandler'),
};
export const session = { defaultSession };
