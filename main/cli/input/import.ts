import { largestBackupBytes } from '../../../shared/backup/format.ts';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { readHidden, stdinIsTerminal } from '../terminal.ts';
import { beginningOf, reasonUnread } from './bytes.ts';

export interface ImportOptions {
  /** Of a backup: everything here is replaced by it. */
  replace?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** The bytes of a file, of standard input (`-`), or of what you paste on the terminal. */
export async function importedBytes(file: string | undefined): Promise<Result<Uint8Array, CommandError>> {
  if (file === undefined && stdinIsTerminal()) {
    const pasted = await readHidden('Paste your keys, then press Ctrl-D. They are not shown.');
    return pasted === null ? badInput('Nothing was pasted. Nothing was added.') : ok(pasted);
  }
  try {
    const bytes = await beginningOf(file ?? '-', largestBackupBytes + 1);
    return bytes.length <= largestBackupBytes
      ? ok(bytes)
      : badInput('This is longer than 10 MiB, so it is neither a list of keys nor a backup.');
  } catch (error) {
    return badInput(
      `The file cannot be read${reasonUnread(error)}. Give the path of a file with keys, or - for standard input.`,
    );
  }
}

/** Far more than anyone’s keys need. */
const mostBytes = 1024 * 1024;

/** The text of a file with keys. */
export function importedText(bytes: Uint8Array): Result<string, CommandError> {
  if (bytes.length > mostBytes) return badInput('This is longer than 1 MiB, so it is no list of keys.');
  const text = new TextDecoder(encodingOf(bytes)).decode(bytes);
  return text.includes('\0') ? badInput('This is not a text, so it is no list of keys.') : ok(text);
}

/** PowerShell writes UTF-16, other programs without the mark that says so: then every second byte of a name is 0. */
function encodingOf(bytes: Uint8Array): 'utf-8' | 'utf-16le' | 'utf-16be' {
  const [first, second, third, fourth] = bytes;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
  if (first !== 0 && second === 0 && third !== 0 && fourth === 0) return 'utf-16le';
  return first === 0 && second !== 0 && third === 0 && fourth !== 0 ? 'utf-16be' : 'utf-8';
}

/** `all`, `none`, or numbers such as `1 3-5`; null: it is none of these. `among`: the numbers that there are. */
export function readChoice(written: string, among: readonly number[]): number[] | null {
  if (/^(?:all|a|yes|y)$/i.test(written)) return [...among];
  if (/^(?:none|no|n)?$/i.test(written)) return [];
  const chosen = new Set<number>();
  for (const part of written.split(/[\s,]+/)) {
    const [, first = '', last = first] = /^(\d{1,4})(?:-(\d{1,4}))?$/.exec(part) ?? [];
    if (first === '') return null;
    for (let number = Number(first); number <= Number(last); number += 1) {
      if (!among.includes(number)) return null;
      chosen.add(number);
    }
  }
  return [...chosen];
}
