import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { report } from './report.ts';

/** A class name of uPlot, which a bundler does not rename. */
const chartMark = 'u-cursor-pt';

/** The gzipped JavaScript that a page loads before it shows anything, and that it has no chart code. */
export function bundle(renderer: string): void {
  const popover = staticScripts(renderer, 'popover.html');
  const dashboard = staticScripts(renderer, 'index.html');
  report("JavaScript of the popover's first paint, gzip", kilobytes(popover), 'kB', 150);
  report("JavaScript of the dashboard's first paint, gzip", kilobytes(dashboard), 'kB');
  const isChart = (code: string) => code.includes(chartMark);
  const all = globSync('assets/*.js', { cwd: renderer }).map((path) =>
    readFileSync(join(renderer, path), 'utf8'),
  );
  if (!all.some(isChart))
    throw new Error('No chart was found in the build: its class name must have changed.');
  report(
    'scripts with a chart in either first paint',
    [...popover, ...dashboard].filter(isChart).length,
    '',
    0,
  );
}

/** The code that a page loads at once: its scripts and their imports, which the bundler lists in the page. */
function staticScripts(renderer: string, page: string): string[] {
  const html = readFileSync(join(renderer, page), 'utf8');
  const paths = [...html.matchAll(/(?:src|href)="([^"]+\.js)"/g)].map(([, path = '']) => path);
  if (paths.length === 0) throw new Error(`${page} loads no script.`);
  return [...new Set(paths)].map((path) => readFileSync(join(renderer, path), 'utf8'));
}

const kilobytes = (scripts: readonly string[]): number =>
  scripts.reduce((sum, code) => sum + gzipSync(code).length, 0) / 1000;
