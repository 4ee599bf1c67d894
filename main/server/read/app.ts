import { Hono, type MiddlewareHandler } from 'hono';
import { refusal, refuse, wrongMethod } from '../answers.ts';
import { bearer, type TokenVerifier } from '../bearer.ts';
import { account, history } from './account.ts';
import { calendar } from './calendar.ts';
import { check } from './check.ts';
import { createEvents } from './events.ts';
import type { ReadParts, ReadRoute } from './route.ts';
import { status } from './status.ts';

const longestQuery = 4096;

/** The read API under /v1: everything that Fuelgauge knows of your accounts, and nothing that changes it. */
export function createReadApp(parts: ReadParts, guard: MiddlewareHandler): Hono {
  const app = new Hono();
  const serve = (route: ReadRoute) => {
    app.get(route.path, async (c) => {
      const answer = await route.answer(c, parts);
      return answer instanceof Response ? answer : refuse(c, answer);
    });
    app.all(route.path, (c) => wrongMethod(c, 'GET'));
  };
  const guarded = [status, account, history, check, createEvents()];
  app.use(async (c, next) => {
    if (new URL(c.req.url).search.length > longestQuery)
      return c.json(refusal('too-large', `The query is longer than ${longestQuery} characters.`), 414);
    return await next();
  });
  // No secret: the same for everyone. It takes every schema, so it is loaded when it is asked for.
  app.get('/openapi.json', async (c) => {
    const { openApiDocument } = await import('./openapi.ts');
    return c.json(openApiDocument([...guarded, calendar]));
  });
  app.all('/openapi.json', (c) => wrongMethod(c, 'GET'));
  app.use(calendar.path, calendarToken(parts.tokens));
  serve(calendar);
  app.use(guard);
  for (const route of guarded) serve(route);
  app.all('*', (c) =>
    c.json(refusal('unknown-address', 'There is no such address. /v1/openapi.json lists them all.'), 404),
  );
  app.onError((error, c) => {
    parts.log.error('the read API failed', { path: c.req.path, error: error.message });
    return c.json(refusal('failed', 'Fuelgauge could not answer this. See its log.'), 500);
  });
  return app;
}

const calendarToken = (tokens: TokenVerifier): MiddlewareHandler =>
  bearer(tokens, {
    kind: 'calendar',
    perMinute: 60,
    advice: 'This address needs ?token=TOKEN. `fuelgauge token --calendar` prints the whole address.',
    tokenOf: (c) => c.req.query('token'),
  });
