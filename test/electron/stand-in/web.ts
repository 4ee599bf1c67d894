import type { Protocol } from 'electron';

/** The app's own pages: what `protocol.handle` answers is what Chromium is served. */
export const handlers = new Map<string, (request: Request) => Response | Promise<Response>>();

export const protocol: Pick<Protocol, 'handle' | 'registerSchemesAsPrivileged'> = {
  handle: (scheme, handler) => void handlers.set(scheme, handler),
  registerSchemesAsPrivileged: () => {},
};
