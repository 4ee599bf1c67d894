import type { Command } from 'commander';
import { type Block, type Entry, entriesOf } from './entries.ts';

/** The man page fuelgauge(1), in roff, from the commands themselves. */
export function manPage(program: Command, version: string): string {
  const { program: all, commands } = entriesOf(program);
  const { intro, sections } = sectionsOf(all.notes);
  return [
    `.TH FUELGAUGE 1 "" "Fuelgauge ${version}" "User Commands"`,
    '.SH NAME',
    `fuelgauge \\- ${escaped(withoutFullStop(all.about))}`,
    '.SH SYNOPSIS',
    '.B fuelgauge',
    '.I COMMAND',
    '[options]',
    '.SH DESCRIPTION',
    escaped(all.about),
    ...intro.flatMap(block),
    '.SH OPTIONS',
    ...all.terms.flatMap(term),
    '.SH COMMANDS',
    ...commands.flatMap(command),
    ...sections.flatMap(({ title, blocks }) => [`.SH ${title.toUpperCase()}`, ...blocks.flatMap(block)]),
    '.SH FILES',
    ...files.flatMap(term),
    '',
  ].join('\n');
}

const files = [
  { term: '~/.local/share/Fuelgauge', about: 'the data folder on Linux' },
  { term: '~/Library/Application Support/Fuelgauge', about: 'the data folder on macOS' },
  { term: '%LOCALAPPDATA%\\Fuelgauge\\Data', about: 'the data folder on Windows' },
];

const command = ({ usage, about, terms, notes }: Entry): string[] => [
  `.SS ${quoted(usage)}`,
  escaped(about),
  ...terms.flatMap(term),
  ...notes.flatMap(block),
];

const term = ({ term: name, about }: { term: string; about: string }): string[] => [
  '.TP',
  `.B ${quoted(name)}`,
  escaped(about) || '\\&',
];

/** A line that ends in a colon is said of the lines after it. */
const block = (one: Block): string[] =>
  'text' in one
    ? ['.PP', escaped(one.text)]
    : ['.RS 4', '.nf', ...one.lines.map((line) => escaped(line) || '\\&'), '.fi', '.RE'];

/** What stands under a heading of its own, such as “Exit codes:”, and what comes before the first. */
function sectionsOf(notes: readonly Block[]): {
  intro: Block[];
  sections: { title: string; blocks: Block[] }[];
} {
  const intro: Block[] = [];
  const sections: { title: string; blocks: Block[] }[] = [];
  for (const note of notes) {
    const [, title] = 'text' in note ? (/^([A-Z][a-z]+(?: [a-z]+)?):$/.exec(note.text) ?? []) : [];
    if (title !== undefined) sections.push({ title, blocks: [] });
    else (sections.at(-1)?.blocks ?? intro).push(note);
  }
  return { intro, sections };
}

const withoutFullStop = (text: string): string => text.replace(/\.$/, '');

const quoted = (text: string): string => `"${escaped(text).replaceAll('"', '\\(dq')}"`;

/** Characters that roff has names for. */
const named: Readonly<Record<string, string>> = {
  '\\': '\\e',
  '-': '\\-',
  '’': '\\(cq',
  '‘': '\\(oq',
  '“': '\\(lq',
  '”': '\\(rq',
  '–': '\\(en',
  '`': '\\(ga',
  "'": '\\(aq',
  '^': '\\(ha',
  '~': '\\(ti',
};

/** Text as roff prints it: neither a request nor an escape, in ASCII. */
export function escaped(text: string): string {
  const written = text.replaceAll(/[\\’‘“”–`'^~-]|[^\0-\x7f]/gu, (found) => {
    const code = found.codePointAt(0) ?? 0;
    return named[found] ?? `\\[u${code.toString(16).toUpperCase().padStart(4, '0')}]`;
  });
  return written.startsWith('.') ? `\\&${written}` : written;
}
