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
