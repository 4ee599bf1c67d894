import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The shells that completion is tried in. */
export const triedShells = ['bash', 'zsh', 'fish'] as const;

/** Those that are not installed here. */
export const missingShells = ({ PATH = '' }: NodeJS.ProcessEnv): string[] =>
  triedShells.filter((shell) => !PATH.split(delimiter).some((folder) => existsSync(join(folder, shell))));
