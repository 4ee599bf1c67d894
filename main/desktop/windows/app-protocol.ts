import { app, net, protocol } from 'electron';
import { loadPages } from '../../server/pages.ts';
import { contentSecurityPolicy } from '../origin.ts';

/** Must be called before the app is ready. */
export function registerAppScheme(): void {
  protocol.registerSchemesAsPrivileged([{ scheme: 'app', privileges: { standard: true, secure: true } }]);
}

/**
 * Serves the renderer's build, and nothing else, on `app://fuelgauge/`: unlike file://, the scheme gives the pages an
 * origin of their own and no way to other files. False if there is no build.
 */
export function serveRenderer(folder: string): boolean {
  // `electron-vite dev` names its server here. A packaged app takes its pages from nowhere but its own build.
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

/** Hot reload loads code as it comes, from strings too, so there is no content security policy. */
function serveFrom(devServer: string): void {
  protocol.handle('app', (request) => {
    const { pathname, search } = new URL(request.url);
    return net.fetch(new URL(`${pathname}${search}`, devServer).href);
  });
}
