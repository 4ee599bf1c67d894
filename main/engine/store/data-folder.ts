import { isAbsolute, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The path of the data folder: FUELGAUGE_HOME, or else the system's standard place. Does not create or check it. */
export function dataFolder(env: Record<string, string | undefined>): string {
  const chosen = env.FUELGAUGE_HOME?.trim();
  if (!chosen) return envPaths('Fuelgauge', { suffix: '' }).data;
  return isAbsolute(chosen) ? chosen : resolve(chosen);
}
