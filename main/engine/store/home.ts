import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { ioReason } from './files.ts';

/** The data folder's path: FUELGAUGE_HOME, else the system's usual place. Not created, not checked. */
export function dataFolder(env: Record<string, string | undefined>): string {
  const chosen = env.FUELGAUGE_HOME?.trim();
  if (!chosen) return envPaths('Fuelgauge', { suffix: '' }).data;
  return isAbsolute(chosen) ? chosen : resolve(chosen);
}

/** Makes a data folder for its owner alone and checks that it can be written. Returns its path. */
export function prepareHome(folder: string): Result<string, CommandError> {
  try {
    makeFolder(folder);
    const probe = join(folder, `.write-check-${process.pid}`);
    closeSync(openSync(probe, 'w', 0o600));
    rmSync(probe);
    return ok(folder);
  } catch (error) {
    return fail({
      kind: 'not-writable',
      message: `The data folder ${folder} cannot be written: ${ioReason(error)}. Choose another with FUELGAUGE_HOME.`,
    });
  }
}

/** Makes a folder and what is missing above it. Not mkdir's own recursion: under /proc that never ends (Node 24). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been quicker.
    if (!existsSync(folder)) throw error;
  }
}
