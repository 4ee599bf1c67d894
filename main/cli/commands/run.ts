import type { Outcome } from '../exit.ts';

/**
 * Runs a command and turns its outcome into the exit code. The commands themselves are in `../actions/` and loaded only
 * when they run: loading the engine and zod takes longer than printing `--help`.
 */
export type Run = (command: () => Promise<Outcome>) => Promise<void>;
