import type { Outcome } from '../exit.ts';

/**
 * Carries out a command and keeps its outcome as the exit code. What a command does is in `../actions/`, which is loaded
 * only when it runs: the engine and zod take longer to load than `--help` to print.
 */
export type Run = (command: () => Promise<Outcome>) => Promise<void>;
