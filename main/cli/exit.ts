import type { CommandError } from '../../shared/model/index.ts';
import type { ExitCode } from './exit-codes.ts';

/** The outcome of a command: its exit code, or a sentence that says what was wrong with the call. */
export type Outcome = { ok: true; value: ExitCode } | { ok: false; error: CommandError };

export { badInput } from '../../shared/model/index.ts';
export { type ExitCode, exitCodes } from './exit-codes.ts';

/** The user pressed Ctrl-C at a question. What was not done by then is not done. */
export class Cancelled extends Error {}
