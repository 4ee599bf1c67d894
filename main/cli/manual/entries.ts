import type { Command } from 'commander';

// What the commands say of themselves, for the man page and for docs/commands.md.

/** A text, or lines that stay as they are. */
export type Block = { text: string } | { lines: readonly string[] };

export interface Entry {
  /** `fuelgauge budget set`. */
  name: string;
  usage: string;
  about: string;
  /** Arguments and options, each with its words. */
  terms: readonly { term: string; about: string }[];
  /** What its help says below them. */
  notes: readonly Block[];
  /** All of its help, as it is printed at a width of 100. */
  help: string;
}

const width = 100;

/** The program, and each command below it, in the order of the help. */
export function entriesOf(program: Command): { program: Entry; commands: Entry[] } {
  return { program: entryOf(program), commands: below(program) };
}

function below(command: Command): Entry[] {
  return command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help')
    .flatMap((each) => [entryOf(each), ...below(each)]);
}

function entryOf(command: Command): Entry {
  const helper = command.createHelp();
  const printed: string[] = [];
  command.configureOutput({
    writeOut: (text) => printed.push(text),
    getOutHelpWidth: () => width,
    getOutHasColors: () => false,
  });
  command.outputHelp();
  const help = printed.join('');
  const after = help.slice(command.helpInformation().length);
  return {
    name: nameOf(command),
    usage: helper.commandUsage(command),
    about: command.description(),
    terms: [
      ...helper.visibleArguments(command).map((each) => ({
        term: helper.argumentTerm(each),
        about: helper.argumentDescription(each),
      })),
      ...helper
        .visibleOptions(command)
        .filter(({ long }) => long !== '--help')
        .map((each) => ({ term: helper.optionTerm(each), about: helper.optionDescription(each) })),
    ],
    notes: blocksOf(after),
    help: help.trimEnd(),
  };
}

const nameOf = (command: Command): string =>
  command.parent === null ? command.name() : `${nameOf(command.parent)} ${command.name()}`;

/** Paragraphs, and between them the lines that are indented. */
export function blocksOf(text: string): Block[] {
  const blocks: Block[] = [];
  for (const part of text.split(/\n{2,}/)) {
    for (const line of part.split('\n').filter((each) => each.trim() !== '')) {
      const last = blocks.at(-1);
      const isIndented = line.startsWith('  ');
      const isNew = line === part.split('\n').find((each) => each.trim() !== '');
      if (isIndented && last !== undefined && 'lines' in last)
        blocks.splice(-1, 1, { lines: [...last.lines, line.slice(2)] });
      else if (isIndented) blocks.push({ lines: [line.slice(2)] });
      else if (!isNew && last !== undefined && 'text' in last)
        blocks.splice(-1, 1, { text: `${last.text} ${line}` });
      else blocks.push({ text: line });
    }
  }
  return blocks;
}
