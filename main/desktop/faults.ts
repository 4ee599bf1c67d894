import { app, dialog } from 'electron';
import { type Log, reasonOf } from '../engine/log.ts';

/**
 * Notes whatever nobody caught. Without a listener, Electron would show you an exception with its stack in a dialog, and write a
 * rejection where nobody reads it (lib/browser/init.ts, August 2026). What comes before there is a log is kept for it.
 */
export function noteFaults() {
  const early: unknown[] = [];
  let note = (fault: unknown) => {
    early.push(fault);
  };
  process.on('uncaughtException', (fault) => note(fault));
  process.on('unhandledRejection', (fault) => note(fault));
  return {
    writeTo(log: Pick<Log, 'error'>): void {
      note = (fault) =>
        log.error('something failed that nobody caught', {
          reason: reasonOf(fault),
          stack: fault instanceof Error ? fault.stack : undefined,
        });
      for (const fault of early.splice(0)) note(fault);
    },
  };
}

/** Says why the app cannot start, and ends it. Until you have read it, it must not keep the next start away. */
export function refuseStart(message: string): void {
  app.releaseSingleInstanceLock();
  dialog.showErrorBox('Fuelgauge cannot start', message);
  app.exit(1);
}

/** The same for a fault that nobody expected. */
export const refuseAfter = (fault: unknown): void =>
  refuseStart(
    `${reasonOf(fault)}\n\nStart it again. If that does not help, install Fuelgauge again; your data stays.`,
  );
