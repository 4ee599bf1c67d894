import { dataFolder } from '../engine/store/data-folder.ts';
import { shownStatus } from '../engine/store/shown-status.ts';

/** Prints what `status` printed within the last minute if it would print the same. Not on a terminal, where somebody reads it. */
export function showAgain([, ...options]: readonly string[]): boolean {
  const isJson = options.length === 1 && options[0] === '--json';
  if (process.stdout.isTTY || !(isJson || options.length === 0)) return false;
  const shown = shownStatus(dataFolder(process.env), isJson ? 'json' : 'table', process.env, Date.now());
  if (shown === null) return false;
  process.stdout.write(`${shown.text}\n`);
  process.exitCode = shown.code;
  return true;
}
