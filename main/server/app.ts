import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Hono, type MiddlewareHandler } from 'hono';
import { largestBackupBytes } from '../../shared/backup/format.ts';
import { proofRequestSchema, sessionHeader, signInSchema } from '../../shared/browser-session.ts';
import type { ApiContext } from '../engine/api/procedures.ts';
import { appRouter } from '../engine/api/router.ts';
import { readBody } from './body.ts';
import { isFromOwnPage, neverStored, onlyOwnHosts, strictHeaders } from './guard.ts';
import type { PageFile } from './pages.ts';
import { originOf, ownHosts, type Place } from './place.ts';
import { mountScripts, type ScriptParts } from './scripts.ts';
import type { Sessions } from './sessions.ts';
import type { Streams } from './streams.ts';
import type { Tokens } from './tokens.ts';
import { maxBodyBytes } from './usage.ts';

export interface AppParts extends ScriptParts {
  context: ApiContext;
  pages: ReadonlyMap<string, PageFile>;
  sessions: Sessions;
  tokens: Tokens;
  streams: Streams;
}

/** What browser mode answers. */
export function createApp(parts: AppParts, place: Place): Hono {
  const { log, pages } = parts;
  const app = new Hono();
  app.use(neverStored);
  app.use(strictHeaders);
  // For whoever watches over the process, by any name. It tells nothing but that we answer, so it needs no token.
  app.get('/healthz', (c) => c.text('ok'));
  app.use(onlyOwnHosts(ownHosts(place)));
  mountScripts(app, parts, originOf(place));
  app.use(onlyOwnPages(new Set(place.names)));
  app.route('/session', createSessionApp(parts));
  app.route('/trpc', createRouterApp(parts));
  // The pages hold no data, so anyone on this computer may load them.
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

/** Commands and everything else that is not a page come from our own pages alone. `names`: those of your own proxy. */
const onlyOwnPages =
  (names: ReadonlySet<string>): MiddlewareHandler =>
  async (c, next) => {
    const isPage = c.req.method === 'GET' || c.req.method === 'HEAD';
    const source = {
      method: c.req.method,
      host: c.req.header('host'),
      origin: c.req.header('origin'),
      secFetchSite: c.req.header('sec-fetch-site'),
      hasTls: names.has(c.req.header('host') ?? ''),
    };
    if ((!isPage || c.req.path.startsWith('/trpc')) && !isFromOwnPage(source))
      return c.text('Only Fuelgauge’s own pages may send this request.', 403);
    return await next();
  };

/** `POST /session` signs in, `POST /session/proof` proves who we are: shared/browser-session.ts. */
function createSessionApp({ sessions, tokens }: AppParts): Hono {
  const app = new Hono();
  app.post('/', async (c) => {
    const input = signInSchema.safeParse(await jsonOf(c.req.raw));
    if (!input.success) return c.text('This is no sign-in.', 400);
    if (!tokens.lets(input.data.token)) return c.text('This address is not valid any more.', 401);
    sessions.add(input.data.session);
    return c.body(null, 204);
  });
  app.post('/proof', async (c) => {
    const input = proofRequestSchema.safeParse(await jsonOf(c.req.raw));
    if (!input.success) return c.text('This is no question.', 400);
    const proof = sessions.prove(input.data.id, input.data.nonce);
    return proof === null ? c.text(signedOut, 401) : c.json({ proof });
  });
  return app;
}

/** As base64, and what is sent with it. */
const mostBackupBytes = Math.ceil(largestBackupBytes / 3) * 4 + maxBodyBytes;

const signedOut = 'This browser is not signed in. Run `fuelgauge open`.';

async function jsonOf(request: Request): Promise<unknown> {
  const body = await readBody(request, maxBodyBytes);
  if (typeof body === 'string') return null;
  try {
    return JSON.parse(new TextDecoder().decode(body.bytes));
  } catch {
    return null;
  }
}

function createRouterApp({ context, log, sessions, streams }: AppParts): Hono {
  const app = new Hono();
  app.all('/*', async (c) => {
    const session = c.req.header(sessionHeader) ?? '';
    if (!sessions.has(session)) return c.text(signedOut, 401);
    const { method, url, headers, signal } = c.req.raw;
    const hasBody = method !== 'GET' && method !== 'HEAD';
    const most = c.req.path === '/trpc/importBackup' ? mostBackupBytes : maxBodyBytes;
    const body = hasBody ? await readBody(c.req.raw, most) : null;
    if (body === 'too-large') return c.text('The request is too large.', 413);
    if (body === 'broken') return c.text('The request broke off.', 400);
    return await fetchRequestHandler({
      endpoint: '/trpc',
      req: new Request(url, {
        method,
        headers,
        signal: headers.get('accept')?.includes('text/event-stream')
          ? AbortSignal.any([signal, streams.signalOf(session, signal)])
          : signal,
        ...(body && { body: body.bytes }),
      }),
      router: appRouter,
      createContext: () => context,
      onError({ error, path }) {
        if (error.code === 'INTERNAL_SERVER_ERROR')
          log.error('a command failed', { path, error: error.message });
      },
    });
  });
  return app;
}
