import { Hono, type MiddlewareHandler } from 'hono';
import { accepts } from 'hono/accepts';
import type { PollCounts } from '../../../shared/metrics/index.ts';
import type { AppState } from '../../../shared/model/index.ts';
import type { Log } from '../../engine/log.ts';
import { refusal } from '../answers.ts';

/** The part of an engine that a scrape needs. */
export interface MetricSource {
  state(): AppState;
  pollCounts(): readonly PollCounts[];
}

export interface MetricParts {
  /** What is told: the live engine, or the demo's if the command was `serve --demo`. */
  shown(): MetricSource;
  log: Log;
}

const openMetrics = 'application/openmetrics-text';

/**
 * `GET /metrics`, for Prometheus: https://prometheus.io/docs/instrumenting/exposition_formats/ (read in November 2026). Nothing
 * is loaded or worked out before somebody asks.
 */
export function createMetricsApp({ shown, log }: MetricParts, guard: MiddlewareHandler): Hono {
  const app = new Hono();
  // Those who ask while the same is being written get it, too: many at once cost no more than one.
  const underWay = new Map<string, ReturnType<typeof scrape>>();
  app.use(guard);
  app.get('/', async (c) => {
    const type = accepts(c, {
      header: 'Accept',
      supports: [openMetrics, 'text/plain'],
      default: 'text/plain',
    });
    const scraping =
      underWay.get(type) ??
      scrape(shown(), type === openMetrics ? 'openMetrics' : 'text').finally(() => underWay.delete(type));
    underWay.set(type, scraping);
    const { text, contentType } = await scraping;
    return c.body(text, 200, { 'Content-Type': contentType });
  });
  app.all('*', (c) => c.json(refusal('bad-input', 'Only GET /metrics is answered here.'), 404));
  app.onError((error, c) => {
    log.error('a scrape failed', { error: error.message });
    return c.json(refusal('failed', 'Fuelgauge could not answer this. See its log.'), 500);
  });
  return app;
}

async function scrape(source: MetricSource, format: 'openMetrics' | 'text') {
  const { render, contentTypes } = await import('./render.ts');
  const text = await render({ state: source.state(), polls: source.pollCounts(), now: Date.now() }, format);
  return { text, contentType: contentTypes[format] };
}
