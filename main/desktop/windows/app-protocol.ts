import { app, net, protocol } from 'electron';
import { loadPages } from '../../server/pages.ts';
import { contentSecurityPolicy } from '../origin.ts';

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  // The code cache keeps the pages' compiled scripts, so that they load sooner the next time.
  const privileges = { standard: true, secure: true, codeCache: true };
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges }]);
}

/**
 * Serves the renderer's build, and nothing else, on `app://fuelgauge/`. Unlike file://, this gives the pages their own
 * origin and no access to other files. False if there is no build.
 */
export function serveRenderer(folder: string): boolean {
  // Set by `electron-vite dev`. A packaged app loads its pages only from its own build.
  const devServer = app.isPackaged ? undefined : process.env.ELECTRON_RENDERER_URL;
  if (devServer !== undefined) {
    serveFrom(devServer);
    return true;
  }
  const pages = loadPages(folder);
  if (!pages) return false;
  protocol.handle('app', (request) => {
    const { host, pathname } = new URL(request.url);
    const page = host === 'fuelgauge' ? pages.get(pathname) : undefined;
    if (!page) return new Response('Not found', { status: 404 });
    return new Response(page.body, {
      headers: {
        'content-type': page.type,
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
      },
    });
  });
  return true;
}

/** Hot reload evaluates code from strings, so there is no content security policy. */
function serveFrom(devServer: string): void {
  protocol.handle('app', (request) => {
    const { pathname, search } = new URL(request.url);
    return net.fetch(new URL(`${pathname}${search}`, devServer).href);
  });
}
