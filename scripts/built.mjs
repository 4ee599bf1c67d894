// Whether the build is up to date. Plain JavaScript, because it runs before each command: removing types would take longer.
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dirname, '..');

/** The Node that the project runs on. */
export const pinnedNode = join(
  root,
  'node_modules',
  'node',
  'bin',
  process.platform === 'win32' ? 'node.exe' : 'node',
);

/** The built command, which is the package's `bin`. */
export const builtCommand = join(root, 'out', 'main', 'cli.js');

const note = join(root, 'out', 'built');

/** All source files with their size and time; it changes whenever one is added, removed or edited. */
export function sourcesNow() {
  const folders = ['renderer', 'main', 'shared'].flatMap((folder) => inFolder(join(root, folder)));
  const files = ['electron.vite.config.ts', 'package.json', 'package-lock.json'];
  return [...folders, ...files.map((file) => described(join(root, file)))].join('\n');
}

/**
 * Three times as fast as `readdirSync` with `recursive` (Node 24).
 * @param {string} folder
 * @returns {string[]}
 */
function inFolder(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = `${folder}/${entry.name}`;
    return entry.isDirectory() ? inFolder(path) : described(path);
  });
}

/** @param {string} path */
function described(path) {
  const { mtimeMs, size } = statSync(path);
  return `${path} ${size} ${mtimeMs}`;
}

/** Whether `out/` was built from the current sources. */
export function isBuilt() {
  const pages = join(root, 'out', 'renderer', 'index.html');
  return (
    [builtCommand, pages, note].every((file) => existsSync(file)) &&
    readFileSync(note, 'utf8') === sourcesNow()
  );
}

/**
 * Notes which sources `out/` was built from.
 * @param {string} sources
 */
export function noteBuilt(sources) {
  writeFileSync(note, sources);
}
