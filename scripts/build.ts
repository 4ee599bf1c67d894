import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { exclusively } from './lock.mjs';

const root = join(import.meta.dirname, '..');
const stamp = join(root, 'out', 'built');
const sources = ['renderer/**/*', 'main/**/*', 'shared/**/*', 'electron.vite.config.ts', 'package-lock.json'];

/** Changes whenever a source file is added, removed or edited. */
function fingerprint(): string {
  const hash = createHash('sha256');
  for (const path of globSync(sources, { cwd: root }).sort()) {
    const { mtimeMs, size } = statSync(join(root, path));
    hash.update(`${path} ${size} ${mtimeMs}\n`);
  }
  return hash.digest('hex');
}

/** Whether `out/` was built from the current sources. */
function isBuilt(): boolean {
  return (
    existsSync(join(root, 'out', 'renderer', 'index.html')) &&
    existsSync(stamp) &&
    readFileSync(stamp, 'utf8') === fingerprint()
  );
}

/** Builds the app if `out/` is missing or older than the sources. Returns false, with a message, if that fails. */
export async function ensureBuilt(): Promise<boolean> {
  if (isBuilt()) return true;
  return exclusively(() => {
    if (isBuilt()) return true;
    process.stderr.write('Building Fuelgauge.\n');
    const before = fingerprint();
    const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const built = spawnSync(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (built.status !== 0) {
      process.stderr.write('The build failed. See the lines above.\n');
      return false;
    }
    mkdirSync(join(root, 'out'), { recursive: true });
    writeFileSync(stamp, before);
    return true;
  });
}
