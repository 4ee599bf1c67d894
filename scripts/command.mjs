import { pathToFileURL } from 'node:url';
import { builtCommand, isBuilt } from './built.mjs';

/** Builds what is out of date. Resolves with false, with a message, if that fails. */
export async function buildIfStale() {
  // Node loads what removes types only where there is something to build.
  return isBuilt() || (await import('./build.ts')).ensureBuilt();
}

/**
 * Runs the built command in this process.
 * @param {readonly string[]} args
 */
export async function runCommand(args) {
  process.argv.splice(2, process.argv.length, ...args);
  await import(pathToFileURL(builtCommand).href);
}
