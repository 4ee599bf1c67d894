import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import { type CommandError, fail, ok, type Result } from '../../shared/model/index.ts';
import type { ApiContext } from '../engine/api/procedures.ts';
import { appRouter } from '../engine/api/router.ts';
import type { Log } from '../engine/log.ts';
import { withBody } from './body.ts';
import { isFromOwnPage, ownHosts, randomToken, sameSecret, strictHeaders } from './guard.ts';
import { type Listening, listen } from './listen.ts';
import { loadPages, noAccessPage, type PageFile } from './pages.ts';
import { createUsageApp, maxBodyBytes, type UsageLedger } from './usage.ts';

export interface ServerOptions {
  context: ApiContext;
  /** Where POST /v1/usage logs to: always the live engine, even while pages show the demo. */
  usage: UsageLedger;
  /** The renderer's build. */
  rendererDir: string;
  /** Default: the default port, or any free one if that is in use. 0: any free one. */
  port?: number | undefined;
  log: Log;
}

export interface RunningServer extends Listening {
  /** The address to open, with the token that signs a browser in. */
  address: string;
}

/** The folder of the renderer's build, both in a checkout and in the built command. */
export function rendererFolder(): string {
  let folder = import.meta.dirname;
  while (!existsSync(join(folder, 'package.json')) && dirname(folder) !== folder) folder = dirname(folder);
  return join(folder, 'out', 'renderer');
}

/** Starts browser mode: the pages, the router and the usage endpoint on 127.0.0.1. Never rejects. */
export async function startServer(options: ServerOptions): Promise<Result<RunningServer, CommandError>> {
  const pages = loadPages(options.rendererDir);
  if (!pages)
    return fail({
      kind: 'not-supported',
      message: 'The app’s pages have not been built. Run `npm run build` in the checkout first.',
    });
  const token = randomToken();
  const listening = await listen(options.port, (port) => createApp(options, pages, token, port));
  if (!listening.ok) return listening;
  return ok({ ...listening.value, address: `${listening.value.origin}/?token=${token}` });
}

function createApp(
  { context, usage, log }: ServerOptions,
  pages: ReadonlyMap<string, PageFile>,
  token: string,
  port: number,
): Hono {
  const app = new Hono();
  const hosts = ownHosts(port);
  app.use(strictHeaders);
  app.use(async (c, next) => {
    if (!hosts.has(c.req.header('host') ?? '')) return c.text('This name does not lead to Fuelgauge.', 421);
    return await next();
  });
  app.route('/v1/usage', createUsageApp(usage, log));
  app.use(letIn(token, port));
  serveRouter(app, context, log);
  app.get('*', (c) => {
    const page = pages.get(c.req.path);
    if (!page) return c.text('There is no such page.', 404);
    if (page.hashed) c.header('Cache-Control', 'private, max-age=31536000, immutable');
    return c.body(page.body, 200, { 'Content-Type': page.type });
  });
  app.notFound((c) => c.text('There is no such page.', 404));
  app.onError((error, c) => {
    log.error('a request failed', { error: error.message });
    return c.text('Something went wrong. See Fuelgauge’s log.', 500);
  });
  return app;
}

/** Admits only browsers that have opened the address with the token, and commands only from our own pages. */
function letIn(token: string, port: number): MiddlewareHandler {
  // Cookies are shared by all ports of a host. Without the port in the name, two Fuelgauges would sign each other out.
  const cookieName = `fuelgauge-${port}`;
  // The token in the address stays valid while the process runs, so that you can sign in with a second browser. The
  // cookie has a different value: a cookie that leaks from a browser does not reveal the address.
  const session = randomToken();

  return async (c, next) => {
    c.header('Cache-Control', 'no-store');
    const mustBeOwnPage =
      c.req.path.startsWith('/trpc') || (c.req.method !== 'GET' && c.req.method !== 'HEAD');
    const source = {
      method: c.req.method,
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      secFetchSite: c.req.header('sec-fetch-site'),
    };
    if (mustBeOwnPage && !isFromOwnPage(source))
      return c.text('Only Fuelgauge’s own pages may send this request.', 403);

    const given = c.req.query('token');
    if (c.req.path === '/' && given !== undefined && sameSecret(given, token)) {
      setCookie(c, cookieName, session, { httpOnly: true, sameSite: 'Strict', path: '/' });
      return c.redirect('/', 303);
    }
    if (!sameSecret(getCookie(c, cookieName) ?? '', session)) return c.html(noAccessPage, 401);
    return await next();
  };
}

function serveRouter(app: Hono, context: ApiContext, log: Log): void {
  app.all('/trpc/*', async (c) => {
    const req = await withBody(c, maxBodyBytes);
    if (req instanceof Response) return req;
    return await fetchRequestHandler({
      endpoint: '/trpc',
      req,
      router: appRouter,
      createContext: () => context,
      onError({ error, path }) {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          log.error('a command failed', { path, error: error.message });
      },
    });
  });
}
