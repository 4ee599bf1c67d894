import { dataFolder } from '../../engine/store/data-folder.ts';
import { commandTree } from '../program.ts';
import { bashReply, bashWords } from './bash-words.ts';
import { candidatesFor } from './candidates.ts';
import { readNames } from './names.ts';

/** The exit code that tells the script to complete the names of files. */
const filesCode = 10;
const longestAbout = 70;

/**
 * What the scripts of `completion` ask at each Tab: the shell, then for bash the line up to the cursor, for the others the words,
 * the last one after `=` so that no shell drops an empty one. Prints one candidate a line, and never fails.
 */
export async function answerCompletion([shell = '', ...given]: readonly string[]): Promise<number> {
  const program = commandTree(async () => {});
  const names = () => readNames(dataFolder(process.env));
  if (shell === 'bash') {
    const { words, last } = bashWords(given[0] ?? '');
    const found = candidatesFor(program, afterProgram(words), names);
    if (found === null) return filesCode;
    write(found.map(({ value }) => bashReply(value, last)));
    return 0;
  }
  const words = [...given.slice(0, -1), (given.at(-1) ?? '').replace(/^=/, '')];
  const found = candidatesFor(program, words, names);
  if (found === null) return filesCode;
  write(found.map(({ value, about }) => (about === '' ? value : `${value}\t${short(about)}`)));
  return 0;
}

const write = (lines: readonly string[]) => {
  if (lines.length > 0) process.stdout.write(`${lines.join('\n')}\n`);
};

const short = (about: string): string =>
  about.length > longestAbout ? `${about.slice(0, longestAbout - 1)}…` : about;

/** Without the name of the program, and the variables that are set before it. */
function afterProgram(words: readonly string[]): string[] {
  const program = words.findIndex((word) => !/^\w+=/.test(word));
  return words.slice(program + 1);
}
