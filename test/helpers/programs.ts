import { accessSync, constants } from 'node:fs';
import { join } from 'node:path';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which of the programs are not on this machine's PATH. */
export function missingPrograms(programs: readonly string[], environment: Environment): string[] {
  const folders = (environment.PATH ?? '').split(':').filter((folder) => folder !== '');
  return programs.filter((program) => !folders.some((folder) => isProgram(join(folder, program))));
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
