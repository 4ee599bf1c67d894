import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import { type Context, Hono } from 'hono';
import { z } from 'zod';
import { minuteMs } from '../../shared/time/index.ts';
import {
  capsolverBalance,
  crustdataAccount,
  crustdataCredits,
  scraperapiAccount,
  spidraRanges,
  spidraUsage,
} from './answers.ts';
import { balanceRoutes } from './balance-answers.ts';
import type { SandboxClock } from './clock.ts';
import { controlRoutes } from './control.ts';
import { errorAnswer, type Refused, unauthorizedAnswer } from './errors.ts';
import { createFaults, type Fault } from './faults.ts';
import type { SandboxProvider } from './scenarios.ts';
import { routeScrapio } from './scrapio.ts';
import { type Answer, bearer, type Env, jsonOf, type Serve, sendError } from './serve.ts';
import { type Asked, movedTo, type StandIns, standInFor } from './stand-ins.ts';
import type { World } from './world.ts';

// Documented, read 2026-11: Crustdata 300 a minute, Spidra 300 in 15 minutes.
const allowances = {
  crustdata: { requests: 300, windowMs: minuteMs },
  spidra: { requests: 300, windowMs: 15 * minuteMs },
};
const versionHeader = 'x-api-version';
const version = '2025-11-01';

/** The emulated providers and the control routes as one Hono app, which depends on the world and the clock only. */
export function createSandboxApp({
  world,
  clock,
  standIns = {},
}: {
  world: World;
  clock: SandboxClock;
  standIns?: StandIns;
}): Hono<Env> {
  const faults = createFaults();
  const takeAllowance = createAllowances();
  const app = new Hono<Env>();
  const serve: Serve = async (c, provider, key, answer) => {
    const fault = faults.take(provider, key ?? '');
    if (fault) {
      const shown = await show(c, fault);
      if (shown) return shown;
    }
    if (!key) return refuse(c, provider, 'missing-credential');
    const account = world.find(provider, key);
    if (!account) return refuse(c, provider, 'bad-credential');
    const at = clock.now();
    account.advanceTo(at);
    return answer(account, at);
  };

  routeScraperapi(app, serve);
  routeCrustdata(app, serve, takeAllowance);
  routeCapsolver(app, serve);
  routeSpidra(app, serve, takeAllowance);
  routeScrapio(app, serve);
  routeBalances(app, serve);
  app.route('/_sandbox/', controlRoutes({ world, clock, faults }));
  app.notFound(async (c) => {
    const found = standInFor(standIns, await askedOf(c));
    return found === null
      ? c.html('<!doctype html><title>404 Not Found</title><h1>Not Found</h1>', 404)
      : new Response(movedTo(found.body, clock.now()), { status: found.status, headers: found.headers });
  });
  return app;
}

async function askedOf({ req }: Context<Env>): Promise<Asked> {
  const url = new URL(req.url);
  const headers = Object.values(req.header()).join('\n');
  const text = `${[...url.searchParams.values()].join('\n')}\n${headers}\n${await req.text()}`;
  return { method: req.method, path: url.pathname, text };
}

/** The key is in the query. */
function routeScraperapi(app: Hono<Env>, serve: Serve): void {
  app.get('/account', (c) =>
    serve(c, 'scraperapi', c.req.query('api_key') ?? null, (account, at) =>
      c.json(scraperapiAccount(account, at)),
    ),
  );
}

function routeCrustdata(app: Hono<Env>, serve: Serve, takeAllowance: TakeAllowance): void {
  const limited = (c: Context<Env>, answer: Answer) =>
    serve(c, 'crustdata', bearer(c), (account, at) => {
      const allowance = takeAllowance('crustdata', account.key, at);
      return allowance.left < 0 ? refuse(c, 'crustdata', 'rate-limited') : answer(account, at);
    });
  app.get('/user/credits', (c) => limited(c, (account) => c.json(crustdataCredits(account))));
  app.get('/account/credits', (c) =>
    limited(c, (account) =>
      c.req.header(versionHeader) === version
        ? c.json(crustdataAccount(account))
        : c.json({ message: `Header ${versionHeader} is missing or not a known version` }, 400),
    ),
  );
}

/** The key is in the body. */
function routeCapsolver(app: Hono<Env>, serve: Serve): void {
  app.post('/getBalance', async (c) => {
    const body = z.object({ clientKey: z.string() }).safeParse(await jsonOf(c));
    return serve(c, 'capsolver', body.success ? body.data.clientKey : null, (account, at) =>
      c.json(capsolverBalance(account, at)),
    );
  });
}

/** The key is in either header. */
function routeSpidra(app: Hono<Env>, serve: Serve, takeAllowance: TakeAllowance): void {
  app.get('/api/usage-stats', (c) =>
    serve(c, 'spidra', c.req.header('x-api-key') ?? bearer(c), (account, at) => {
      const allowance = takeAllowance('spidra', account.key, at);
      c.header('RateLimit-Limit', String(allowances.spidra.requests));
      c.header('RateLimit-Remaining', String(Math.max(0, allowance.left)));
      c.header('RateLimit-Reset', String(allowance.resetSeconds));
      if (allowance.left < 0) return refuse(c, 'spidra', 'rate-limited');
      const range = z.enum(spidraRanges).safeParse(c.req.query('range'));
      return range.success
        ? c.json(spidraUsage(account, range.data, at))
        : c.json({ status: 'error', message: `range must be one of ${spidraRanges.join(', ')}` }, 400);
    }),
  );
}

/** Providers of which only the balance is emulated. */
function routeBalances(app: Hono<Env>, serve: Serve): void {
  for (const { provider, path, keyOf, bodyFor } of balanceRoutes())
    app.get(path, (c) =>
      serve(
        c,
        provider,
        keyOf((name) => c.req.header(name) ?? ''),
        (account, at) => c.json(bodyFor(account, at)),
      ),
    );
}

function refuse(c: Context<Env>, provider: SandboxProvider, why: Refused): Response {
  return sendError(c, errorAnswer(provider, why));
}

/** Answers with a fault; null if the request continues afterwards. */
async function show(c: Context<Env>, { provider, fault, delayMs }: Fault): Promise<Response | null> {
  switch (fault) {
    case '401':
      return sendError(c, unauthorizedAnswer(provider));
    case '403':
      return refuse(c, provider, 'forbidden');
    case '429':
      return refuse(c, provider, 'rate-limited');
    case '500':
      return refuse(c, provider, 'broken');
    case 'html':
      return c.html('<!doctype html><title>Maintenance</title><h1>We will be back soon</h1>');
    case 'empty':
      return c.body('', 200, { 'content-type': 'application/json' });
    case 'cut':
      return cutAnswer(c);
    case 'slow':
      await wait(delayMs, c.req.raw.signal);
      return null;
  }
}

/** Promises 1,000 bytes, sends some and breaks the connection. */
function cutAnswer(c: Context<Env>): Response {
  const { outgoing } = c.env;
  outgoing?.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  outgoing?.write('{"requestCount": 1', () => outgoing.destroy());
  return RESPONSE_ALREADY_SENT;
}

/** Resolves after `ms`, or as soon as the client disconnects. */
function wait(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
    if (signal.aborted) done();
  });
}

type TakeAllowance = (
  provider: keyof typeof allowances,
  key: string,
  at: number,
) => { left: number; resetSeconds: number };

/** Counts requests per key and window of sandbox time. */
function createAllowances(): TakeAllowance {
  const counted = new Map<string, { window: number; requests: number }>();
  return (provider, key, at) => {
    const { requests, windowMs } = allowances[provider];
    const window = Math.floor(at / windowMs);
    const before = counted.get(`${provider}/${key}`);
    const now = { window, requests: (before?.window === window ? before.requests : 0) + 1 };
    counted.set(`${provider}/${key}`, now);
    return { left: requests - now.requests, resetSeconds: Math.ceil(((window + 1) * windowMs - at) / 1000) };
  };
}
