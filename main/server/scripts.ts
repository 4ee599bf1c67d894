import { Hono } from 'hono';
import type { EngineApi } from '../../shared/api/engine.ts';
import type { Log } from '../engine/log.ts';
import { readToken, type TokenVerifier } from './bearer.ts';
import { neverStored, onlyOwnHosts, strictHeaders } from './guard.ts';
import { createMetricsApp, type MetricSource } from './metrics/app.ts';
import { ownHosts } from './place.ts';
import { createReadApp } from './read/app.ts';
import { createUsageApp, type UsageLedger } from './usage.ts';

export interface ScriptParts {
  /** Where use is logged and whose tokens count: always the live engine, even while pages show the demo. */
  live: UsageLedger & TokenVerifier;
  /** What is read: the live engine, or the demo's if the command was `serve --demo`. */
  shown(): EngineApi & MetricSource;
  log: Log;
}

/** All that scripts may ask, each with a token, in browser mode and in the desktop app. `pages`: where browser mode is. */
export function mountScripts(app: Hono, { live, shown, log }: ScriptParts, pages: string | null): void {
  const guard = readToken(live);
  app.route('/v1/usage', createUsageApp(live, log));
  app.route('/metrics', createMetricsApp({ shown, log }, guard));
  app.route('/v1', createReadApp({ shown, tokens: live, log, pages }, guard));
}

/** `mountScripts` on its own, for the desktop app, which serves nothing else. */
export function createScriptHost(parts: ScriptParts, port: number): Hono {
  const app = new Hono();
  app.use(neverStored);
  app.use(strictHeaders);
  app.use(onlyOwnHosts(ownHosts({ port })));
  mountScripts(app, parts, null);
  app.notFound((c) => c.text('There is no such page.', 404));
  return app;
}
