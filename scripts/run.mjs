import { spawn } from 'node:child_process';

/** @type {NodeJS.Signals[]} */
const signals = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * Runs a program in this terminal and returns its exit code; null if it could not be started.
 * @param {string} program
 * @param {readonly string[]} args
 * @returns {Promise<number | null>}
 */
export function run(program, args) {
  return new Promise((resolve) => {
    const child = spawn(program, args, { stdio: 'inherit' });
    // Signals are forwarded: the child decides when to end, and this script ends with it.
    const forward = (/** @type {NodeJS.Signals} */ signal) => child.kill(signal);
    for (const signal of signals) process.on(signal, forward);
    const ended = (/** @type {number | null} */ code) => {
      for (const signal of signals) process.off(signal, forward);
      resolve(code);
    };
    child.once('error', () => ended(null));
    child.once('exit', (code, signal) =>
      ended(code ?? (signal === 'SIGINT' ? 130 : signal === 'SIGTERM' ? 143 : 1)),
    );
  });
}
