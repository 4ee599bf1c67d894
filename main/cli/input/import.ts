import { readFile } from 'node:fs/promises';
import { buffer } from 'node:stream/consumers';
import { type CommandError, ok, type Result } from '../../../shared/model/index.ts';
import { badInput } from '../exit.ts';
import { readHidden, stdinIsTerminal } from '../terminal.ts';

export interface ImportOptions {
  /** Of a backup: everything here is replaced by it. */
  replace?: boolean;
  dryRun?: boolean;
  yes?: boolean;
  json?: boolean;
}

/** The bytes of a file, of standard input (`-`), or of what you paste on the terminal. */
export async function importedBytes(file: string | undefined): Promise<Result<Uint8Array, CommandError>> {
  if (file !== undefined && file !== '-') {
    try {
      return ok(await readFile(file));
    } catch (error) {
      // It could be a key given by mistake, so the message does not repeat it.
      const reason = error instanceof Error && 'code' in error ? ` (${error.code})` : '';
      return badInput(
        `The file cannot be read${reason}. Give the path of a file with keys, or - for standard input.`,
      );
    }
  }
  if (!stdinIsTerminal()) return ok(await buffer(process.stdin));
  const pasted = await readHidden('Paste your keys, then press Ctrl-D. They are not shown.');
  return pasted === null ? badInput('Nothing was pasted. Nothing was added.') : ok(pasted);
}

/** Far more than anyone’s keys need. */
const mostBytes = 1024 * 1024;

/** The text of a file with keys. PowerShell writes UTF-16. */
export function importedText(bytes: Uint8Array): Result<string, CommandError> {
  if (bytes.length > mostBytes) return badInput('This is longer than 1 MiB, so it is no list of keys.');
  const isUtf16 = bytes[0] === 0xff && bytes[1] === 0xfe;
  const text = new TextDecoder(isUtf16 ? 'utf-16le' : 'utf-8').decode(bytes);
  return text.includes('\0') ? badInput('This is not a text, so it is no list of keys.') : ok(text);
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
