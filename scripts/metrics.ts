import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { dashboardFile } from './metrics/dashboard.ts';
import { rulesFile } from './metrics/rules.ts';
import { withMetricTable } from './metrics/table.ts';

// Writes everything that follows from the list of metrics. A test compares the files.

/** What each file must hold, by its path; `read` gives what a page holds now. */
export const metricFiles = (read: (path: string) => string): ReadonlyMap<string, string> =>
  new Map([
    ['deploy/prometheus/fuelgauge.rules.yml', rulesFile()],
    ['deploy/grafana/fuelgauge.json', dashboardFile()],
    ['docs/metrics.md', withMetricTable(read('docs/metrics.md'))],
  ]);

if (import.meta.main) {
  const at = (path: string) => join(import.meta.dirname, '..', path);
  for (const [path, text] of metricFiles((page) => readFileSync(at(page), 'utf8')))
    writeFileSync(at(path), text);
}
