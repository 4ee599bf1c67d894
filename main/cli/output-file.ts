import { existsSync } from 'node:fs';
import { type CommandError, ok, type Result } from '../../shared/model/index.ts';
import { notWritable, writeWhole } from '../engine/store/files.ts';
import { badInput } from './exit.ts';
import { shown } from './input/values.ts';
import { agreed, declined, stdinIsTerminal } from './terminal.ts';

/** Whether the file may be written: it is new, or you agree to its replacement. If not, that has been said. */
export async function mayWrite(
  file: string,
  { force = false, advice }: { force?: boolean; advice: string },
): Promise<Result<boolean, CommandError>> {
  if (force || !existsSync(file)) return ok(true);
  const refused = badInput(`There is already a file ‘${shown(file)}’. ${advice} Nothing was written.`);
  if (!stdinIsTerminal()) return refused;
  if (await agreed(`There is already a file ${shown(file)}. Replace it? [y/N]`)) return ok(true);
  declined('Nothing was written.');
  return ok(false);
}

/** Writes a file as a whole, readable only by its owner. */
export function writeFile(file: string, text: string): Result<void, CommandError> {
  try {
    writeWhole(file, text);
    return ok(undefined);
  } catch (error) {
    return { ok: false, error: notWritable(`The file ${shown(file)}`, error) };
  }
}
