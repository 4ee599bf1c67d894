import { join } from 'node:path';
import { z } from 'zod';
import { secondMs } from '../../../shared/time/index.ts';
import { readWhole, writeWhole } from './files.ts';
import { followFile } from './follow-file.ts';

// How a command tells the app that runs on the same data folder what it wrote to the history. The settings need nothing of the
// kind: their file is followed.

const toldSchema = z.object({ at: z.number(), accounts: z.array(z.string()) });
type Told = z.infer<typeof toldSchema>;

const fileIn = (home: string) => join(home, 'history.told.json');
const nothing: Told = { at: 0, accounts: [] };

/** Commands that follow each other so closely may be noticed as one. */
const togetherMs = 10 * secondMs;

/** Tells which accounts and budgets a command wrote about. If that cannot be written, the app notices a minute later. */
export function tellOthers(home: string, accounts: readonly string[], now: number): void {
  const before = readTold(home);
  const kept = Math.abs(now - before.at) < togetherMs ? before.accounts : [];
  write(home, { at: now, accounts: [...new Set([...kept, ...accounts])] });
}

/** Calls `onTold` with what a command wrote about, until the returned function is called. */
export function followTold(home: string, onTold: (accounts: readonly string[]) => void): () => void {
  // A file that is missing would have to be looked for.
  if (readWhole(fileIn(home)) === null) write(home, nothing);
  return followFile(fileIn(home), () => onTold(readTold(home).accounts));
}

function write(home: string, told: Told): void {
  try {
    writeWhole(fileIn(home), JSON.stringify(told));
  } catch {
    // A full or read-only disk must not stop anything else.
  }
}

function readTold(home: string): Told {
  try {
    return toldSchema.parse(JSON.parse(readWhole(fileIn(home))?.toString() ?? ''));
  } catch {
    return nothing;
  }
}
