import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { readWhole, writeWhole } from '../engine/store/files.ts';

// Where browser mode runs on a data folder, for `fuelgauge open`: an address with a token that works once.

const runningSchema = z.object({ pid: z.number().int(), origin: z.url(), token: z.string() });
export type Running = z.infer<typeof runningSchema>;

const fileIn = (home: string) => join(home, 'browser-mode.json');

/** Tells where browser mode runs. If it cannot be written, only `fuelgauge open` misses it. */
export function tellRunning(home: string, running: Running): void {
  try {
    writeWhole(fileIn(home), JSON.stringify(running));
  } catch {
    // A full or read-only disk must not stop browser mode.
  }
}

/** Takes back what this process told, unless another one has told since. */
export function untellRunning(home: string): void {
  try {
    if (readRunning(home)?.pid === process.pid) rmSync(fileIn(home), { force: true });
  } catch {
    // Then `fuelgauge open` finds that nobody answers.
  }
}

/** What browser mode last told; null: nothing. It may have been killed since. */
export function readRunning(home: string): Running | null {
  try {
    return runningSchema.parse(JSON.parse(readWhole(fileIn(home))?.toString('utf8') ?? ''));
  } catch {
    return null;
  }
}
