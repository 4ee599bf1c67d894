import type { CommandError } from '../../shared/model/index.ts';

/** The exit codes. Scripts rely on 0 to 4. */
export const exitCodes = {
  done: 0,
  no: 1,
  usage: 2,
  someFailed: 3,
  unknown: 4,
  /** A bug in Fuelgauge (EX_SOFTWARE of sysexits.h). */
  internal: 70,
} as const;
export type ExitCode = (typeof exitCodes)[keyof typeof exitCodes];

/** The outcome of a command: its exit code, or a sentence that says what was wrong with the call. */
export type Outcome = { ok: true; value: ExitCode } | { ok: false; error: CommandError };

export { badInput } from '../../shared/model/index.ts';

/** The user pressed Ctrl-C at a question. What was not done by then is not done. */
export class Cancelled extends Error {}
