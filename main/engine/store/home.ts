import { closeSync, existsSync, mkdirSync, openSync, rmSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import envPaths from 'env-paths';
import { type CommandError, fail, ok, type Result } from '../../../shared/model/index.ts';
import { ioReason } from './files.ts';

/** The path of the data folder: FUELGAUGE_HOME, or else the system's standard place. Does not create or check it. */
export function dataFolder(env: Record<string, string | undefined>): string {
  const chosen = env.FUELGAUGE_HOME?.trim();
  if (!chosen) return envPaths('Fuelgauge', { suffix: '' }).data;
  return isAbsolute(chosen) ? chosen : resolve(chosen);
}

/** Creates a data folder that only its owner can use, and checks that it is writable. Returns its path. */
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
      message: `Cannot write to the data folder ${folder}: ${ioReason(error)}. Choose another one with FUELGAUGE_HOME.`,
    });
  }
}

/** Creates a folder and its parents. Not with mkdir's own recursion, which never ends under /proc (Node 24). */
function makeFolder(folder: string): void {
  if (existsSync(folder)) return;
  makeFolder(dirname(folder));
  try {
    mkdirSync(folder, { mode: 0o700 });
  } catch (error) {
    // Another process may have been faster.
    if (!existsSync(folder)) throw error;
  }
}
