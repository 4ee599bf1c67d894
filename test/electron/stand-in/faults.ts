import { noted } from './app.ts';

/** As Electron where the app listens itself to nothing: a dialog for an exception, a line for a rejection (lib/browser/init.ts). */
export function showFaults(errorBoxes: string[]): void {
  process.on('uncaughtException', (fault) => {
    if (process.listenerCount('uncaughtException') === 1)
      errorBoxes.push(`A JavaScript error occurred in the main process: ${fault.stack}`);
  });
  process.on('unhandledRejection', (reason) => {
    if (process.listenerCount('unhandledRejection') === 1)
      process.stderr.write(`UnhandledPromiseRejectionWarning: ${reason}\n`);
  });
}

/** A fault in the main process that nobody caught. */
export function fault(kind: 'exception' | 'rejection'): void {
  if (kind === 'rejection') void Promise.reject(new Error('an invented rejection'));
  else
    setImmediate(() => {
      throw new Error('an invented exception');
    });
}

/** Blocks until you have read it; the test hears of it when the app has ended. */
export const errorBoxShown = (title: string, content: string): void =>
  void noted.ending.push(`error box: ${title}: ${content}`);
