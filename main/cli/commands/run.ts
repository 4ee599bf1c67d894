import type { Outcome } from '../exit.ts';

/** Carries out a command and keeps its outcome as the exit code. */
export type Run = (command: () => Promise<Outcome>) => Promise<void>;
