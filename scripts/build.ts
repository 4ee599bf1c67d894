import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { isBuilt, noteBuilt, root, sourcesNow } from './built.mjs';
import { exclusively } from './lock.mjs';

/** Builds the app if `out/` is missing or older than the sources. Returns false, with a message, if that fails. */
export async function ensureBuilt(): Promise<boolean> {
  if (isBuilt()) return true;
  return exclusively(() => {
    if (isBuilt()) return true;
    process.stderr.write('Building Fuelgauge.\n');
    const before = sourcesNow();
    const bin = join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js');
    const built = spawnSync(process.execPath, [bin, 'build', '--logLevel', 'warn'], {
      cwd: root,
      stdio: ['ignore', 2, 2],
    });
    if (built.status !== 0) {
      process.stderr.write('The build failed. See the lines above.\n');
      return false;
    }
    noteBuilt(before);
    return true;
  });
}
