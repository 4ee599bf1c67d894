import { Hono, type MiddlewareHandler } from 'hono';
import type { EngineApi } from '../../../shared/api/engine.ts';
import { statusJson } from '../../../shared/status-json.ts';
import type { Log } from '../../engine/log.ts';
import { refusal, type TokenVerifier } from '../bearer.ts';

export interface ReadParts {
  /** What is asked: the live engine, or the demo's if the command was `serve --demo`. */
  shown(): EngineApi;
  tokens: TokenVerifier;
  log: Log;
}

/** The read API under /v1: everything that Fuelgauge knows of your accounts, and nothing that changes it. */
export function createReadApp({ shown, log }: ReadParts, guard: MiddlewareHandler): Hono {
  const app = new Hono();
  app.use(guard);
  app.get('/status', (c) => c.json(statusJson(shown().state())));
  app.all('*', (c) => c.json(refusal('bad-input', 'There is no such address.'), 404));
  app.onError((error, c) => {
    log.error('the read API failed', { path: c.req.path, error: error.message });
    return c.json(refusal('failed', 'Fuelgauge could not answer this. See its log.'), 500);
  });
  return app;
}
