import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { report } from './report.ts';

/** What tells code that no first paint needs: a class name of uPlot, an error of zod. A bundler renames neither. */
const marks = { 'a chart': 'u-cursor-pt', zod: 'invalid_union' };

/** The gzipped JavaScript that a page loads before it shows anything, and that neither charts nor zod are in it. */
export function bundle(renderer: string): void {
  const popover = staticScripts(renderer, 'popover.html');
  const dashboard = staticScripts(renderer, 'index.html');
  report("JavaScript of the popover's first paint, gzip", kilobytes(popover), 'kB', 100);
  report("JavaScript of the dashboard's first paint, gzip", kilobytes(dashboard), 'kB', 180);
  const all = globSync('assets/*.js', { cwd: renderer }).map((path) =>
    readFileSync(join(renderer, path), 'utf8'),
  );
  for (const [what, mark] of Object.entries(marks)) {
    const has = (code: string) => code.includes(mark);
    if (!all.some(has)) throw new Error(`${mark} was not found in the build: it must have been renamed.`);
    report(
      `scripts with ${what} in either first paint`,
      [...popover, ...dashboard].filter(has).length,
      '',
      0,
    );
  }
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
