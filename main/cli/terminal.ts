import { openSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { isatty, ReadStream } from 'node:tty';
import { styleText } from 'node:util';
import { read } from 'read';
import { Cancelled, exitCodes, type Outcome } from './exit.ts';

/** Writes a line to standard output. */
export function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Prints one of the documents of `shared/json/`. */
export function printJson<Document extends { schemaVersion: number }>(document: Document): void {
  print(JSON.stringify(document, null, 2));
}

/** Writes a line to standard error, so that it never mixes with output that a script reads. */
export function printError(line: string): void {
  process.stderr.write(`${line}\n`);
}

export type Style = 'bold' | 'dim' | 'red' | 'yellow' | 'green';
export type Paint = (style: Style, text: string) => string;

/** Colours for standard output: only on a terminal, and not if NO_COLOR is set. */
export const paint: Paint = (style, text) => styleText(style, text, { stream: process.stdout });

/** How wide the terminal is. Elsewhere nothing has to fit. */
export const columns = (): number =>
  process.stdout.isTTY ? process.stdout.columns : Number.POSITIVE_INFINITY;

export const stdinIsTerminal = (): boolean => isatty(0);

/** The first `count` lines of standard input, trimmed; empty if there are fewer. The rest is not read. */
export async function readInputLines(count: number): Promise<string[]> {
  const lines: string[] = [];
  for await (const line of createInterface({ input: process.stdin, crlfDelay: Number.POSITIVE_INFINITY })) {
    lines.push(line.trim());
    if (lines.length === count) break;
  }
  process.stdin.destroy();
  return Array.from({ length: count }, (_, index) => lines[index] ?? '');
}

/**
 * Asks on the terminal; with `silent`, typing is not shown. Works with a piped standard input too.
 * Null: there is no terminal. Throws `Cancelled` on Ctrl-C.
 */
export async function ask(prompt: string, { silent }: { silent: boolean }): Promise<string | null> {
  if (!isatty(2)) return null;
  const input = stdinIsTerminal() ? process.stdin : controllingTerminal();
  if (!input) return null;
  // Ctrl-D ends the program here, before anything has been done.
  process.exitCode = exitCodes.usage;
  try {
    const answer = await read({ prompt, silent, input, output: process.stderr });
    if (silent) printError('');
    return answer.trim();
  } catch {
    printError('');
    throw new Cancelled();
  } finally {
    if (input !== process.stdin) input.destroy();
  }
}

/** Whether there is a terminal to ask on, although standard input may be a pipe. */
export function canAsk(): boolean {
  if (!isatty(2)) return false;
  if (stdinIsTerminal()) return true;
  const terminal = controllingTerminal();
  terminal?.destroy();
  return terminal !== null;
}

/** What is pasted on the terminal, up to Ctrl-D, without showing it. Null: nothing. Throws `Cancelled` on Ctrl-C. */
export function readHidden(prompt: string): Promise<Buffer | null> {
  const { stdin } = process;
  const chunks: Buffer[] = [];
  // First, because what is typed at the sight of the prompt must not be shown.
  stdin.setRawMode(true);
  printError(prompt);
  return new Promise((resolve, reject) => {
    const leave = () => stdin.off('data', take).off('end', gone).setRawMode(false).pause();
    const gone = () => {
      leave();
      resolve(null);
    };
    // A terminal in raw mode does nothing about Ctrl-C and Ctrl-D itself.
    const take = (chunk: Buffer) => {
      const end = chunk.findIndex((byte) => byte === ctrlC || byte === ctrlD);
      chunks.push(end < 0 ? chunk : chunk.subarray(0, end));
      if (end < 0) return;
      leave();
      const pasted = Buffer.concat(chunks);
      if (chunk[end] === ctrlC) reject(new Cancelled());
      else resolve(pasted.length === 0 ? null : pasted);
    };
    stdin.on('data', take).on('end', gone);
  });
}

const [ctrlC, ctrlD] = [3, 4];
/** Asks a question with [y/N]. No terminal is a no. */
export const agreed = async (question: string): Promise<boolean> =>
  /^y(es)?$/i.test((await ask(question, { silent: false })) ?? '');

/** What a command ends with when you answer no: says what was left undone. */
export function declined(nothing: string): Outcome {
  printError(nothing);
  return { ok: true, value: exitCodes.no };
}

function controllingTerminal(): ReadStream | null {
  try {
    return new ReadStream(openSync(process.platform === 'win32' ? '\\\\.\\CONIN$' : '/dev/tty', 'r'));
  } catch {
    return null;
  }
}
